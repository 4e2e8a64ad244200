import { expect, it } from 'vitest';
import type { RegionsValue } from '../../values/value.ts';
import { afterClick, isRim, regionAt, regionMap } from './region-map.ts';

// Left half hair, right half face; the lower rows are neither.
const SIDE = 8;
const half = (isHair: boolean) =>
  Float32Array.from({ length: SIDE * SIDE }, (_, i) =>
    i < SIDE * 6 && i % SIDE < SIDE / 2 === isHair ? 1 : 0.1,
  );
const REGIONS: RegionsValue = {
  type: 'Regions',
  width: SIDE,
  height: SIDE,
  masks: { hair: half(true), face: half(false) },
};

it('names the strongest region at a place, at any size', () => {
  for (const side of [8, 4]) {
    const map = regionMap(REGIONS, side);
    expect([regionAt(map, 0.1, 0.1), regionAt(map, 0.9, 0.5), regionAt(map, 0.5, 0.99)]).toEqual([
      'hair',
      'face',
      undefined,
    ]);
  }
});

it('finds the rim of regions', () => {
  const map = regionMap(REGIONS, SIDE);
  const row = Array.from({ length: SIDE }, (_, x) => isRim(map, 2 * SIDE + x));
  expect(row).toEqual([false, false, false, true, true, false, false, false]);
});

it('picks one region, adds others, and takes them away again', () => {
  expect(afterClick(['face'], 'hair', false)).toEqual(['hair']);
  expect(afterClick(['hair'], 'hair', false)).toEqual([]);
  expect(afterClick(['hair'], 'face', true)).toEqual(['hair', 'face']);
  expect(afterClick(['hair', 'face'], 'hair', true)).toEqual(['face']);
});
