import type { ImageValue } from '../../values/value.ts';
import type { FaceFit } from '../rig/fit-face.ts';
import { type Colour, photoColour } from './photo-colour.ts';

/** Lines along the bridge of the nose that are looked at: offsets to its sides, in eye distances. */
const LINES = [-0.1, -0.05, 0, 0.05, 0.1] as const;
/** Where the lines begin and end: between the brows, above the tip of the nose. */
const BROW_VERTEX = 9;
const NOSE_VERTEX = 195;
/** Distance of samples along a line, in eye distances. */
const STEP = 0.03;
/** Colour change over two steps (0..441) that skin does not show on every line; frames of glasses do. */
const FRAME_EDGE = 65;

/** True when something with edges lies across the bridge of the nose: the frame of glasses. */
export function wearsGlasses(image: ImageValue, fit: FaceFit): boolean {
  const at = (i: number): [number, number] => [fit.points[3 * i], fit.points[3 * i + 1]];
  const [from, to] = [at(BROW_VERTEX), at(NOSE_VERTEX)];
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.sqrt(dx * dx + dy * dy);
  const step = STEP * fit.interocular;
  const count = Math.round(length / step);
  if (count < 8 || step < 1) return false;
  return LINES.every((offset) => {
    const side = (offset * fit.interocular) / length;
    const sample = (k: number): Colour => {
      const share = k / count;
      return photoColour(image, from[0] + share * dx - side * dy, from[1] + share * dy + side * dx);
    };
    for (let k = 2; k <= count - 2; k++) {
      const [a, b] = [sample(k - 1), sample(k + 1)];
      const [r, g, bl] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
      if (r * r + g * g + bl * bl > FRAME_EDGE * FRAME_EDGE) return true;
    }
    return false;
  });
}
