import { describe, expect, it } from 'vitest';
import { correlation } from '../measures/take-statistics-samples.ts';
import { Random } from '../random.ts';
import { addHeadUnrest, RESTING_HEAD } from './head-unrest.ts';
import { lowPass } from './noise.ts';
import { sway } from './sway.ts';
import { Tracks, timelineOf } from './timeline.ts';

const FPS = 12;

/** Yaw, pitch and roll in one row, each about its mean and the row of length 1. */
function pose(number: number, seconds: number, loop: boolean): Float64Array {
  const tracks = new Tracks(timelineOf(seconds, FPS, loop));
  addHeadUnrest(tracks, number, new Random(number), RESTING_HEAD, 1);
  const row = Float64Array.from(
    (['head.yaw', 'head.pitch', 'head.roll'] as const).flatMap((axis) => {
      const track = [...tracks.of(axis)];
      const centre = track.reduce((sum, value) => sum + value, 0) / track.length;
      return track.map((value) => value - centre);
    }),
  );
  const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
  return row.map((value) => value / length);
}

function mostAlike(poses: readonly Float64Array[]): number {
  let most = -1;
  for (const [i, a] of poses.entries()) {
    for (const b of poses.slice(0, i)) {
      let sum = 0;
      for (let frame = 0; frame < a.length; frame++) sum += a[frame]! * b[frame]!;
      most = Math.max(most, sum);
    }
  }
  return most;
}

/** Sketch numbers of the first takes of seeds: each seed has eight. */
const firstTakes = (firstSeed: number, count: number) =>
  Array.from({ length: count }, (_, i) => Math.imul(firstSeed + i, 8) >>> 0);

describe('heads that waver', () => {
  it.each([
    ['loops', 1, true],
    ['takes with an end', 1, false],
    ['loops of far seeds', 3_000_000_000, true],
  ])('are unlike each other in 1,000 %s of 10 s of as many seeds', (_, firstSeed, loop) => {
    const poses = firstTakes(firstSeed, 1000).map((number) => pose(number, 10, loop));
    expect(mostAlike(poses)).toBeLessThan(0.6);
  });

  it.each([2, 3, 5, 10])('are unlike each other in the eight takes of a seed, %i s long', (seconds) => {
    for (const seed of [0, 1, 2, 77, 4096, 123_456_789]) {
      const poses = Array.from({ length: 8 }, (_, take) => pose(seed * 8 + take, seconds, true));
      expect(mostAlike(poses)).toBeLessThan(0.6);
    }
  });
});

describe('a sway', () => {
  const timeline = timelineOf(3, 24, true);
  const drawn = (number: number, axis = 0) =>
    sway(timeline, { number, axis }, new Random(5), lowPass(0.46, 3.3), 6);

  it('is 0 at frame 0, of deviation near 1, and closes as smoothly as it goes on', () => {
    const seams: number[] = [];
    const levels: number[] = [];
    for (let number = 0; number < 200; number++) {
      const track = [...drawn(number)];
      expect(track[0]).toBe(0);
      const centre = track.reduce((sum, value) => sum + value, 0) / track.length;
      levels.push(Math.sqrt(track.reduce((sum, value) => sum + (value - centre) ** 2, 0) / track.length));
      const steps = track.map((value, i) => Math.abs(value - track.at(i - 1)!));
      seams.push(steps[0]! / (steps.reduce((sum, step) => sum + step, 0) / steps.length));
    }
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(levels)).toBeCloseTo(1, 0);
    expect(mean(seams)).toBeLessThan(0.9);
  });

  it('is the same for the same place, and its own along each axis', () => {
    expect(drawn(9)).toEqual(drawn(9));
    expect(Math.abs(correlation(drawn(9, 0), drawn(9, 1)))).toBeLessThan(0.9);
    expect(drawn(9, 0)).not.toEqual(drawn(10, 0));
  });
});
