import { sha256Parts } from '../../values/sha256.ts';

/** So much work as it was believed, ms, must have been seen until that counts as much as what was measured at the start. */
const FIRMNESS_MS = 300;
/** No single stage counts for more than this, ms of believed work: what is said of it may be wrong by itself. */
const MOST_WEIGHT_MS = 2_000;
/** What lies further off says more of the belief than of the machine: a photo of 64 megapixels, say. */
const FARTHEST = Math.log(8);

/** What is hashed to measure a machine, and what that takes on the one that `typicalMs` was measured on. */
const MEASURED_BYTES = 256 * 1024;
const REFERENCE_MS = 2.2;
/** The first rounds compile the code; the least of all is the machine without whatever else it does. */
const ROUNDS = 8;

/**
 * How many times as long work takes here as on the machine on which nodes' typical times were measured. Whatever runs
 * for the first time tells something of what never ran.
 */
export class MachinePace {
  #weighted: number;
  #weight = FIRMNESS_MS;

  /** @param measured the factor as far as a short look at the machine tells, see {@link measurePace} */
  constructor(measured = 1) {
    this.#weighted = FIRMNESS_MS * clamped(measured);
  }

  /** 1 is the machine of the declarations, 2 one half as fast. */
  get factor(): number {
    return Math.exp(this.#weighted / this.#weight);
  }

  /** @param believedMs what the declaration alone would have said @param ms what it took */
  learn(believedMs: number, ms: number): void {
    if (!(believedMs > 0 && ms > 0)) return;
    const weight = Math.min(MOST_WEIGHT_MS, believedMs);
    this.#weighted += weight * clamped(ms / believedMs);
    this.#weight += weight;
  }
}

/** A look at this machine that takes some twenty milliseconds: see {@link MachinePace}. @param now ms */
export function measurePace(now: () => number): number {
  const bytes = new Uint8Array(MEASURED_BYTES);
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const started = now();
    sha256Parts([bytes], bytes.length);
    least = Math.min(least, now() - started);
  }
  return least / REFERENCE_MS;
}

/** Logarithm of a factor. */
function clamped(factor: number): number {
  return Math.max(-FARTHEST, Math.min(FARTHEST, Math.log(factor)));
}
