import { sha256Parts } from '../../values/sha256.ts';

/** So much work as it was believed, ms, must have been seen until that counts as much as what was measured at the start. */
const FIRMNESS_MS = 300;
/** No single stage counts for more than this, ms of believed work: what is said of it may be wrong by itself. */
const MOST_WEIGHT_MS = 2_000;
/** What lies further off says more of the belief than of the machine: a photo of 64 megapixels, say. */
const FARTHEST = Math.log(8);

/** What is hashed to measure a machine, and what that takes on the one that `typicalMs` was measured on. */
const MEASURED_BYTES = 256 * 1024;
const REFERENCE_MS = 1.9;
/**
 * How much of what the looks say is believed, 0..1, of its logarithm: the same machine was seen at .75 and at 1.6 times
 * its usual pace in a fifth of a second, and there is more to rendering than hashing.
 */
const TRUST = 0.6;
/** The first rounds compile the code. */
const COMPILING_ROUNDS = 4;
/** An odd number of looks, so that one of them is in the middle. */
const LOOKS = 9;

/**
 * How many times as long work takes here as on the machine on which nodes' typical times were measured. Whatever runs
 * for the first time tells something of what never ran.
 */
export class MachinePace {
  #weighted: number;
  #weight = FIRMNESS_MS;

  /** @param measured the factor as far as short looks at the machine tell, see {@link measurePace} */
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

/**
 * Some looks at this machine, two milliseconds each, with rests between them: processors run faster or slower for some
 * hundredths of a second at a time. The look in the middle counts; a machine that is busy is a slower machine.
 * @param now ms @param rest waits between two looks, some 20 ms
 * @returns the factor that {@link MachinePace} starts with
 */
export async function measurePace(now: () => number, rest: () => Promise<void>): Promise<number> {
  const bytes = new Uint8Array(MEASURED_BYTES);
  const look = () => {
    const started = now();
    sha256Parts([bytes], bytes.length);
    return now() - started;
  };
  for (let round = 0; round < COMPILING_ROUNDS; round++) look();
  const looks: number[] = [];
  while (looks.length < LOOKS) {
    await rest();
    looks.push(look());
  }
  const [middle = REFERENCE_MS] = looks.sort((a, b) => a - b).slice((LOOKS - 1) / 2);
  return (middle / REFERENCE_MS) ** TRUST;
}

/** Logarithm of a factor. */
function clamped(factor: number): number {
  return Math.max(-FARTHEST, Math.min(FARTHEST, Math.log(factor)));
}
