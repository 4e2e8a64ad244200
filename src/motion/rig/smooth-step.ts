/** 0 at `from`, 1 at `to` (either may be the larger), with zero slope at both ends (Hermite). */
export function smoothStep(from: number, to: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
}
