import type { ImageValue } from '../values/value.ts';
import { cropTensor, UNIT_RANGE, uprightCrop } from './crop-tensor.ts';
import { type ModelHost, runModel } from './session.ts';

/** Side of the model's input and output, px. */
export const MATTE_SIZE = 256;

/**
 * How much each part of a picture belongs to a person, coarsely: the whole picture squeezed into a square.
 * @returns 256 x 256 values in 0..1
 * @throws {ModelError}
 */
export async function personMatte(host: ModelHost, image: ImageValue): Promise<Float32Array> {
  const whole = uprightCrop({ x: 0, y: 0, width: image.width, height: image.height });
  const input = cropTensor(image, whole, MATTE_SIZE, UNIT_RANGE, 'border');
  const output = await runModel(host, 'person-matte', { image: input });
  return output.matte as Float32Array;
}
