const LOCK_NAME = 'kineograph-cache';

/**
 * Takes part in using the cache until this worker ends.
 * @param open opens the cache, told whether nobody else (another tab) uses it. Others that come meanwhile wait until it
 * is done: what it sweeps away may be what they are writing. Without Web Locks, which insecure origins lack, the answer
 * is the cautious one.
 */
export async function joinCacheUsers<T>(open: (alone: boolean) => Promise<T>): Promise<T> {
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) return open(false);
  let joined: Promise<void> | undefined;
  const opened = await locks.request(LOCK_NAME, { mode: 'exclusive', ifAvailable: true }, async (lock) => {
    // Asked for while the other is held, so that nobody comes between them.
    joined = takePart(locks);
    return lock && { cache: await open(true) };
  });
  await joined;
  return opened ? opened.cache : open(false);
}

/** Resolves once this worker counts as a user. */
function takePart(locks: LockManager): Promise<void> {
  return new Promise((resolve, reject) => {
    const untilTheEnd = new Promise<never>(() => undefined);
    const holding = locks.request(LOCK_NAME, { mode: 'shared' }, () => {
      resolve();
      return untilTheEnd;
    });
    holding.catch(reject);
  });
}

/** Tells whether nobody but this worker uses the cache now. Without Web Locks the answer is the cautious one. */
export async function isSoleUser(): Promise<boolean> {
  const { locks } = navigator as { locks?: LockManager };
  const state = await locks?.query().catch(() => undefined);
  if (!state) return false;
  const all = [...(state.held ?? []), ...(state.pending ?? [])];
  return all.filter(({ name }) => name === LOCK_NAME).length <= 1;
}
