const LOCK_NAME = 'kineograph-cache';

/**
 * Takes part in using the cache until this worker ends, and tells whether nobody else (another tab) does.
 * Without Web Locks, which insecure origins lack, the answer is the cautious one.
 */
export async function joinCacheUsers(): Promise<{ readonly alone: boolean }> {
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) return { alone: false };
  const alone = await locks.request(
    LOCK_NAME,
    { mode: 'exclusive', ifAvailable: true },
    (lock) => lock !== null,
  );
  await new Promise<void>((resolve) => {
    const untilTheEnd = new Promise<never>(() => undefined);
    void locks.request(LOCK_NAME, { mode: 'shared' }, () => {
      resolve();
      return untilTheEnd;
    });
  });
  return { alone };
}

/** Tells whether nobody but this worker uses the cache now. Without Web Locks the answer is the cautious one. */
export async function isSoleUser(): Promise<boolean> {
  const { locks } = navigator as { locks?: LockManager };
  const state = await locks?.query().catch(() => undefined);
  if (!state) return false;
  const all = [...(state.held ?? []), ...(state.pending ?? [])];
  return all.filter(({ name }) => name === LOCK_NAME).length <= 1;
}
