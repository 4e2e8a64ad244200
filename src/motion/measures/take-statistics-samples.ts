/** What a set of measured values looks like. Empty sets give NaN everywhere but in `count`. */
export interface Summary {
  readonly count: number;
  readonly mean: number;
  /** Standard deviation of the set itself (divided by n). */
  readonly deviation: number;
  readonly p05: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p95: number;
  readonly min: number;
  readonly max: number;
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/** Standard deviation, divided by n. */
export function deviation(values: ArrayLike<number>): number {
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - centre) * (values[i] - centre);
  return Math.sqrt(sum / values.length);
}

/** The value below which `share` (0..1) of the set lies, between neighbours by linear interpolation. */
export function quantile(values: ArrayLike<number>, share: number): number {
  return sortedQuantile(Float64Array.from(values).sort(), share);
}

export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** Pearson's correlation; 0 where one of the two does not vary. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const meanA = mean(a);
  const meanB = mean(b);
  let product = 0;
  let squareA = 0;
  let squareB = 0;
  for (let i = 0; i < a.length; i++) {
    product += (a[i] - meanA) * (b[i] - meanB);
    squareA += (a[i] - meanA) * (a[i] - meanA);
    squareB += (b[i] - meanB) * (b[i] - meanB);
  }
  return squareA === 0 || squareB === 0 ? 0 : product / Math.sqrt(squareA * squareB);
}

/** Slope and intercept of the least-squares line y = intercept + slope x; NaN below two different x. */
export function fitLine(x: ArrayLike<number>, y: ArrayLike<number>): { slope: number; intercept: number } {
  const centreX = mean(x);
  const centreY = mean(y);
  let product = 0;
  let square = 0;
  for (let i = 0; i < x.length; i++) {
    product += (x[i] - centreX) * (y[i] - centreY);
    square += (x[i] - centreX) * (x[i] - centreX);
  }
  const slope = product / square;
  return { slope, intercept: centreY - slope * centreX };
}

/**
 * Distance of two sets of the same measure (Kolmogorov and Smirnov): the greatest difference of their cumulative
 * distributions, 0 the same .. 1 apart; NaN where one is empty.
 */
export function distributionDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length === 0 || b.length === 0) return Number.NaN;
  const one = Float64Array.from(a).sort();
  const two = Float64Array.from(b).sort();
  let most = 0;
  for (let i = 0, j = 0; i < one.length && j < two.length; ) {
    const value = Math.min(one[i], two[j]);
    while (i < one.length && one[i] <= value) i += 1;
    while (j < two.length && two[j] <= value) j += 1;
    most = Math.max(most, Math.abs(i / one.length - j / two.length));
  }
  return most;
}

export function summarise(values: ArrayLike<number>): Summary {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => sortedQuantile(sorted, share);
  return {
    count: sorted.length,
    mean: mean(sorted),
    deviation: deviation(sorted),
    p05: at(0.05),
    p25: at(0.25),
    median: at(0.5),
    p75: at(0.75),
    p95: at(0.95),
    min: at(0),
    max: at(1),
  };
}

function sortedQuantile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}
