import type { Box } from '../values/faces.ts';
import type { ImageValue } from '../values/value.ts';
import { cropTensor, UNIT_RANGE, uprightCrop } from './crop-tensor.ts';
import { type ModelHost, runModel } from './session.ts';

/** Side of the model's input and output, px. */
export const MATTE_SIZE = 256;

/** Step between square views along a long picture, as a share of their side. */
const VIEW_STEP = 0.5;

/**
 * How much each part of a picture belongs to a person, coarsely: the whole picture squeezed into a square.
 * @returns 256 x 256 values in 0..1
 * @throws {ModelError}
 */
export function personMatte(host: ModelHost, image: ImageValue): Promise<Float32Array> {
  return matteOfView(host, image, { x: 0, y: 0, width: image.width, height: image.height });
}

/**
 * The same from square views along the picture's long side, in which people are not squeezed: better for
 * groups in wide pictures. Where views overlap, the one counts more whose middle is nearer.
 * @returns 256 x 256 values in 0..1 that cover the whole picture
 * @throws {ModelError}
 */
export async function personMatteByViews(host: ModelHost, image: ImageValue): Promise<Float32Array> {
  const sums = new Float32Array(MATTE_SIZE ** 2);
  const weights = new Float32Array(MATTE_SIZE ** 2);
  for (const view of viewsAlong(image)) {
    addView(await matteOfView(host, image, view), view, image, sums, weights);
  }
  return sums.map((sum, i) => sum / (weights[i] as number));
}

async function matteOfView(host: ModelHost, image: ImageValue, view: Box): Promise<Float32Array> {
  const input = cropTensor(image, uprightCrop(view), MATTE_SIZE, UNIT_RANGE, 'border');
  const output = await runModel(host, 'person-matte', { image: input }, { keep: true });
  return output.matte as Float32Array;
}

function viewsAlong({ width, height }: ImageValue): Box[] {
  const side = Math.min(width, height);
  const length = Math.max(width, height);
  const steps = Math.ceil((length - side) / (side * VIEW_STEP));
  return Array.from({ length: steps + 1 }, (_, i) => {
    const start = steps > 0 ? ((length - side) * i) / steps : 0;
    return { x: width > height ? start : 0, y: width > height ? 0 : start, width: side, height: side };
  });
}

/** Adds a view's matte to the whole picture's grid, weighed down toward the view's ends. */
function addView(
  matte: Float32Array,
  view: Box,
  image: ImageValue,
  sums: Float32Array,
  weights: Float32Array,
): void {
  const last = MATTE_SIZE - 1;
  for (let y = 0, i = 0; y < MATTE_SIZE; y++) {
    const v = (((y + 0.5) / MATTE_SIZE) * image.height - view.y) / view.height;
    for (let x = 0; x < MATTE_SIZE; x++, i++) {
      const u = (((x + 0.5) / MATTE_SIZE) * image.width - view.x) / view.width;
      if (u < 0 || v < 0 || u >= 1 || v >= 1) continue;
      const along = image.width > image.height ? u : v;
      const weight = Math.min(along, 1 - along) + 1e-3;
      const from =
        Math.min(last, Math.floor(v * MATTE_SIZE)) * MATTE_SIZE + Math.min(last, Math.floor(u * MATTE_SIZE));
      sums[i] = (sums[i] as number) + weight * (matte[from] as number);
      weights[i] = (weights[i] as number) + weight;
    }
  }
}
