import type { Clock } from '../../src/runtime/engine/clock.ts';

/** Skips go in such steps, so that what looks at the clock every second does not take a skip for a machine that slept. */
const STEP_MS = 500;

/** Real time, of which tests skip what nobody needs: deadlines of minutes pass in an instant beside real workers. */
export class SkippingClock implements Clock {
  readonly #timers = new Set<{ readonly at: number; readonly fire: () => void }>();
  #skipped = 0;

  now(): number {
    return performance.now() + this.#skipped;
  }

  after(ms: number, callback: () => void): () => void {
    const forget = () => {
      clearTimeout(real);
      this.#timers.delete(timer);
    };
    const fire = () => {
      forget();
      callback();
    };
    const timer = { at: this.now() + ms, fire };
    const real = setTimeout(fire, ms);
    this.#timers.add(timer);
    return forget;
  }

  /** Lets so much time pass at once, with all that is due in it. */
  skip(ms: number): void {
    for (let left = ms; left > 0; left -= STEP_MS) {
      this.#skipped += Math.min(STEP_MS, left);
      for (const { at, fire } of [...this.#timers]) if (at <= this.now()) fire();
    }
  }
}
