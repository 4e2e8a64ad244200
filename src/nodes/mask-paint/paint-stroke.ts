import { forEachCovered } from '../../media/brush/cover-stroke.ts';
import type { Stroke } from '../../values/strokes.ts';
import type { ImageValue } from '../../values/value.ts';
import { MASK_TOOLS } from './mask-tools.ts';

const ERASE = MASK_TOOLS.indexOf('erase');

/** Paints one stroke into a mask of the picture's size, in place. @param mask 0..1, `width * height` */
export function paintStroke(mask: Float32Array, image: ImageValue, stroke: Stroke): void {
  forEachCovered(image, stroke, (pixel, amount) => {
    const before = mask[pixel] ?? 0;
    mask[pixel] = stroke.tool === ERASE ? before * (1 - amount) : before + (1 - before) * amount;
  });
}
