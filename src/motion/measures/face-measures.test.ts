import { describe, expect, it } from 'vitest';
import { goldenPortraits, sampleName } from '../../../tests/support/golden.ts';
import { samplePhoto } from '../../../tests/support/photos.ts';
import { LEFT_EYE, RIGHT_EYE } from '../rig/face-points.ts';
import { faceOpenings } from './face-openings.ts';
import { faceShape, relativeDeviation } from './face-shape.ts';
import { faceSkin } from './face-skin.ts';

const astronaut = goldenPortraits.find((portrait) => sampleName(portrait) === 'astronaut')!;
const landmarks = Float32Array.from(astronaut.landmarks.flat());

/** The points turned about the middle of the head, degrees, and enlarged. */
function turned(points: Float32Array, yaw: number, pitch: number, roll: number, scale = 1): Float32Array {
  const [cy, sy, cp, sp, cr, sr] = [yaw, pitch, roll].flatMap((degrees) => [
    Math.cos((degrees * Math.PI) / 180),
    Math.sin((degrees * Math.PI) / 180),
  ]) as [number, number, number, number, number, number];
  const out = new Float32Array(points.length);
  for (let i = 0; i < points.length; i += 3) {
    const [x, y, z] = [points[i]! - 200, points[i + 1]! - 100, points[i + 2]!];
    const [x1, z1] = [cy * x + sy * z, cy * z - sy * x];
    const [y2, z2] = [cp * y - sp * z1, cp * z1 + sp * y];
    out.set([scale * (cr * x1 - sr * y2) + 300, scale * (sr * x1 + cr * y2) + 300, scale * z2], i);
  }
  return out;
}

describe('faceShape', () => {
  it('stays within a percent when the head turns and comes nearer', () => {
    const rest = faceShape(landmarks);
    for (const [yaw, pitch, roll] of [
      [10, 0, 0],
      [-10, 0, 0],
      [0, 6, 0],
      [4, -4, 8],
    ] as const) {
      const shape = faceShape(turned(landmarks, yaw, pitch, roll, 1.3));
      expect(shape.eyes / rest.eyes).toBeCloseTo(1, 1.9);
      expect(shape.nose / rest.nose).toBeCloseTo(1, 1.5);
      expect(shape.width / rest.width).toBeCloseTo(1, 1.5);
    }
  });

  it('sees eyes that move apart', () => {
    const apart = landmarks.slice();
    for (const [eye, by] of [
      [LEFT_EYE, 2],
      [RIGHT_EYE, -2],
    ] as const) {
      for (const point of new Set([...eye.upper, ...eye.lower])) apart[3 * point]! += by;
    }
    expect(faceShape(apart).eyes / faceShape(landmarks).eyes).toBeGreaterThan(1.05);
  });
});

describe('relativeDeviation', () => {
  it('is the standard deviation over the mean', () => {
    expect(relativeDeviation([9, 11])).toBeCloseTo(0.1, 12);
    expect(relativeDeviation([3, 3, 3])).toBe(0);
    expect(relativeDeviation([])).toBe(0);
  });
});

describe('faceOpenings', () => {
  it('does not mind that a turned face is seen narrower', () => {
    const [a, b] = [faceOpenings(landmarks), faceOpenings(turned(landmarks, 30, 0, 0))];
    for (const side of [0, 1] as const) expect(b.lids[side] / a.lids[side]).toBeCloseTo(1, 1.2);
  });

  it('does not mind the size of the face or its turn in the plane', () => {
    const [a, b] = [faceOpenings(landmarks), faceOpenings(turned(landmarks, 0, 0, 20, 2))];
    expect(b.lids[0]).toBeCloseTo(a.lids[0], 5);
    expect(b.mouth).toBeCloseTo(a.mouth, 5);
    expect(b.gaze).toBeCloseTo(a.gaze, 5);
  });

  it('says how far a lid came down and which eye it was', () => {
    const half = landmarks.slice();
    for (const n of [3, 4, 5]) {
      for (let k = 0; k < 2; k++) {
        const [upper, lower] = [3 * LEFT_EYE.upper[n]! + k, 3 * LEFT_EYE.lower[n]! + k];
        half[upper] = (half[upper]! + half[lower]!) / 2;
      }
    }
    const [open, closing] = [faceOpenings(landmarks), faceOpenings(half)];
    expect(closing.lids[0] / open.lids[0]).toBeCloseTo(0.5, 5);
    expect(closing.lids[1]).toBe(open.lids[1]);
  });

  it('counts irises that move to the right of the picture as positive', () => {
    const looking = landmarks.slice();
    for (const { iris } of [LEFT_EYE, RIGHT_EYE]) looking[3 * iris]! += 2;
    expect(faceOpenings(looking).gaze).toBeGreaterThan(faceOpenings(landmarks).gaze + 0.02);
  });
});

describe('faceSkin', () => {
  const { width, height } = samplePhoto('astronaut');
  const skin = faceSkin(landmarks, width, height);
  const at = (point: number): number =>
    skin[Math.floor(landmarks[3 * point + 1]!) * width + Math.floor(landmarks[3 * point]!)]!;

  it('holds nose and cheeks, but no eye, no mouth and nothing around the face', () => {
    for (const point of [1, 50, 280]) expect(at(point)).toBe(1);
    for (const point of [468, 473, 13]) expect(at(point)).toBe(0);
    expect(skin[0]).toBe(0);
  });

  it('is as large as the face', () => {
    const { box } = astronaut.face;
    const share = skin.reduce((sum, value) => sum + value, 0) / (box[2]! * box[3]!);
    expect(share).toBeGreaterThan(0.5);
    expect(share).toBeLessThan(1.2);
  });
});
