import { deleteDB, openDB } from 'idb';

/** A database that exists for a moment only. */
const PASSING_DATABASE = 'kineograph-passing';
/** Another tab that froze with it open would hold up everybody: after so long nobody waits any more, ms. */
const PATIENCE_MS = 1_000;

let started: Promise<void> | undefined;

/**
 * Makes the browser note what is stored from now on in a new file; done once per page or worker, before its first
 * database is opened. It takes some milliseconds.
 *
 * Chromium keeps the databases of an origin in one LevelDB. If it is killed in the middle of writing a record, its next
 * start reads the log up to the torn record, and writes on behind it in the same file. The start after that finds the
 * torn record in the middle, takes the log for damaged, and deletes everything that the origin has stored: results,
 * photos and drafts (google/leveldb issue 1287). Deleting a database makes LevelDB compact, for which it writes what it
 * holds into a table, begins a new log, and deletes the old one with its torn end.
 */
export function startFreshLog(): Promise<void> {
  started ??= isChromium() ? Promise.race([passDatabase(), patience()]) : Promise.resolve();
  return started;
}

/**
 * Only browsers built on Chromium tell their brands, and to secure origins only: others stay without the new log. Other
 * browsers keep IndexedDB in SQLite, which mends torn ends.
 */
function isChromium(): boolean {
  return typeof navigator !== 'undefined' && 'userAgentData' in navigator;
}

function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
}

async function passDatabase(): Promise<void> {
  try {
    (await openDB(PASSING_DATABASE)).close();
    await deleteDB(PASSING_DATABASE);
  } catch {
    // Where storage is refused, whoever opens a database to use it says so.
  }
}
