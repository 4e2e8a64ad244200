import { describe, expect, it } from 'vitest';
import { goldenPortraits, sampleName } from '../../../tests/support/golden.ts';
import { CANONICAL } from '../rig/canonical-face.ts';
import { fitFace } from '../rig/fit-face.ts';
import { headRotation } from '../rig/rotation.ts';
import { headTurn, TURN_POINTS } from './head-turn.ts';

const astronaut = goldenPortraits.find((portrait) => sampleName(portrait) === 'astronaut')!;
const photo = Float32Array.from(astronaut.landmarks.flat());

/** The photo's face turned in space and seen by a camera about 1.3 m away; its depth is left out unless it is `deep`. */
function turned(yaw: number, pitch: number, roll: number, deep = false): Float32Array {
  const { points, scale } = fitFace(photo);
  const r = headRotation(yaw, pitch, roll);
  const out = new Float32Array(photo.length);
  for (let i = 0; i < 468; i++) {
    const [x, y, z] = [points[3 * i]! - 220, 110 - points[3 * i + 1]!, points[3 * i + 2]!];
    const depth = r[6] * x + r[7] * y + r[8] * z;
    const nearer = (130 * scale) / (130 * scale - (depth - z));
    out[3 * i] = 260 + 1.2 * nearer * (r[0] * x + r[1] * y + r[2] * z);
    out[3 * i + 1] = 150 - 1.2 * nearer * (r[3] * x + r[4] * y + r[5] * z);
    if (deep) out[3 * i + 2] = -1.2 * depth;
  }
  return out;
}

describe('headTurn', () => {
  it.each([
    [10, 0, 0],
    [-4, 0, 0],
    [0, 6, 0],
    [0, -6, 0],
    [0, 0, 8],
    [-9, 3, -5],
  ])('finds a face that was turned by yaw %d, pitch %d, roll %d', (yaw, pitch, roll) => {
    const found = headTurn(photo, turned(yaw, pitch, roll));
    expect(Math.abs(found.yaw - yaw)).toBeLessThan(0.7);
    expect(Math.abs(found.pitch - pitch)).toBeLessThan(0.7);
    expect(Math.abs(found.roll - roll)).toBeLessThan(0.3);
    expect(found.scale).toBeCloseTo(1.2, 1.5);
  });

  it('goes by the points that were found in the pixels, as soon as there are enough of them', () => {
    const frame = turned(6, 0, 0);
    const trust = new Float32Array(478).fill(1);
    const wrong = TURN_POINTS.filter((_, n) => n % 4 === 0);
    for (const point of wrong) {
      frame[3 * point]! += 6;
      trust[point] = 0;
    }
    expect(Math.abs(headTurn(photo, frame, trust).yaw - 6)).toBeLessThan(0.7);
    const few = trust.map((_, point) => (point === 132 ? 1 : 0));
    expect(headTurn(photo, frame, few)).toEqual(headTurn(photo, frame));
  });

  it('does not go by points that the photo hides behind the cheek', () => {
    const [profile, frame] = [turned(-36, 0, 0, true), turned(-28, 0, 0)];
    const hidden = TURN_POINTS.filter((vertex) => CANONICAL.vertices[3 * vertex]! < -6);
    expect(hidden.length).toBeGreaterThan(1);
    const right = headTurn(profile, frame).yaw;
    for (const vertex of hidden) frame[3 * vertex]! += 6;
    expect(Math.abs(right - 8)).toBeLessThan(1.2);
    expect(headTurn(profile, frame).yaw).toBeCloseTo(right, 5);
  });

  it('sees no turn in the photo itself', () => {
    const { scale, ...turn } = headTurn(photo, photo);
    expect(turn).toEqual({ yaw: 0, pitch: 0, roll: 0 });
    expect(scale).toBeCloseTo(1, 12);
  });
});
