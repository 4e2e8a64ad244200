import type { ImageValue } from '../../values/value.ts';
import { fromLocal, type LocalFrame } from './local-frame.ts';
import { photoLuma } from './photo-colour.ts';

/** The inner rims of the lips in the photo per column from `first` on, px of the mouth's frame. */
interface LipRims {
  readonly frame: LocalFrame;
  readonly first: number;
  readonly upper: Float32Array;
  readonly lower: Float32Array;
}

/** Columns beyond this many half mouths are the corners'; so far beyond the rims the light is looked at. */
const LOOKED_ACROSS = 0.7;
const LOOKED_BEYOND = 0.25;
/** Softness of the photo's lips that is taken over: what is drawn lies nearer than the light that was measured. */
const OWN = 0.75;
/** Sharpest, px and in widths of the mouth, and softest, in widths. */
const SHARPEST = 1.2;
const SHARPEST_SHARE = 0.034;
const SOFTEST_SHARE = 0.06;

/** How softly the photo draws what lies at the lips' inner rims, px: its range of light there over its steepest change. */
export function lipSoftness(image: ImageValue, { frame, first, upper, lower }: LipRims): number {
  const widths: number[] = [];
  const beyond = LOOKED_BEYOND * frame.half;
  for (let n = 0; n < upper.length; n++) {
    if (Math.abs(first + n) > LOOKED_ACROSS * frame.half) continue;
    const light: number[] = [];
    for (let t = upper[n] - beyond; t <= lower[n] + beyond; t += 0.5)
      light.push(photoLuma(image, ...fromLocal(frame, first + n, t)));
    let steepest = 1e-6;
    for (let k = 2; k < light.length; k++) steepest = Math.max(steepest, Math.abs(light[k] - light[k - 2]));
    widths.push((Math.max(...light) - Math.min(...light)) / steepest);
  }
  const own = OWN * widths.sort((a, b) => a - b)[widths.length >> 1];
  const length = 2 * frame.half;
  return Math.max(SHARPEST, SHARPEST_SHARE * length, Math.min(SOFTEST_SHARE * length, own));
}
