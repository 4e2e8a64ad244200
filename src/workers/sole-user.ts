/** Held, shared, by every worker that uses the cache, until it ends. */
const USERS = 'kineograph-cache';
/** Held by who comes in to the cache, and by who sweeps it: nobody comes in while somebody sweeps. */
const DOOR = 'kineograph-cache-door';

/**
 * Takes part in using the cache until this worker ends.
 * @param open opens the cache, told whether nobody else (another tab) uses it. Others that come meanwhile wait until it
 * is done: what it sweeps away may be what they are writing. Without Web Locks, which insecure origins lack, the answer
 * is the cautious one.
 */
export function joinCacheUsers<T>(open: (alone: boolean) => Promise<T>): Promise<T> {
  return throughDoor(async (locks) => {
    if (locks) await takePart(locks);
    return open(await isSoleUser(locks));
  });
}

/**
 * Lets a user of the cache sweep it: others that come meanwhile wait until it is done.
 * @param work told whether nobody but this worker uses the cache. Without Web Locks the answer is the cautious one
 */
export function sweepCache<T>(work: (alone: boolean) => Promise<T>): Promise<T> {
  return throughDoor(async (locks) => work(await isSoleUser(locks)));
}

async function throughDoor<T>(work: (locks: LockManager | undefined) => Promise<T>): Promise<T> {
  const { locks } = navigator as { locks?: LockManager };
  return locks ? locks.request(DOOR, { mode: 'exclusive' }, () => work(locks)) : work(undefined);
}

/** Resolves once this worker counts as a user. */
function takePart(locks: LockManager): Promise<void> {
  return new Promise((resolve, reject) => {
    const untilTheEnd = new Promise<never>(() => undefined);
    const holding = locks.request(USERS, { mode: 'shared' }, () => {
      resolve();
      return untilTheEnd;
    });
    holding.catch(reject);
  });
}

/** Asked by a user at the door: whether there is another. */
async function isSoleUser(locks: LockManager | undefined): Promise<boolean> {
  const state = await locks?.query().catch(() => undefined);
  if (!state) return false;
  const all = [...(state.held ?? []), ...(state.pending ?? [])];
  return all.filter(({ name }) => name === USERS).length <= 1;
}
