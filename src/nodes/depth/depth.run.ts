import { portraitDepth } from '../../motion/renderer/portrait-depth.ts';
import { usableMatte } from '../../motion/renderer/usable-matte.ts';
import { fitFace } from '../../motion/rig/fit-face.ts';
import type { NodeRun } from '../../runtime/node.ts';
import type { spec } from './depth.node.ts';

/** Depth that contrast turns around. */
const MIDDLE = 0.5;

export const run: NodeRun<typeof spec> = async (context, { image, faces, matte, regions }, { contrast }) => {
  const landmarks = faces?.faces[faces.selected]?.landmarks;
  const { mask, reason } = usableMatte(matte, landmarks !== undefined);
  if (reason !== undefined) context.notice(reason);
  if (landmarks === undefined) {
    context.notice(
      mask === undefined
        ? 'Without a face and a matte the depth is a guess: near at the bottom and in the middle.'
        : 'Without a face the depth follows the matte: one subject before a floor.',
    );
  }
  const data = portraitDepth({
    width: image.width,
    height: image.height,
    fit: landmarks && fitFace(landmarks),
    matte: mask,
    hair: regions?.masks['hair'],
  });
  for (let k = 0; k < data.length; k++) {
    data[k] = Math.min(1, Math.max(0, MIDDLE + (data[k] - MIDDLE) * contrast));
  }
  return { depth: { type: 'Depth', width: image.width, height: image.height, data } };
};
