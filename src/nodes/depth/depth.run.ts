import { boxMean } from '../../media/image/box-mean.ts';
import { portraitDepth } from '../../motion/renderer/portrait-depth.ts';
import { usableMatte } from '../../motion/renderer/usable-matte.ts';
import { fitFace } from '../../motion/rig/fit-face.ts';
import type { NodeRun } from '../../runtime/node.ts';
import type { spec } from './depth.node.ts';

/** Depth that contrast turns around. */
const MIDDLE = 0.5;

/** Radius with which an unsure matte is softened, share of the longer side. */
const SOFTENING = 0.03;

/** A matte that only hints at the subject: its edge becomes a slope. */
function softened(matte: Float32Array, width: number, height: number): Float32Array {
  return boxMean(
    boxMean(matte, width, height, radiusFor(width, height)),
    width,
    height,
    radiusFor(width, height),
  );
}

function radiusFor(width: number, height: number): number {
  return Math.max(1, Math.round(SOFTENING * Math.max(width, height)));
}

export const run: NodeRun<typeof spec> = async (context, { image, faces, matte, regions }, { contrast }) => {
  const landmarks = faces?.faces[faces.selected]?.landmarks;
  const { cut, hint } = usableMatte(image, matte, landmarks !== undefined);
  if (landmarks === undefined) {
    context.notice(
      hint === undefined
        ? 'Without a face and a matte the depth is a guess: near at the bottom and in the middle.'
        : 'Without a face the depth follows the matte: one subject before a floor.',
    );
  }
  const data = portraitDepth({
    width: image.width,
    height: image.height,
    fit: landmarks && fitFace(landmarks),
    matte: cut ?? (hint && softened(hint, image.width, image.height)),
    hair: regions?.masks.hair,
  });
  for (let k = 0; k < data.length; k++) {
    data[k] = Math.min(1, Math.max(0, MIDDLE + (data[k] - MIDDLE) * contrast));
  }
  return { depth: { type: 'Depth', width: image.width, height: image.height, data } };
};
