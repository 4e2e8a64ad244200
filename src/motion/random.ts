import { portableExp, portableLn } from './portable-math.ts';

/** 2^-53, the spacing of uniform draws. */
const UNIFORM_STEP = 1 / 9007199254740992;

/**
 * Seeded random numbers that are the same on every machine.
 *
 * Bits: xoshiro128** 1.1 (Blackman & Vigna, "Scrambled linear pseudorandom number generators", 2018), its
 * state filled by splitmix32 steps from the seed. Normals: Marsaglia's polar method. Only integer operations,
 * + - x /, square roots and the functions of `portable-math.ts` are used, all of them exactly defined.
 */
export class Random {
  readonly #seed: number;
  readonly #state: Uint32Array;
  #spareNormal: number | undefined;

  /** @param seed whole number 0..2^32-1; other numbers are reduced modulo 2^32 */
  constructor(seed: number) {
    this.#seed = seed >>> 0;
    this.#state = new Uint32Array(4);
    let state = this.#seed;
    for (let i = 0; i < 4; i++) {
      state = (state + 0x9e3779b9) >>> 0;
      this.#state[i] = mixBits(state);
    }
  }

  /**
   * An independent stream named `label`. It depends only on the seed and the label, not on what was drawn
   * before: adding a draw to one behaviour leaves every other behaviour as it was.
   */
  fork(label: string): Random {
    let hash = (this.#seed ^ 0x811c9dc5) >>> 0;
    for (let i = 0; i < label.length; i++) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193) >>> 0;
    return new Random(mixBits(hash));
  }

  /** The same stream from here on: what is drawn from one is not drawn from the other. */
  copy(): Random {
    const copy = new Random(this.#seed);
    copy.#state.set(this.#state);
    copy.#spareNormal = this.#spareNormal;
    return copy;
  }

  /** A whole number 0..2^32-1. */
  uint32(): number {
    const s = this.#state;
    const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = s;
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    const a = s2 ^ s0;
    const b = s3 ^ s1;
    s[1] = s1 ^ a;
    s[0] = s0 ^ b;
    s[2] = a ^ (s1 << 9);
    s[3] = rotateLeft(b, 11);
    return result;
  }

  /** Uniform in [0, 1), 53 bits. */
  uniform(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 67108864 + low) * UNIFORM_STEP;
  }

  /** Uniform in [low, high). */
  range(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** -1 or +1 with equal probability. */
  sign(): -1 | 1 {
    return this.uniform() < 0.5 ? -1 : 1;
  }

  /** Standard normal. */
  normal(): number {
    if (this.#spareNormal !== undefined) {
      const spare = this.#spareNormal;
      this.#spareNormal = undefined;
      return spare;
    }
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * portableLn(square)) / square);
      this.#spareNormal = y * factor;
      return x * factor;
    }
  }

  /** Log-normal with the given median; `sigma` is the standard deviation of its logarithm. */
  logNormal(median: number, sigma: number): number {
    return median * portableExp(sigma * this.normal());
  }
}

/** Finaliser of splitmix32: every input bit reaches every output bit. */
function mixBits(value: number): number {
  let z = value;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
}

function rotateLeft(value: number, count: number): number {
  return ((value << count) | (value >>> (32 - count))) >>> 0;
}
