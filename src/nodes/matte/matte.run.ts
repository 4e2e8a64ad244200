import { personMatte } from '../../inference/person-matte.ts';
import { matteCertainty, refineMatte, softenMatte } from '../../inference/refine-matte.ts';
import type { NodeRun } from '../../runtime/node.ts';
import type { spec } from './matte.node.ts';

/** Below this certainty edges of the matte mean nothing. */
const LEAST_CERTAINTY = 0.5;

/** Never fails for want of a person: the matte of anything else is soft or empty, with a notice. */
export const run: NodeRun<typeof spec> = async (context, { image }, { reach, grow }) => {
  const coarse = await personMatte(context, image);
  context.progress(0.3, 'Following the edges');
  const certainty = matteCertainty(coarse);
  if (certainty < LEAST_CERTAINTY) context.notice(unclearNotice(certainty));
  const data =
    certainty < LEAST_CERTAINTY ? softenMatte(coarse, image) : refineMatte(coarse, image, { reach, grow });
  return { matte: { type: 'Mask', width: image.width, height: image.height, data } };
};

function unclearNotice(certainty: number): string {
  return certainty === 0
    ? 'No person was found: the matte is almost empty, and everything counts as background.'
    : 'No clear person was found: the matte is only a soft guess of what stands in front.';
}
