/** Cosine of the angle between two vectors of one length, -1..1; 0 when one of them is zero. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let [dot, lengthA, lengthB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    dot += a[i] * b[i];
    lengthA += a[i] * a[i];
    lengthB += b[i] * b[i];
  }
  return dot / (Math.sqrt(lengthA * lengthB) || 1);
}

/** How far later vectors drift from the first. */
export interface Drift {
  /** Mean cosine with the first vector. */
  readonly mean: number;
  /** Lowest cosine with the first vector. */
  readonly min: number;
  /** Position of the lowest in the list. */
  readonly worst: number;
}

/**
 * Identity (motion.md section 6): cosine of every embedding with the first (CSIM).
 * @returns undefined for fewer than two embeddings
 */
export function drift(embeddings: readonly Float32Array[]): Drift | undefined {
  const [first, ...rest] = embeddings;
  if (first === undefined || rest.length === 0) return undefined;
  const cosines = rest.map((embedding) => cosine(first, embedding));
  const min = cosines.reduce((a, b) => Math.min(a, b));
  const sum = cosines.reduce((a, b) => a + b);
  return { mean: sum / cosines.length, min, worst: 1 + cosines.indexOf(min) };
}

/**
 * Subject or background consistency (VBench): mean over t >= 1 of
 * (max(0, cos(d_0, d_t)) + max(0, cos(d_(t-1), d_t))) / 2. VBench takes d from large image models; here it is
 * {@link describePicture}.
 * @returns undefined for fewer than two descriptors
 */
export function consistency(descriptors: readonly Float32Array[]): number | undefined {
  const [first] = descriptors;
  if (first === undefined || descriptors.length < 2) return undefined;
  let sum = 0;
  for (let t = 1; t < descriptors.length; t++) {
    const withFirst = Math.max(0, cosine(first, descriptors[t]));
    sum += (withFirst + Math.max(0, cosine(descriptors[t - 1], descriptors[t]))) / 2;
  }
  return sum / (descriptors.length - 1);
}
