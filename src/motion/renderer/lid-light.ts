import type { ImageValue } from '../../values/value.ts';
import { fromLocal, type LocalFrame } from './local-frame.ts';
import { lumaOf, photoLuma } from './photo-colour.ts';

/** Where the skin that an eye moves ends below, per column from `first` on, px of the eye's frame. */
interface MovingSkin {
  readonly frame: LocalFrame;
  readonly first: number;
  readonly bottom: Float32Array;
}

/** A closed lid faces the light as the cheek does: it is at least this bright, of the cheek so far below the moving skin (lengths of the eye). */
const LEAST_LIGHT = 0.82;
const CHEEK_BELOW = 0.2;
/** Most that it is lit up for that. */
const MOST_LIFT = 1.12;

/**
 * Lights up a tone that was taken from the shade around the eye.
 * @param tone red, green, blue per column, 0..255 @param columns half lengths of the eye that are looked at
 */
export function lightLid(
  image: ImageValue,
  { frame, first, bottom }: MovingSkin,
  tone: Float32Array,
  columns: number,
): void {
  const shares: number[] = [];
  for (let n = 0; n < bottom.length; n++) {
    const s = first + n;
    if (Math.abs(s) > columns * frame.half) continue;
    const cheek = photoLuma(image, ...fromLocal(frame, s, bottom[n] + CHEEK_BELOW * 2 * frame.half));
    shares.push(cheek / Math.max(1, lumaOf([tone[3 * n], tone[3 * n + 1], tone[3 * n + 2]])));
  }
  const middle = shares.sort((a, b) => a - b)[shares.length >> 1];
  const lift = Math.min(MOST_LIFT, Math.max(1, LEAST_LIGHT * middle));
  for (let n = 0; n < tone.length; n++) tone[n] *= lift;
}

/** The skin that unrolls is at least this bright, of the lid's tone: what is darker is a shadow that the open lid casts. */
const LEAST_FOLD = 0.92;

/** Takes colours of the fold (as in {@link lightLid}) that are darker than {@link LEAST_FOLD} as far toward the tone as makes them as bright. */
export function liftFold(fold: Float32Array, tone: Float32Array): void {
  for (let n = 0; n < fold.length; n += 3) {
    const here = fold[n] + fold[n + 1] + fold[n + 2];
    const full = tone[n] + tone[n + 1] + tone[n + 2];
    const lacking = LEAST_FOLD * full - here;
    if (lacking <= 0) continue;
    const share = lacking / (full - here);
    for (let c = n; c < n + 3; c++) fold[c] += share * (tone[c] - fold[c]);
  }
}
