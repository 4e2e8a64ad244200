import type { MaskValue } from '../../values/value.ts';

/** Coverage of a picture outside of which a matte separates nothing. */
const LEAST_COVERAGE = 0.01;
const MOST_COVERAGE = 0.93;
/** Share of half-covered pixels above which a matte is unsure of itself. */
const MOST_UNSURE = 0.16;

/**
 * The matte when it can cut out a subject, else the reason why it is left aside: empty, full, or - where no face
 * vouches for a person - so unsure that its edge would tear the picture.
 */
export function usableMatte(
  matte: MaskValue | undefined,
  hasFace: boolean,
): { readonly mask: Float32Array | undefined; readonly reason: string | undefined } {
  if (matte === undefined) return { mask: undefined, reason: undefined };
  let covered = 0;
  let unsure = 0;
  for (const value of matte.data) {
    covered += value;
    if (value > 0.15 && value < 0.85) unsure++;
  }
  const count = Math.max(1, matte.data.length);
  if (covered / count < LEAST_COVERAGE)
    return { mask: undefined, reason: 'The matte is empty: no subject is cut out.' };
  if (covered / count > MOST_COVERAGE)
    return { mask: undefined, reason: 'The matte covers the whole picture: nothing is cut out.' };
  if (!hasFace && unsure / count > MOST_UNSURE)
    return { mask: undefined, reason: 'The matte is unsure where the subject ends, so nothing is cut out.' };
  return { mask: matte.data, reason: undefined };
}
