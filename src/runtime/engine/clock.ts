/** The engine's time. Tests drive it themselves, so that what takes hours is decided in milliseconds, always alike. */
export interface Clock {
  /** Milliseconds since some moment; never goes back. */
  now(): number;
  /** Calls back once, `ms` later. @returns forgets it */
  after(ms: number, callback: () => void): () => void;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** Calls back every `ms` until the function that it returns is called. */
export function every(clock: Clock, ms: number, callback: () => void): () => void {
  const tick = () => {
    forget = clock.after(ms, tick);
    callback();
  };
  let forget = clock.after(ms, tick);
  return () => forget();
}
