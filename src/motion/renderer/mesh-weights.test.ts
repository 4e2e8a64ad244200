import { describe, expect, it } from 'vitest';
import { CANONICAL, VERTEX_COUNT } from '../rig/canonical-face.ts';
import { expressionDeltas } from '../rig/expression-deltas.ts';
import { CHIN } from '../rig/face-points.ts';
import { apply } from '../rig/fit-face.ts';
import { headRotation } from '../rig/rotation.ts';
import { applyMeshWeights, meshWeights } from './mesh-weights.ts';

const [SCALE, SIDE] = [9, 240];

/** The canonical face, turned by `yaw` degrees, in the middle of a picture; and its displacement with an open jaw. */
function turnedFace(yaw: number) {
  const rotation = headRotation(yaw, 0, 0);
  const points = new Float32Array(VERTEX_COUNT * 3);
  for (let i = 0; i < VERTEX_COUNT; i++) {
    const [x, y, z] = apply(rotation, [0, 1, 2].map((k) => CANONICAL.vertices[3 * i + k]!) as never);
    points.set([SIDE / 2 + SCALE * x, SIDE / 2 - SCALE * y, SCALE * z], 3 * i);
  }
  const pose = { yaw, pitch: 0, roll: 0 };
  return { points, deltas: expressionDeltas({ rotation, scale: SCALE, pose }, { jawOpen: 0.5 }) };
}

/** Displacement at whole pixels of the picture; `reach` px beyond the mesh. */
function displacement(yaw: number, reach: number) {
  const { points, deltas } = turnedFace(yaw);
  const places = new Float32Array(SIDE * SIDE * 2);
  for (let k = 0; k < SIDE * SIDE; k++) places.set([k % SIDE, Math.floor(k / SIDE)], 2 * k);
  const mesh = meshWeights(points, places, reach);
  const [dx, dy] = [new Float32Array(SIDE * SIDE), new Float32Array(SIDE * SIDE)];
  applyMeshWeights(mesh, deltas, dx, dy);
  const covered = (k: number): boolean =>
    mesh.weights[3 * k]! + mesh.weights[3 * k + 1]! + mesh.weights[3 * k + 2]! > 0;
  return { dx, dy, covered };
}

describe('motion beside the face', () => {
  it.each([0, -25, -40])('goes on without a step where the face ends, turned by %d°', (yaw) => {
    const bare = displacement(yaw, 0);
    const { dx, dy } = displacement(yaw, 45);
    let [worst, rims] = [0, 0];
    for (let k = 1; k < SIDE * SIDE - 1; k++) {
      if (bare.covered(k) === bare.covered(k + 1)) continue;
      rims++;
      worst = Math.max(worst, Math.hypot(dx[k]! - dx[k + 1]!, dy[k]! - dy[k + 1]!));
    }
    expect(rims).toBeGreaterThan(200);
    expect(worst).toBeLessThan(2);
  });

  it('swings the chin of a turned face back by no more than its skin can follow', () => {
    const away = (yaw: number): number => {
      const { deltas } = turnedFace(yaw);
      return Math.abs(deltas[2 * CHIN]! / deltas[2 * CHIN + 1]!);
    };
    expect(away(0)).toBeLessThan(0.01);
    expect(away(-20)).toBeGreaterThan(0.2);
    expect(away(-40)).toBeLessThan(0.35);
  });
});
