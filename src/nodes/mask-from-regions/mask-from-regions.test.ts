import { describe, expect, it } from 'vitest';
import { testContext } from '../../../tests/support/run-context.ts';
import type { RegionsValue } from '../../values/value.ts';
import { run } from './mask-from-regions.run.ts';
import { regionNames } from './region-names.ts';

const SIDE = 30;
/** Hair at the left, face in the middle, background at the right; the border of hair and face is shared. */
const column = (value: (x: number) => number) =>
  Float32Array.from({ length: SIDE * SIDE }, (_, i) => value(i % SIDE));
const REGIONS: RegionsValue = {
  type: 'Regions',
  width: SIDE,
  height: SIDE,
  masks: {
    hair: column((x) => (x < 10 ? 1 : x === 10 ? 0.5 : 0)),
    face: column((x) => (x === 10 ? 0.5 : x > 10 && x < 20 ? 1 : 0)),
    background: column((x) => (x >= 20 ? 1 : 0)),
  },
};

async function picked(regions: string, more: { feather?: number; invert?: boolean } = {}) {
  const context = testContext();
  const params = { regions, feather: 0, invert: false, ...more };
  const { mask } = await run(context, { regions: REGIONS }, params);
  return { at: (x: number) => mask.data[15 * SIDE + x], notices: context.notices };
}

describe('a mask of picked regions', () => {
  it('holds one region, or several without a seam between them', async () => {
    const hair = await picked('hair');
    expect([hair.at(5), hair.at(10), hair.at(15)]).toEqual([1, 0.5, 0]);
    const both = await picked('hair, face');
    expect([both.at(5), both.at(10), both.at(15), both.at(25)]).toEqual([1, 1, 1, 0]);
  });

  it('inverts, and softens its edge', async () => {
    expect((await picked('background', { invert: true })).at(5)).toBe(1);
    const soft = await picked('background', { feather: 6 });
    expect(soft.at(19)).toBeGreaterThan(0.2);
    expect(soft.at(5)).toBe(0);
  });

  it('tells of regions that the picture lacks, and of an empty choice', async () => {
    const { notices, at } = await picked('hair, hat');
    expect(notices[0]).toMatch(/no hat/);
    expect(at(5)).toBe(1);
    expect((await picked('')).notices).toHaveLength(1);
  });

  it('reads names parted by commas, each once', () => {
    expect(regionNames(' hair ,face;hair,, ')).toEqual(['hair', 'face']);
  });
});
