import { drawEye } from './draw-eye.ts';
import { drawMouth } from './draw-mouth.ts';
import type { FrameFields } from './frame-fields.ts';
import { sampleCubic, sampled } from './sample-cubic.ts';
import type { Scene } from './scene.ts';

/**
 * Lets a moving eye or mouth draw what the output shows at a pixel into {@link sampled}, before light; false when none
 * claims the place. They are small and intricate: every back end takes them from here.
 * @param layerBlur 0 sharp .. 1 out of focus @param k node at the top left of the pixel's cell @param fx, fy place of
 * the pixel in the cell, 0..1 @param px, py place of the photo that it shows, px
 */
export function drawFeature(
  scene: Scene,
  fields: FrameFields,
  layerBlur: number,
  k: number,
  fx: number,
  fy: number,
  px: number,
  py: number,
): boolean {
  const { headX, headY, freedom } = fields;
  const { columns } = scene.grid;
  const free = freedom === undefined ? 1 : mixNodes(freedom, k, columns, fx, fy);
  if (free <= 0) return false;
  const hx = mixNodes(headX, k, columns, fx, fy);
  const hy = mixNodes(headY, k, columns, fx, fy);
  if (!claim(scene, fields, px, py, hx, hy)) return false;
  if (free < 1) fade(scene, layerBlur, px, py, free);
  return true;
}

function claim(scene: Scene, fields: FrameFields, px: number, py: number, hx: number, hy: number): boolean {
  const { faces, layer, width, height } = scene;
  const kernel = scene.sharpness;
  for (let f = 0; f < faces.length; f++) {
    const face = faces[f];
    const { eyes, mouth } = fields.faces[f];
    for (let n = 0; n < eyes.length; n++) {
      const state = eyes[n];
      if (state !== undefined && drawEye(face.eyes[n], state, layer, width, height, px, py, kernel))
        return true;
    }
    if (mouth !== undefined && drawMouth(face.mouth, mouth, layer, width, height, hx, hy, px, py, kernel))
      return true;
  }
  return false;
}

const drawn = new Float64Array(4);

/** Takes what an eye or the mouth drew back to the photo, but for the share `free`. */
function fade(scene: Scene, layerBlur: number, x: number, y: number, free: number): void {
  drawn.set(sampled);
  sampleSubject(scene, layerBlur, x, y);
  for (let c = 0; c < 4; c++) sampled[c] += free * (drawn[c] - sampled[c]);
}

/** Samples the subject at (x, y) px of the photo into {@link sampled}. @param blur 0 sharp .. 1 out of focus */
export function sampleSubject(scene: Scene, blur: number, x: number, y: number): void {
  const { layer, width, height, blurred, sharpness } = scene;
  if (blur === 0 || blurred === undefined) sampleCubic(layer, width, height, x, y, sharpness);
  else sampleBlurred(layer, blurred.layer, blur, width, height, x, y, sharpness);
}

const between = new Float64Array(4);

/** Between the sharp layer and its two blurred copies, at 0, .5 and 1. */
function sampleBlurred(
  sharp: Float32Array,
  copies: readonly [Float32Array, Float32Array],
  amount: number,
  width: number,
  height: number,
  x: number,
  y: number,
  kernel: number,
): void {
  const [from, to] = amount < 0.5 ? [sharp, copies[0]] : copies;
  const share = amount < 0.5 ? 2 * amount : 2 * amount - 1;
  sampleCubic(from, width, height, x, y, kernel);
  between.set(sampled);
  sampleCubic(to, width, height, x, y, kernel);
  for (let c = 0; c < 4; c++) sampled[c] = between[c] + share * (sampled[c] - between[c]);
}

/** Value between the four nodes of the cell whose top left node is `k`. @param fx, fy place in the cell, 0..1 */
export function mixNodes(values: Float32Array, k: number, columns: number, fx: number, fy: number): number {
  const top = values[k] + fx * (values[k + 1] - values[k]);
  const bottom = values[k + columns] + fx * (values[k + columns + 1] - values[k + columns]);
  return top + fy * (bottom - top);
}
