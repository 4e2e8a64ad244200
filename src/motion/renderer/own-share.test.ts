import { describe, expect, it } from 'vitest';
import { CANONICAL, VERTEX_COUNT } from '../rig/canonical-face.ts';
import { type FaceFit, fitFace } from '../rig/fit-face.ts';
import { headRotation } from '../rig/rotation.ts';
import { faceHull, hullDistance } from './face-hull.ts';
import { pictureGrid } from './grid.ts';
import { ownShares } from './own-share.ts';

const SCALE = 10;
const grid = pictureGrid(512, 384, 4);

/** A face turned by `yaw` degrees with its middle at (x, y). */
function face(x: number, y: number, yaw: number): FaceFit {
  const turn = headRotation(yaw, 0, 0);
  const landmarks = new Float32Array(VERTEX_COUNT * 3);
  for (let i = 0; i < VERTEX_COUNT; i++) {
    const [a, b, c] = CANONICAL.vertices.subarray(3 * i, 3 * i + 3) as unknown as [number, number, number];
    const at = [0, 3, 6].map((k) => turn[k]! * a + turn[k + 1]! * b + turn[k + 2]! * c);
    landmarks.set([x + SCALE * at[0]!, y - SCALE * at[1]!, -SCALE * at[2]!], 3 * i);
  }
  return fitFace(landmarks);
}

/** Largest share of `other` in the mesh of a face, `inner` px from its outline. */
function bleeding(share: Float32Array, own: FaceFit, inner: number): number {
  const hull = faceHull(own);
  return share.reduce((most, value, k) => {
    const [x, y] = [(k % grid.columns) * grid.cell, Math.floor(k / grid.columns) * grid.cell];
    return hullDistance(hull, x, y) < -inner ? Math.max(most, value) : most;
  }, 0);
}

describe('heads that touch', () => {
  it.each([0, 35, -35])('leave each other their faces, one turned by %s degrees', (yaw) => {
    const left = face(180, 200, 0);
    // outlines meet, however far the second face is turned
    const right = [330, 320, 310, 300].map((x) => face(x, 200, yaw)).find((fit) => gap(left, fit) < 4)!;
    const [ofLeft, ofRight] = ownShares([left, right], grid);
    expect(bleeding(ofLeft!, right, 0.6 * SCALE)).toBeLessThan(0.3);
    expect(bleeding(ofRight!, left, 0.6 * SCALE)).toBeLessThan(0.3);
    expect(bleeding(ofLeft!, right, 2 * SCALE)).toBeLessThan(0.05);
  });

  it('share every place out fully, with a soft border', () => {
    const [a, b] = ownShares([face(150, 200, 0), face(360, 180, 0)], grid);
    let steepest = 0;
    a!.forEach((value, k) => {
      expect(value + b![k]!).toBeCloseTo(1, 5);
      if (k % grid.columns > 0) steepest = Math.max(steepest, Math.abs(value - a![k - 1]!));
    });
    expect(steepest).toBeLessThan(0.25);
  });
});

/** Distance between the outlines of two faces side by side, px. */
function gap(left: FaceFit, right: FaceFit): number {
  const xs = (fit: FaceFit): number[] => faceHull(fit).map(([x]) => x);
  return Math.min(...xs(right)) - Math.max(...xs(left));
}
