import { describe, expect, it } from 'vitest';
import { testContext } from '../../../tests/support/run-context.ts';
import { packStrokes, type Stroke } from '../../values/strokes.ts';
import type { DepthValue, ImageValue } from '../../values/value.ts';
import { run } from './depth-edit.run.ts';
import { DEPTH_TOOLS } from './depth-tools.ts';

const SIDE = 100;

/** The left half is red, the right half blue. */
function halves(): ImageValue {
  const data = new Uint8ClampedArray(SIDE * SIDE * 4).fill(255);
  for (let i = 0; i < SIDE * SIDE; i++) {
    data.set(i % SIDE < SIDE / 2 ? [200, 30, 30] : [30, 30, 200], i * 4);
  }
  return { type: 'Image', width: SIDE, height: SIDE, data };
}

const depthOf = (value: (x: number, y: number) => number): DepthValue => ({
  type: 'Depth',
  width: SIDE,
  height: SIDE,
  data: Float32Array.from({ length: SIDE * SIDE }, (_, i) => value(i % SIDE, Math.floor(i / SIDE))),
});

const dab = (tool: (typeof DEPTH_TOOLS)[number], more: Partial<Stroke> = {}): Stroke => ({
  tool: DEPTH_TOOLS.indexOf(tool),
  radius: 200,
  feather: 0,
  snap: 0,
  points: [4500, 5000],
  ...more,
});

async function touched(depth: DepthValue, strokes: readonly Stroke[], amount = 0.2) {
  const inputs = { depth, image: halves() };
  const { depth: out } = await run(testContext(), inputs, { strokes: packStrokes(strokes), amount });
  return (x: number, y: number) => out.data[y * SIDE + x] ?? Number.NaN;
}

describe('touching up depth', () => {
  it('brings nearer and farther, within far and near', async () => {
    const flat = depthOf(() => 0.5);
    const nearer = await touched(flat, [dab('nearer')]);
    expect([nearer(45, 50), nearer(90, 50)]).toEqual([expect.closeTo(0.7, 5), 0.5]);
    expect((await touched(flat, [dab('farther'), dab('farther')]))(45, 50)).toBeCloseTo(0.1, 5);
    expect((await touched(flat, [dab('nearer')], 0.5))(45, 50)).toBe(1);
    expect((await touched(flat, Array(4).fill(dab('farther'))))(45, 50)).toBe(0);
    expect(flat.data.every((value) => value === 0.5)).toBe(true);
  });

  it('stops at an edge of the picture when it snaps', async () => {
    const at = await touched(
      depthOf(() => 0.5),
      [dab('nearer', { snap: 100 })],
    );
    expect(at(46, 60)).toBeGreaterThan(0.69);
    expect(at(55, 50)).toBeLessThan(0.51);
  });

  it('smooths steps under the brush and nothing beside it', async () => {
    const steps = depthOf((x) => (Math.floor(x / 4) % 2 === 0 ? 0.3 : 0.7));
    const at = await touched(steps, [dab('smooth')]);
    expect(Math.abs(at(45, 50) - at(41, 50))).toBeLessThan(0.05);
    expect(at(90, 50)).toBeCloseTo(steps.data[50 * SIDE + 90] ?? 0, 6);
  });

  it('does not smooth across an edge of the picture when it snaps', async () => {
    const edge = depthOf((x) => (x < SIDE / 2 ? 0.8 : 0.2));
    const plain = await touched(edge, [dab('smooth')]);
    const snapped = await touched(edge, [dab('smooth', { snap: 100 })]);
    expect(plain(49, 50)).toBeLessThan(0.7);
    expect(snapped(47, 50)).toBeGreaterThan(0.77);
    expect(snapped(53, 50)).toBeLessThan(0.23);
  });

  it('takes a depth of another size', async () => {
    const small: DepthValue = { type: 'Depth', width: 10, height: 10, data: new Float32Array(100).fill(0.4) };
    expect((await touched(small, [dab('nearer')]))(45, 50)).toBeCloseTo(0.6, 5);
  });
});
