import { boxMean } from '../../media/image/box-mean.ts';
import type { NodeRun } from '../../runtime/node.ts';
import type { RegionsValue } from '../../values/value.ts';
import type { spec } from './mask-from-regions.node.ts';
import { regionNames } from './region-names.ts';

/** The picked regions together as one mask; regions that the picture lacks are told and left out. */
export const run: NodeRun<typeof spec> = async (context, { regions }, { regions: text, feather, invert }) => {
  const picked = regionNames(text);
  const known = picked.filter((name) => Object.hasOwn(regions.masks, name));
  const unknown = picked.filter((name) => !known.includes(name));
  if (picked.length === 0) context.notice('No region is picked yet: the mask is empty.');
  if (unknown.length > 0) {
    const names = Object.keys(regions.masks).join(', ');
    context.notice(`The picture has no ${unknown.join(', ')}; its regions are ${names}.`);
  }
  const { width, height } = regions;
  const data = softened(together(regions, known), width, height, feather);
  if (invert) for (let i = 0; i < data.length; i++) data[i] = 1 - (data[i] ?? 0);
  return { mask: { type: 'Mask', width, height, data } };
};

/** Regions share their borders: half of each is all of both, so they add up. */
function together({ masks, width, height }: RegionsValue, names: readonly string[]): Float32Array {
  const sum = new Float32Array(width * height);
  for (const name of names) {
    const mask = masks[name];
    if (!mask) continue;
    for (let i = 0; i < sum.length; i++) sum[i] = Math.min(1, (sum[i] ?? 0) + (mask[i] ?? 0));
  }
  return sum;
}

/** Two averages in a row fall off like a bell. @param feather px */
function softened(mask: Float32Array, width: number, height: number, feather: number): Float32Array {
  const radius = Math.round(feather / 2);
  if (radius < 1) return mask;
  return boxMean(boxMean(mask, width, height, radius), width, height, radius);
}
