import { describe, expect, it } from 'vitest';
import { testContext } from '../../../tests/support/run-context.ts';
import { packStrokes, type Stroke } from '../../values/strokes.ts';
import type { ImageValue, MaskValue } from '../../values/value.ts';
import { run } from './mask-paint.run.ts';

const SIDE = 100;

/** The left half is red, the right half blue. */
function halves(): ImageValue {
  const data = new Uint8ClampedArray(SIDE * SIDE * 4).fill(255);
  for (let i = 0; i < SIDE * SIDE; i++) {
    const isLeft = i % SIDE < SIDE / 2;
    data.set(isLeft ? [200, 30, 30] : [30, 30, 200], i * 4);
  }
  return { type: 'Image', width: SIDE, height: SIDE, data };
}

const DAB: Stroke = { tool: 0, radius: 200, feather: 0, snap: 0, points: [4500, 5000] };

async function painted(strokes: readonly Stroke[], more: { mask?: MaskValue; invert?: boolean } = {}) {
  const { mask: start, invert = false } = more;
  const inputs = { image: halves(), ...(start && { mask: start }) };
  const { mask } = await run(testContext(), inputs, { strokes: packStrokes(strokes), invert });
  return (x: number, y: number) => mask.data[y * SIDE + x] ?? Number.NaN;
}

describe('painting a mask', () => {
  it('fills a disc around a dab and leaves the rest', async () => {
    const at = await painted([DAB]);
    expect(at(45, 50)).toBe(1);
    expect(at(60, 50)).toBe(1);
    expect(at(70, 50)).toBe(0);
    expect(at(45, 28)).toBe(0);
  });

  it('follows a line between its points', async () => {
    const at = await painted([{ ...DAB, radius: 30, points: [1000, 1000, 9000, 9000] }]);
    expect(at(50, 50)).toBe(1);
    expect(at(50, 60)).toBe(0);
  });

  it('falls off over the soft part of the brush', async () => {
    const at = await painted([{ ...DAB, feather: 100 }]);
    const [middle, half, rim] = [at(45, 50), at(55, 50), at(62, 50)];
    expect(middle).toBeGreaterThan(0.95);
    expect(half).toBeGreaterThan(0.3);
    expect(half).toBeLessThan(0.7);
    expect(rim).toBeLessThan(0.1);
  });

  it('stops at an edge of the picture when it snaps', async () => {
    const at = await painted([{ ...DAB, snap: 100 }]);
    expect(at(45, 50)).toBeGreaterThan(0.99);
    expect(at(46, 60)).toBeGreaterThan(0.99);
    expect(at(55, 50)).toBeLessThan(0.01);
  });

  it('erases, in the order of the strokes', async () => {
    const hole: Stroke = { ...DAB, tool: 1, radius: 50 };
    expect((await painted([DAB, hole]))(45, 50)).toBe(0);
    expect((await painted([hole, DAB]))(45, 50)).toBe(1);
  });

  it('starts from another mask of any size, which stays as it is', async () => {
    const mask: MaskValue = { type: 'Mask', width: 10, height: 10, data: new Float32Array(100).fill(1) };
    const at = await painted([{ ...DAB, tool: 1 }], { mask });
    expect(at(45, 50)).toBe(0);
    expect(at(90, 50)).toBe(1);
    expect(mask.data.every((value) => value === 1)).toBe(true);
  });

  it('inverts', async () => {
    const at = await painted([DAB], { invert: true });
    expect(at(45, 50)).toBe(0);
    expect(at(90, 90)).toBe(1);
  });

  it('says so when nothing is painted', async () => {
    const context = testContext();
    await run(context, { image: halves() }, { strokes: [], invert: false });
    expect(context.notices).toHaveLength(1);
  });
});
