import type { ImageValue } from '../../values/value.ts';
import { distanceToKnown } from './distance-field.ts';

/** Coverage from which a pixel's colour is the subject's own. */
const SOLID_COVERAGE = 0.98;
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
  const nearest = alpha && distanceToKnown(solidPixels(alpha), width, height).nearest;
  for (let k = 0; k < width * height; k++) {
    const a = alpha?.[k] ?? 1;
    const solid = nearest?.[k] ?? -1;
    out[4 * k + 3] = a;
    for (let c = 4 * k; c < 4 * k + 3; c++) {
      if (a >= 1 || plate === undefined) {
        out[c] = data[c];
        continue;
      }
      const own = solid < 0 ? data[c] : data[4 * solid + (c - 4 * k)];
      const most = a * Math.min(255, own + TOLERANCE);
      const least = a * Math.max(0, own - TOLERANCE);
      const light = Math.min(most, Math.max(least, data[c] - (1 - a) * plate[c]));
      const room = 255 * (1 - a) ** 3;
      const behind = (data[c] - light) / (1 - a);
      plate[c] = Math.min(plate[c] + room, Math.max(plate[c] - room, behind));
      out[c] = data[c] - (1 - a) * plate[c];
    }
  }
  return out;
}

function solidPixels(alpha: Float32Array): Uint8Array {
  const out = new Uint8Array(alpha.length);
  for (let k = 0; k < alpha.length; k++) if (alpha[k] >= SOLID_COVERAGE) out[k] = 1;
  return out;
}
