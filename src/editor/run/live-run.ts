import { create } from 'zustand';
import { useDocument } from '../document/document-store.ts';
import { computesTheSame } from '../document/flat-graph.ts';
import { cancelRun, startRun, useRun } from './run-store.ts';

/** Quiet time after a change before it runs, ms: a drag makes many changes. */
const LIVE_DELAY_MS = 180;

/** Does every change run at once? */
export const useLive = create<{ readonly on: boolean }>(() => ({ on: false }));

let timer: ReturnType<typeof setTimeout> | undefined;

/** Runs what changed a moment after each change while live is on; a run that it supersedes is cancelled. Call once. */
export function startLiveRuns(): void {
  useDocument.subscribe((state, before) => {
    // Another document is not a change: it waits for its first Run.
    if (state.openings !== before.openings) clearTimeout(timer);
    else if (useLive.getState().on && !computesTheSame(state.whole, before.whole)) schedule();
  });
  useLive.subscribe(({ on }) => {
    if (on) schedule();
    else clearTimeout(timer);
  });
}

function schedule(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void supersede(), LIVE_DELAY_MS);
}

/** The run of the document as it is now, in place of the one under way. */
async function supersede(): Promise<void> {
  if (useRun.getState().running !== undefined) {
    const ended = runEnded();
    await cancelRun();
    await ended;
  }
  if (useLive.getState().on) await startRun({ mode: 'all' });
}

function runEnded(): Promise<void> {
  return new Promise((resolve) => {
    const stop = useRun.subscribe(({ running }) => {
      if (running !== undefined) return;
      stop();
      resolve();
    });
  });
}
