import { describe, expect, it } from 'vitest';
import { CANONICAL, VERTEX_COUNT } from './canonical-face.ts';
import { apply, fitFace } from './fit-face.ts';
import { headRotation } from './rotation.ts';

/** Landmarks of the canonical face at a known pose, 10 px per cm, in a picture. */
function posed(yaw: number, pitch: number, roll: number): Float32Array {
  const rotation = headRotation(yaw, pitch, roll);
  const out = new Float32Array(478 * 3);
  for (let i = 0; i < VERTEX_COUNT; i++) {
    const v = CANONICAL.vertices;
    const [x, y, z] = apply(rotation, [v[3 * i]!, v[3 * i + 1]!, v[3 * i + 2]!]);
    out.set([200 + 10 * x, 150 - 10 * y, -10 * z], 3 * i);
  }
  return out;
}

describe('fitFace', () => {
  it.each([
    [0, 0, 0],
    [12, 0, 0],
    [-35, 0, 0],
    [0, 8, 0],
    [5, -10, 15],
  ])('finds yaw %d, pitch %d, roll %d of a posed canonical face', (yaw, pitch, roll) => {
    const fit = fitFace(posed(yaw, pitch, roll));
    expect(fit.scale).toBeCloseTo(10, 2);
    const up = apply(headRotation(yaw, pitch, roll), [0, 1, 0]);
    const found = apply(fit.rotation, [0, 1, 0]);
    for (let k = 0; k < 3; k++) expect(found[k]).toBeCloseTo(up[k]!, 3);
    if (roll === 0) expect(fit.pose.yaw).toBeCloseTo(yaw, 1);
    if (roll === 0) expect(fit.pose.pitch).toBeCloseTo(pitch, 1);
  });

  it('keeps the landmarks as the exact neutral, at pixel centres', () => {
    const landmarks = posed(3, 2, 1);
    const fit = fitFace(landmarks);
    for (const i of [1, 33, 152]) {
      expect(fit.points[3 * i]).toBeCloseTo(landmarks[3 * i]! - 0.5, 3);
      expect(fit.points[3 * i + 1]).toBeCloseTo(landmarks[3 * i + 1]! - 0.5, 3);
    }
  });
});
