import type { ImageValue } from '../../values/value.ts';
import { smoothStep } from '../rig/smooth-step.ts';
import { distanceToKnown } from './distance-field.ts';

/** Coverage from which a pixel's colour is the subject's own. */
const SOLID_COVERAGE = 0.98;
/** Coverage from which a pixel counts as part of the outline. */
const LEAST_COVERAGE = 0.3;
/**
 * Sharpening, compression and mattes that end too soon leave traces of an outline beside it, up to this strong (0..255)
 * and this far away (px): they are the subject's and go where it goes.
 */
const RIM_LIGHT = 36;
const RIM_FULL = 1.5;
const RIM_ENDS = 6;
/** How far the subject's colour at its edge may be from that of its nearest solid pixel, 0..255. */
const TOLERANCE = 70;

/**
 * Parts the photo into the subject's own light and the background: photo = light + (1 - coverage) x plate in every
 * pixel, exactly, so that laid over each other at rest they give the photo. Where both show in one pixel the light
 * must be such as the subject has nearby; what does not fit it is the background's and stays there (the less so, the less of the background shows).
 * @param plate RGBA, a guess of the background; corrected in place where the photo shows some of it
 * @returns the light and the coverage, four floats per pixel
 */
export function partLayers(
  image: ImageValue,
  alpha: Float32Array | undefined,
  plate: Uint8ClampedArray | undefined,
): Float32Array {
  const { width, height, data } = image;
  const out = new Float32Array(width * height * 4);
  const nearest = alpha && distanceToKnown(pixelsFrom(alpha, SOLID_COVERAGE), width, height).nearest;
  const touched = alpha && distanceToKnown(pixelsFrom(alpha, LEAST_COVERAGE), width, height).nearest;
  for (let k = 0; k < width * height; k++) {
    const a = alpha?.[k] ?? 1;
    const solid = nearest?.[k] ?? -1;
    out[4 * k + 3] = a;
    if (a >= 1 || plate === undefined) {
      for (let c = 4 * k; c < 4 * k + 3; c++) out[c] = data[c];
      continue;
    }
    const traces = touched === undefined ? 0 : tracesOf(k, touched[k], width, data, plate);
    for (let c = 4 * k; c < 4 * k + 3; c++) {
      const own = solid < 0 ? data[c] : data[4 * solid + (c - 4 * k)];
      const most = a * Math.min(255, own + TOLERANCE);
      const least = a * Math.max(0, own - TOLERANCE);
      const all = data[c] - (1 - a) * plate[c];
      const likely = Math.min(most, Math.max(least, all));
      const light = likely + traces * (all - likely);
      const room = 255 * (1 - a) * (1 - a) * (1 - a);
      const behind = (data[c] - light) / (1 - a);
      plate[c] = Math.min(plate[c] + room, Math.max(plate[c] - room, behind));
      out[c] = data[c] - (1 - a) * plate[c];
    }
  }
  return out;
}

/** Share of what differs from the plate in pixel `k` that is the subject's, whatever its coverage. */
function tracesOf(
  k: number,
  touched: number,
  width: number,
  data: Uint8ClampedArray,
  plate: Uint8ClampedArray,
): number {
  if (touched < 0) return 0;
  const [dx, dy] = [(k % width) - (touched % width), Math.floor(k / width) - Math.floor(touched / width)];
  const beside = smoothStep(RIM_ENDS, RIM_FULL, Math.sqrt(dx * dx + dy * dy));
  if (beside === 0) return 0;
  let off = 0;
  for (let c = 4 * k; c < 4 * k + 3; c++) off = Math.max(off, Math.abs(data[c] - plate[c]));
  // another thing than the plate guessed is no trace of an outline: it is the background's
  return beside * smoothStep(2 * RIM_LIGHT, RIM_LIGHT, off);
}

function pixelsFrom(alpha: Float32Array, least: number): Uint8Array {
  const out = new Uint8Array(alpha.length);
  for (let k = 0; k < alpha.length; k++) if (alpha[k] >= least) out[k] = 1;
  return out;
}
