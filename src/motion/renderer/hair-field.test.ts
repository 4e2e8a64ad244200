import { describe, expect, it } from 'vitest';
import { takeOf } from '../../../tests/support/portrait.ts';
import { CANONICAL, VERTEX_COUNT } from '../rig/canonical-face.ts';
import { fitFace } from '../rig/fit-face.ts';
import { emptyField, pictureGrid } from './grid.ts';
import { addHairMotion, hairField } from './hair-field.ts';

const [SIDE, SCALE] = [512, 10];
const grid = pictureGrid(SIDE, SIDE, 4);
const middle = SIDE / 2;

/** A face that looks into the camera, its hair everywhere. */
function hair() {
  const landmarks = new Float32Array(VERTEX_COUNT * 3);
  for (let i = 0; i < VERTEX_COUNT; i++) {
    const [x, y, z] = CANONICAL.vertices.subarray(3 * i, 3 * i + 3);
    landmarks.set([middle + SCALE * x!, middle - SCALE * y!, -SCALE * z!], 3 * i);
  }
  return hairField(fitFace(landmarks), grid, new Float32Array(grid.columns * grid.rows).fill(1));
}

const field = hair();
const node = (x: number, y: number): number =>
  Math.round((middle + SCALE * y) / 4) * grid.columns + Math.round((middle + SCALE * x) / 4);

function displaced(frames: ReadonlyArray<Record<string, number>>, frame: number) {
  const out = emptyField(grid);
  addHairMotion(field, takeOf(frames), frame, 0, out);
  return out;
}

describe('hair in the wind', () => {
  const gust = Array.from({ length: 48 }, (_, n) => ({ 'hair.sway': Math.exp(-(((n - 16) / 4) ** 2)) }));

  it('is the photo at frame 0, and stays at its roots', () => {
    const swinging = gust.map((values, n) => ({ ...values, 'hair.flutter': Math.sin(n / 3 + 1) }));
    const start = displaced(
      swinging.map((values, n) => (n === 0 ? {} : values)),
      0,
    );
    expect(Math.max(...start.dx.map(Math.abs))).toBeLessThan(1e-6);
    // the gust needs about .8 s to the tips on its far side
    const later = displaced(swinging, 34);
    expect(Math.abs(later.dx[node(0, -2)]!)).toBe(0);
    expect(Math.abs(later.dx[node(9, 10)]!)).toBeGreaterThan(6);
  });

  it('is reached by a gust first where the wind comes from', () => {
    const peak = (k: number): number => {
      const course = gust.map((_, frame) => displaced(gust, frame).dx[k]!);
      return course.indexOf(Math.max(...course));
    };
    const [near, far] = [peak(node(-9.5, 8)), peak(node(9.5, 8))];
    expect(near).toBeGreaterThanOrEqual(16);
    expect(far - near).toBeGreaterThanOrEqual(5);
  });

  it('moves strand by strand', () => {
    const flutter = Array.from({ length: 48 }, (_, n) => ({ 'hair.flutter': 0.3 * Math.sin(n / 4) }));
    const { dx } = displaced(flutter, 20);
    const row = Array.from({ length: 20 }, (_, n) => dx[node(n - 10, 11)]!);
    expect(Math.max(...row)).toBeGreaterThan(0.5);
    expect(Math.min(...row)).toBeLessThan(-0.5);
  });

  it('never lets neighbouring places change their order, at the strongest', () => {
    const storm = Array.from({ length: 48 }, (_, n) => ({
      'hair.sway': Math.sin(n / 8),
      'hair.flutter': Math.sin(n / 4),
    }));
    let steepest = 0;
    for (const frame of [5, 14, 22, 31, 40]) {
      const { dx } = displaced(storm, frame);
      for (let k = 1; k < dx.length; k++)
        if (k % grid.columns > 0) steepest = Math.max(steepest, Math.abs(dx[k]! - dx[k - 1]!) / grid.cell);
    }
    expect(steepest).toBeGreaterThan(0.1);
    expect(steepest).toBeLessThan(0.95);
  });
});
