import { personMatte, personMatteByViews } from '../../inference/person-matte.ts';
import { matteCertainty, refineMatte, softenMatte } from '../../inference/refine-matte.ts';
import type { NodeRun, RunContext } from '../../runtime/node.ts';
import type { ImageValue } from '../../values/value.ts';
import type { spec } from './matte.node.ts';

/** Below this certainty edges of the matte mean nothing. */
const LEAST_CERTAINTY = 0.5;

/** Below this certainty a long picture is looked at again part by part. */
const GOOD_CERTAINTY = 0.7;

/** Pictures longer than this, long side to short, squeeze people beyond what the model knows. */
const LONG_ASPECT = 1.4;

/** Never fails for want of a person: the matte of anything else is soft or empty, with a notice. */
export const run: NodeRun<typeof spec> = async (context, { image }, { reach, grow }) => {
  const { coarse, certainty } = await coarseMatte(context, image);
  context.progress(0.3, 'Following the edges');
  const isClear = certainty >= LEAST_CERTAINTY;
  if (!isClear) context.notice(unclearNotice(certainty));
  const data = isClear ? refineMatte(coarse, image, { reach, grow }) : softenMatte(coarse, image);
  return { matte: { type: 'Mask', width: image.width, height: image.height, data } };
};

/** The model's matte of the whole picture, or of its parts when that is surer. */
async function coarseMatte(context: RunContext, image: ImageValue) {
  const coarse = await personMatte(context, image);
  const certainty = matteCertainty(coarse);
  const aspect = Math.max(image.width / image.height, image.height / image.width);
  if (certainty >= GOOD_CERTAINTY || aspect < LONG_ASPECT) return { coarse, certainty };
  const byViews = await personMatteByViews(context, image);
  const viewCertainty = matteCertainty(byViews);
  return viewCertainty > certainty ? { coarse: byViews, certainty: viewCertainty } : { coarse, certainty };
}

function unclearNotice(certainty: number): string {
  return certainty === 0
    ? 'No person was found: the matte is almost empty, and everything counts as background.'
    : 'No clear person was found: the matte is only a soft guess of what stands in front.';
}
