import { reportError } from '../../values/errors.ts';
import { announceFailure } from '../run/announcements.ts';
import { engine } from '../run/engine.ts';
import { resetRuns, schedulePlan } from '../run/run-store.ts';

/** Deletes all stored results and plans anew. @returns false when it failed; the user has been told why */
export async function clearResults(): Promise<boolean> {
  let done = true;
  try {
    await (await engine()).clearCache();
  } catch (error) {
    announceFailure(undefined, reportError(error));
    done = false;
  }
  resetRuns();
  schedulePlan();
  return done;
}
