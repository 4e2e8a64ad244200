import type { Clock } from '../../src/runtime/engine/clock.ts';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
  forgotten: boolean;
}

/**
 * Time that stands still while anybody has something to do, then jumps to the next timer. Whatever waits for it takes
 * the same decisions every time, and hours pass in an instant.
 */
export class VirtualClock implements Clock {
  /** A heap: the next timer first. */
  readonly #timers: Timer[] = [];
  #now = 0;
  #count = 0;

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    const timer: Timer = {
      at: this.#now + Math.max(0, ms),
      order: this.#count++,
      callback,
      forgotten: false,
    };
    this.#push(timer);
    return () => {
      timer.forgotten = true;
    };
  }

  /** Resolves `ms` later. */
  pause(ms: number): Promise<void> {
    return new Promise((resolve) => void this.after(ms, resolve));
  }

  /**
   * Lets time pass until the promise has settled.
   * @throws {Error} when nothing is left that could settle it, or not within `limitMs` of virtual time
   */
  async until<T>(promise: Promise<T>, limitMs = 1e9): Promise<T> {
    let isSettled = false;
    const settled = () => {
      isSettled = true;
    };
    promise.then(settled, settled);
    const end = this.#now + limitMs;
    for (;;) {
      await allIdle();
      if (isSettled) return promise;
      const next = this.#pop();
      if (!next) throw new Error('everybody waits and nothing is left to happen');
      if (next.at > end) throw new Error(`nothing came of it in ${limitMs} ms`);
      this.#now = next.at;
      next.callback();
    }
  }

  #push(timer: Timer): void {
    const timers = this.#timers;
    let at = timers.push(timer) - 1;
    for (let parent = (at - 1) >> 1; at > 0 && isBefore(timer, timers[parent]); parent = (at - 1) >> 1) {
      timers[at] = timers[parent] as Timer;
      at = parent;
    }
    timers[at] = timer;
  }

  /** The next timer that is still wanted. */
  #pop(): Timer | undefined {
    const first = this.#timers[0];
    const last = this.#timers.pop();
    if (!first || !last) return undefined;
    if (first !== last) this.#sink(last);
    return first.forgotten ? this.#pop() : first;
  }

  #sink(timer: Timer): void {
    const timers = this.#timers;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child + 1 < timers.length && isBefore(timers[child + 1] as Timer, timers[child])) child += 1;
      const next = timers[child];
      if (!next || !isBefore(next, timer)) break;
      timers[at] = next;
      at = child;
    }
    timers[at] = timer;
  }
}

function isBefore(timer: Timer, other: Timer | undefined): boolean {
  return other === undefined || timer.at < other.at || (timer.at === other.at && timer.order < other.order);
}

/** Digests of large values are made by threads of their own, outside of virtual time: it waits for them. */
let digestsUnderWay = 0;
const digest = crypto.subtle.digest.bind(crypto.subtle);
crypto.subtle.digest = async (...given) => {
  digestsUnderWay += 1;
  try {
    return await digest(...given);
  } finally {
    digestsUnderWay -= 1;
  }
};

/** Everything that only waits for promises is done before the next turn of the event loop. */
async function allIdle(): Promise<void> {
  do await new Promise((resolve) => setImmediate(resolve));
  while (digestsUnderWay > 0);
}
