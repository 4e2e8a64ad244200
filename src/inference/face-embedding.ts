import { angleTurns, hypotenuse } from '../motion/portable-math.ts';
import type { ImageValue, Point } from '../values/value.ts';
import { cropTensor, type RotatedCrop, UNIT_RANGE } from './crop-tensor.ts';
import { type ModelHost, runModel } from './session.ts';

/**
 * A face as 128 numbers, to measure how far the face of a clip drifts from the photo it was made of. Embeddings of
 * one clip are compared with each other and thrown away; nothing here stores them or tells who a person is.
 */

/** Side of the network's square input, px. */
const INPUT_SIZE = 150;

/** More samples per input pixel and axis than this add nothing. */
const MAX_SAMPLES = 4;

/**
 * Where the network was trained to see five points of a face, 0..1 of its input: the outer and inner corners of the
 * eyes and the base of the nose (mean face of dlib's five-point chips, a quarter of their size added on every side).
 */
const ALIGNMENT: readonly { readonly landmark: number; readonly at: Point }[] = [
  { landmark: 33, at: { x: 0.24705, y: 0.30915 } },
  { landmark: 133, at: { x: 0.38939, y: 0.31938 } },
  { landmark: 362, at: { x: 0.59737, y: 0.31931 } },
  { landmark: 263, at: { x: 0.73971, y: 0.309 } },
  { landmark: 2, at: { x: 0.49341, y: 0.5852 } },
];

/**
 * @param landmarks 478 x 3, px of the picture
 * @returns 128 numbers of length about 1.4, compared by the cosine of their angle: portraits of different people give
 * .84 to .91, one portrait against itself moved by half a pixel .9988 and more
 * @throws {ModelError}
 */
export async function embedFace(
  host: ModelHost,
  image: ImageValue,
  landmarks: Float32Array,
): Promise<Float32Array> {
  const input = alignedFace(image, cropOfEmbedding(landmarks));
  const { embedding } = await runModel(host, 'face-embedding', { image: input });
  return embedding as Float32Array;
}

/**
 * The upright square in which the five points lie closest to where the network expects them: the similarity
 * transform of least squares (Umeyama 1991 in the plane, without reflection).
 */
export function cropOfEmbedding(landmarks: Float32Array): RotatedCrop {
  const points = ALIGNMENT.map(({ landmark }) => ({
    x: landmarks[landmark * 3] as number,
    y: landmarks[landmark * 3 + 1] as number,
  }));
  const middle = meanOf(points);
  const template = meanOf(ALIGNMENT.map(({ at }) => at));
  let [along, across, spread] = [0, 0, 0];
  ALIGNMENT.forEach(({ at }, index) => {
    const { x, y } = points[index] as Point;
    const [u, v] = [at.x - template.x, at.y - template.y];
    along += u * (x - middle.x) + v * (y - middle.y);
    across += u * (y - middle.y) - v * (x - middle.x);
    spread += u * u + v * v;
  });
  const [cos, sin] = [along / spread, across / spread];
  const side = hypotenuse(cos, sin);
  const [du, dv] = [0.5 - template.x, 0.5 - template.y];
  return {
    centre: { x: middle.x + cos * du - sin * dv, y: middle.y + sin * du + cos * dv },
    width: side,
    height: side,
    rotation: 2 * Math.PI * angleTurns(sin, cos),
  };
}

function meanOf(points: readonly Point[]): Point {
  const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

/**
 * The crop at the network's size, every pixel the mean of enough samples that fine texture does not alias: else a
 * face that moves by a fraction of a pixel would seem to change.
 */
function alignedFace(image: ImageValue, crop: RotatedCrop): Float32Array {
  const samples = Math.min(MAX_SAMPLES, Math.max(1, Math.ceil(crop.width / INPUT_SIZE)));
  const fine = cropTensor(image, crop, INPUT_SIZE * samples, UNIT_RANGE, 'border');
  if (samples === 1) return fine;
  const out = new Float32Array(INPUT_SIZE * INPUT_SIZE * 3);
  const row = INPUT_SIZE * samples;
  for (let y = 0; y < row; y++) {
    for (let x = 0; x < row; x++) {
      const to = (Math.floor(y / samples) * INPUT_SIZE + Math.floor(x / samples)) * 3;
      const from = (y * row + x) * 3;
      for (let c = 0; c < 3; c++) {
        out[to + c] = (out[to + c] as number) + (fine[from + c] as number) / samples ** 2;
      }
    }
  }
  return out;
}
