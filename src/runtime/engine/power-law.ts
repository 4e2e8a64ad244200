/** Older examples count less: machines get busy, batteries run low. */
const WEIGHT_PER_AGE = 0.85;
/** An example with other choices (of a quality, of a mode) tells less. */
const OTHER_KIND_WEIGHT = 0.1;
/** Examples that are kept. */
const KEPT = 16;
/** What is hardly measurable counts as this much. */
const LEAST_AMOUNT = 0.01;
/** How far beyond what was seen a size may be followed: a factor of 64, as a logarithm. */
const FARTHEST = Math.log(64);
/** A fit that tells a new example within this, as a logarithm, stays: machines are noisier than two in a hundred. */
const STILL_TRUE = 0.02;

/** One size on which an amount may depend. */
export interface Exponent {
  /** What is believed before anything was seen: 1 when the amount is in proportion, 0 when it does not depend on it. */
  readonly believed: number;
  /** How firmly; after so much variance of the logarithm has been seen, belief and examples weigh the same. */
  readonly firmness: number;
}

interface Example {
  /** Logarithms of the sizes; NaN where unknown. */
  readonly sizes: readonly number[];
  readonly amount: number;
  /** What the amount depends on besides sizes. */
  readonly kind: string;
  readonly weight: number;
}

interface Fit {
  readonly mean: number;
  readonly centre: readonly number[];
  readonly exponents: readonly number[];
}

/**
 * Learns an amount that follows sizes by powers: amount = c · Π sizeⱼ^eⱼ. Ridge regression of the logarithms towards
 * believed exponents (Hoerl and Kennard, Technometrics 12, 1970), so that one example is enough to begin with and a
 * few tell which sizes matter.
 */
export class PowerLaw {
  readonly #beliefs: readonly Exponent[];
  readonly #examples: Example[] = [];
  /** By kind; emptied by an example that they do not tell. */
  readonly #fits = new Map<string, Fit>();

  constructor(beliefs: readonly Exponent[]) {
    this.#beliefs = beliefs;
  }

  /** Was nothing learned yet? */
  get isEmpty(): boolean {
    return this.#examples.length === 0;
  }

  /** @param sizes logarithms, one per exponent; NaN where unknown @param weight 0..1 */
  learn(sizes: readonly number[], amount: number, kind: string, weight = 1): void {
    const logarithm = Math.log(Math.max(LEAST_AMOUNT, amount));
    this.#examples.push({ sizes, amount: logarithm, kind, weight });
    if (this.#examples.length > KEPT) this.#examples.shift();
    const fit = this.#fits.get(kind);
    if (!fit || Math.abs(follow(fit, sizes) - logarithm) > STILL_TRUE) this.#fits.clear();
  }

  /** Undefined before anything was learned. */
  predict(sizes: readonly number[], kind: string): number | undefined {
    if (this.#examples.length === 0) return undefined;
    let fit = this.#fits.get(kind);
    if (!fit) {
      fit = this.#fit(kind);
      this.#fits.set(kind, fit);
    }
    return Math.exp(follow(fit, sizes));
  }

  #fit(kind: string): Fit {
    const examples = this.#examples;
    const weights = examples.map(
      (example, index) =>
        example.weight *
        WEIGHT_PER_AGE ** (examples.length - 1 - index) *
        (example.kind === kind ? 1 : OTHER_KIND_WEIGHT),
    );
    const centre = this.#beliefs.map((_, index) =>
      weightedMean(
        examples.map(({ sizes }) => sizes[index] ?? Number.NaN),
        weights,
      ),
    );
    const amounts = examples.map(({ amount }) => amount);
    const mean = weightedMean(amounts, weights);
    const size = this.#beliefs.length;
    const matrix = this.#beliefs.map(({ firmness, believed }, row) => {
      const line = new Array<number>(size + 1).fill(0);
      line[row] = firmness;
      line[size] = firmness * believed;
      return line;
    });
    for (const [at, { sizes, amount }] of examples.entries()) {
      const steps = centre.map((middle, index) => (sizes[index] ?? Number.NaN) - middle || 0);
      for (const [row, line] of matrix.entries()) {
        const factor = (weights[at] as number) * (steps[row] as number);
        for (let column = 0; column < size; column++)
          (line[column] as number) += factor * (steps[column] as number);
        (line[size] as number) += factor * (amount - mean);
      }
    }
    return { mean, centre, exponents: solve(matrix) };
  }
}

/** Logarithm of the amount at these sizes. */
function follow({ mean, centre, exponents }: Fit, sizes: readonly number[]): number {
  let logarithm = mean;
  for (let index = 0; index < exponents.length; index++) {
    const step = (sizes[index] ?? Number.NaN) - (centre[index] ?? 0);
    const factor = exponents[index] ?? 0;
    if (!Number.isNaN(step)) logarithm += factor * Math.max(-FARTHEST, Math.min(FARTHEST, step));
  }
  return logarithm;
}

/** Of the numbers that are known; NaN when none is. */
function weightedMean(values: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  let total = 0;
  for (const [index, value] of values.entries()) {
    if (Number.isNaN(value)) continue;
    sum += value * (weights[index] as number);
    total += weights[index] as number;
  }
  return total === 0 ? Number.NaN : sum / total;
}

/** Solves a symmetric, positive definite system given with its right side as last column; changes it. */
function solve(matrix: readonly number[][]): number[] {
  const size = matrix.length;
  for (const [pivot, line] of matrix.entries()) {
    for (const other of matrix.slice(pivot + 1)) {
      const factor = (other[pivot] as number) / (line[pivot] as number);
      for (let column = pivot; column <= size; column++)
        (other[column] as number) -= factor * (line[column] as number);
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row--) {
    const line = matrix[row] as number[];
    let rest = line[size] as number;
    for (let column = row + 1; column < size; column++)
      rest -= (line[column] as number) * (solution[column] as number);
    solution[row] = rest / (line[row] as number);
  }
  return solution;
}
