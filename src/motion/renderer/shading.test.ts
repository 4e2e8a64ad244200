import { describe, expect, it } from 'vitest';
import type { ImageValue } from '../../values/value.ts';
import { CANONICAL, VERTEX_COUNT } from '../rig/canonical-face.ts';
import { expressionDeltas } from '../rig/expression-deltas.ts';
import { fitFace } from '../rig/fit-face.ts';
import { addTurnedLight, faceLight } from './face-light.ts';
import { pictureGrid } from './grid.ts';
import { headField } from './head-field.ts';
import { shadeCell } from './shade-cell.ts';
import { skinCreases } from './skin-creases.ts';

const [SIDE, SCALE] = [256, 9];
const grid = pictureGrid(SIDE, SIDE, 4);

const landmarks = new Float32Array(VERTEX_COUNT * 3);
for (let i = 0; i < VERTEX_COUNT; i++) {
  const [x, y, z] = CANONICAL.vertices.subarray(3 * i, 3 * i + 3);
  landmarks.set([SIDE / 2 + SCALE * x!, SIDE / 2 - SCALE * y!, -SCALE * z!], 3 * i);
}
const fit = fitFace(landmarks);

/** A face whose skin is brighter toward the left of the picture (`side` -1), the right (1), or nowhere (0). */
function lit(side: number) {
  const data = new Uint8ClampedArray(SIDE * SIDE * 4).fill(255);
  for (let k = 0; k < SIDE * SIDE; k++)
    data.fill(130 + side * 60 * ((k % SIDE) / (SIDE / 2) - 1), 4 * k, 4 * k + 3);
  const image: ImageValue = { type: 'Image', width: SIDE, height: SIDE, data };
  return faceLight(image, fit, headField(fit, grid, undefined, true), grid);
}

/** Change of brightness of the face by a turn: mean, and most. */
function change(side: number, yaw: number) {
  const out = new Float32Array(grid.columns * grid.rows);
  const any = addTurnedLight(lit(side), [yaw, 0, 0], out);
  return { any, mean: out.reduce((sum, v) => sum + v, 0), most: Math.max(...out.map(Math.abs)) };
}

describe('light on a head that turns', () => {
  it('is found on the side where the skin is brighter', () => {
    expect(lit(-1).slope[0]).toBeLessThan(-0.08);
    expect(lit(1).slope[0]).toBeGreaterThan(0.08);
    expect(Math.abs(lit(0).slope[0])).toBeLessThan(0.02);
  });

  it('grows toward the light, fades away from it, changes little and nothing at rest', () => {
    expect(change(-1, 0)).toEqual({ any: false, mean: 0, most: 0 });
    expect(change(-1, -10).mean).toBeGreaterThan(0);
    expect(change(-1, 10).mean).toBeLessThan(0);
    expect(change(1, 10).mean).toBeGreaterThan(0);
    expect(change(-1, 10).most).toBeGreaterThan(0.02);
    expect(change(-1, 30).most).toBeLessThanOrEqual(0.1401);
  });
});

describe('creases of the skin', () => {
  const points = Float32Array.from(
    { length: 2 * VERTEX_COUNT },
    (_, k) => fit.points[3 * (k >> 1) + (k & 1)]!,
  );
  const darkened = (weights: Parameters<typeof expressionDeltas>[1]): number[] => {
    const out = new Float32Array(2 * VERTEX_COUNT);
    skinCreases(points, expressionDeltas({ ...fit, glasses: false }, weights), out);
    return Array.from({ length: VERTEX_COUNT }, (_, i) => out[2 * i]!);
  };

  it('darken where a smile pushes the cheeks together, and nothing darkens at rest', () => {
    expect(darkened({}).every((v) => Math.abs(v) < 1e-5)).toBe(true);
    const smile = darkened({ smileLeft: 1, smileRight: 1 });
    expect(Math.min(...smile)).toBeGreaterThanOrEqual(-0.1301);
    const [cheek, forehead] = [smile[425]!, smile[10]!];
    expect(cheek).toBeLessThan(-0.02);
    expect(Math.abs(forehead)).toBeLessThan(0.005);
  });

  it('darken between drawn brows', () => {
    expect(darkened({ browFurrow: 1 })[9]!).toBeLessThan(-0.02);
  });
});

describe('the pixels of a cell', () => {
  const small = pictureGrid(8, 8, 4);
  const shaded = (gains: readonly number[]): Uint8ClampedArray => {
    const out = new Uint8ClampedArray(8 * 8 * 4).fill(200);
    const gain = Float32Array.from(
      { length: small.columns * small.rows },
      (_, k) => gains[k % small.columns]!,
    );
    shadeCell({ grid: small, kernel: new Int32Array(0), out, top: 0 }, 8, 8, gain, 0, 0);
    return out;
  };

  it('keep their bytes at gain 1, take the gain between the nodes, and never wrap', () => {
    expect(shaded([1, 1, 1]).every((v) => v === 200)).toBe(true);
    const ramp = shaded([1, 1.1, 1]);
    expect([0, 1, 2, 3].map((x) => ramp[4 * x])).toEqual([200, 205, 210, 215]);
    expect(ramp[3]).toBe(200);
    expect(ramp[4 * 4]).toBe(200);
    expect(shaded([1.5, 1.5, 1])[0]).toBe(255);
  });
});
