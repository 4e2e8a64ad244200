import { describe, expect, it } from 'vitest';
import { defaults } from '../../../tests/support/portrait.ts';
import { testContext } from '../../../tests/support/run-context.ts';
import { addCamera } from '../../motion/renderer/camera.ts';
import { emptyField, pictureGrid } from '../../motion/renderer/grid.ts';
import type { MotionValue } from '../../values/motion.ts';
import { spec } from './camera-path.node.ts';
import { run } from './camera-path.run.ts';
import { cameraOf } from './framing.ts';
import { pathShare } from './path-course.ts';

type Params = Parameters<typeof run>[2];

const MOTION: MotionValue = {
  type: 'Motion',
  fps: 12,
  frameCount: 24,
  loop: true,
  channels: { 'head.yaw': new Float32Array(24).fill(3), 'camera.zoom': new Float32Array(24).fill(0.2) },
};

async function path(params: Partial<Params>, motion?: MotionValue) {
  const context = testContext();
  const result = await run(context, motion ? { motion } : {}, { ...defaults(spec.params), ...params });
  const track = (name: string) => Array.from(result.motion.channels[name] ?? []);
  return { motion: result.motion, track, notices: context.notices };
}

describe('a camera path', () => {
  it('goes there and back in a loop, whose turning point is its end', async () => {
    const { motion, track } = await path({ seconds: 2, endZoom: 1.1 });
    expect([motion.frameCount, motion.fps, motion.loop]).toEqual([48, 24, true]);
    const zoom = track('camera.zoom');
    expect(zoom[0]).toBe(0);
    expect(zoom[24]).toBeCloseTo(0.1, 6);
    expect(zoom[47]).toBeCloseTo(zoom[1] ?? Number.NaN, 6);
  });

  it('ends at its end when it goes one way, and then is no loop', async () => {
    const { motion, track, notices } = await path({ course: 'one way', startX: -4, endX: 4 }, MOTION);
    expect(motion.loop).toBe(false);
    expect(notices).toHaveLength(1);
    expect(track('camera.x')[0]).toBeCloseTo(-0.04, 6);
    expect(track('camera.x').at(-1)).toBeCloseTo(0.04 * 1.08, 6);
  });

  it('keeps the motion it goes along with, but for its camera', async () => {
    const { motion, track } = await path({ endZoom: 1 }, MOTION);
    expect([motion.frameCount, motion.fps, motion.loop]).toEqual([24, 12, true]);
    expect(track('head.yaw')).toEqual(Array(24).fill(3));
    expect(track('camera.zoom')).toEqual(Array(24).fill(0));
    expect(MOTION.channels['camera.zoom']?.[0]).toBeCloseTo(0.2);
  });

  it.each(['smooth', 'even', 'slow start', 'slow end'] as const)('eases %s, never backwards', (ease) => {
    const shares = Array.from({ length: 101 }, (_, i) => pathShare(i / 100, 'one way', ease, 0.1));
    expect(shares[0]).toBe(0);
    expect(shares[10]).toBeCloseTo(0, 6);
    expect(shares[90]).toBeCloseTo(1, 6);
    for (let i = 1; i < shares.length; i++)
      expect(shares[i]).toBeGreaterThanOrEqual((shares[i - 1] ?? 0) - 1e-12);
  });

  it('stays within what the channels allow', () => {
    expect(cameraOf({ x: 0.1, y: -0.1, zoom: 1.25, roll: 3 })['camera.x']).toBeLessThanOrEqual(0.1);
    expect(cameraOf({ x: 9, y: 0, zoom: 9, roll: 99 })).toMatchObject({
      'camera.x': 0.1,
      'camera.zoom': 0.25,
      'camera.roll': 3,
    });
  });

  it('shows exactly its framing, as the renderer draws it', () => {
    const [width, height] = [201, 101];
    const framing = { x: 0.03, y: -0.02, zoom: 1.2, roll: 2 };
    const camera = cameraOf(framing);
    const grid = pictureGrid(width, height, 10);
    const count = grid.columns * grid.rows;
    const out = emptyField(grid);
    const state = {
      x: camera['camera.x'],
      y: camera['camera.y'],
      zoom: camera['camera.zoom'],
      roll: camera['camera.roll'],
      dolly: 0,
      orbit: 0,
    };
    addCamera(state, grid, width, height, new Float32Array(count).fill(0.65), 1, out);
    const turn = (framing.roll * Math.PI) / 180;
    const node = (i: number, j: number) => {
      const k = j * grid.columns + i;
      const x = grid.x0 + i * grid.cell - 100;
      const y = grid.y0 + j * grid.cell - 50;
      return { x, y, toX: x + (out.dx[k] ?? 0), toY: y + (out.dy[k] ?? 0) };
    };
    for (const { x, y, toX, toY } of [node(3, 2), node(12, 7)]) {
      // Where the point lies in the framing's own axes, times the zoom, is where it is seen.
      const [fx, fy] = [x - framing.x * width, y - framing.y * width];
      expect(toX).toBeCloseTo(framing.zoom * (Math.cos(turn) * fx + Math.sin(turn) * fy), 3);
      expect(toY).toBeCloseTo(framing.zoom * (-Math.sin(turn) * fx + Math.cos(turn) * fy), 3);
    }
  });
});
