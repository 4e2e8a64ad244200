import { describe, expect, it } from 'vitest';
import { LANDMARK_COUNT } from '../values/faces.ts';
import { headPose } from './face-pose.ts';

const DEGREES = Math.PI / 180;

/** A face seen from the front: eyes, temples, forehead and chin on a flat oval, then turned about the three axes. */
function turnedFace(yaw: number, pitch: number, roll: number): Float32Array {
  const flat: Record<number, readonly [number, number]> = {
    33: [-45, -30],
    263: [45, -30],
    234: [-70, 0],
    454: [70, 0],
    127: [-68, -20],
    356: [68, -20],
    93: [-66, 20],
    323: [66, 20],
    10: [0, -90],
    152: [0, 90],
  };
  const landmarks = new Float32Array(LANDMARK_COUNT * 3);
  const [cy, sy] = [Math.cos(yaw * DEGREES), Math.sin(yaw * DEGREES)];
  const [cp, sp] = [Math.cos(pitch * DEGREES), Math.sin(pitch * DEGREES)];
  const [cr, sr] = [Math.cos(roll * DEGREES), Math.sin(roll * DEGREES)];
  for (const [index, [x, y]] of Object.entries(flat)) {
    // Chin up: the chin comes nearer (z falls), the forehead goes back.
    const pitched = [x, y * cp, -y * sp] as const;
    // To the picture's right edge: the face's right half (x < 0) comes nearer.
    const yawed = [pitched[0] * cy - pitched[2] * sy, pitched[1], pitched[0] * sy + pitched[2] * cy] as const;
    const rolled = [yawed[0] * cr - yawed[1] * sr, yawed[0] * sr + yawed[1] * cr, yawed[2]] as const;
    landmarks.set([rolled[0] + 200, rolled[1] + 150, rolled[2]], Number(index) * 3);
  }
  return landmarks;
}

describe('headPose', () => {
  const level = headPose(turnedFace(0, 0, 0)).pitch;

  it.each([
    [0, 0, 0],
    [20, 0, 0],
    [-35, 0, 0],
    [0, 15, 0],
    [0, -15, 0],
    [0, 0, 12],
    [0, 0, -25],
  ])('reads yaw %i°, pitch %i° from level, roll %i° back', (yaw, pitch, roll) => {
    const pose = headPose(turnedFace(yaw, pitch, roll));
    expect(pose.yaw).toBeCloseTo(yaw, 3);
    expect(pose.pitch - level).toBeCloseTo(pitch, 3);
    expect(pose.roll).toBeCloseTo(roll, 3);
  });

  it('looks toward the edge it is turned to', () => {
    expect(headPose(turnedFace(25, 10, 5)).yaw).toBeGreaterThan(20);
    expect(headPose(turnedFace(25, 10, 5)).pitch - level).toBeGreaterThan(5);
  });
});
