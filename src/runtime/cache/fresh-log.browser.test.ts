import { openDB } from 'idb';
import { expect, it, vi } from 'vitest';
import { startFreshLog } from './fresh-log.ts';

/** A fixed name: versions of the app must not leave databases behind for each other. */
const PASSING_DATABASE = 'kineograph-passing';

const names = async () => (await indexedDB.databases()).map(({ name }) => name);

it('leaves no database behind, and waits for no tab that does not let go of it', async () => {
  const held = await openDB(PASSING_DATABASE);
  await startFreshLog();
  expect(await names()).toContain(PASSING_DATABASE);
  held.close();
  await vi.waitFor(async () => expect(await names()).not.toContain(PASSING_DATABASE), 20_000);
});
