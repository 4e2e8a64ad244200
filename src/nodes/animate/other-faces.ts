import type { OtherFace } from '../../motion/renderer/prepare-scene.ts';
import { shiftedTake } from '../../motion/renderer/shifted-take.ts';
import type { InputsOf } from '../../runtime/node.ts';
import type { spec } from './animate.node.ts';

/**
 * The faces beside the selected one that have landmarks, in the order of the list: the first two with the motion
 * that is wired for them, all others with the take itself at another time.
 */
export function otherFaces(inputs: InputsOf<typeof spec>): OtherFace[] {
  const { faces, motion, secondMotion, thirdMotion } = inputs;
  if (faces === undefined) return [];
  const own = [secondMotion, thirdMotion];
  const out: OtherFace[] = [];
  faces.faces.forEach(({ landmarks }, n) => {
    if (n === faces.selected || landmarks === undefined) return;
    out.push({ landmarks, motion: own[out.length] ?? shiftedTake(motion, n) });
  });
  return out;
}
