import { describe, expect, it } from 'vitest';
import type { MotionValue } from '../../values/motion.ts';
import { lungLevel, plateau, saccadeSeconds } from '../kinematics/profiles.ts';
import { takeStatistics } from './take-statistics.ts';
import { distributionDistance, mean, quantile, summarise } from './take-statistics-samples.ts';

type Courses = Readonly<Record<string, (seconds: number) => number>>;

function takeOf(courses: Courses, { seconds = 4, fps = 240, loop = true } = {}): MotionValue {
  const frameCount = Math.round(seconds * fps);
  const channels = Object.fromEntries(
    Object.entries(courses).map(([channel, valueAt]) => [
      channel,
      Float32Array.from({ length: frameCount }, (_, frame) => valueAt(frame / fps)),
    ]),
  );
  return { type: 'Motion', fps, frameCount, loop, channels };
}

const sine =
  (hertz: number, amplitude = 1) =>
  (t: number) =>
    amplitude * Math.sin(2 * Math.PI * hertz * t);

/** Straight down, closed, straight up; seconds. */
function straightBlink(t: number, at: number, down: number, closed: number, up: number, depth = 1): number {
  const since = t - at;
  if (since <= 0 || since >= down + closed + up) return 0;
  if (since < down) return (depth * since) / down;
  return since <= down + closed ? depth : (depth * (down + closed + up - since)) / up;
}

function lids(
  blinks: readonly (readonly [at: number, depth: number])[],
  seconds = 4,
  loop = true,
): MotionValue {
  const closure = (t: number) =>
    Math.max(
      ...blinks.flatMap(([at, depth]) =>
        (loop ? [0, -seconds] : [0]).map((turn) => straightBlink(t, at + turn, 0.1, 0.05, 0.2, depth)),
      ),
    );
  return takeOf({ 'eye.blinkLeft': closure, 'eye.blinkRight': closure }, { seconds, loop });
}

describe('statistics of blinks', () => {
  it('counts blinks and times their phases between the tenths', () => {
    const { blinks } = takeStatistics([
      lids([[1, 1]]),
      lids([
        [0.5, 1],
        [2.5, 0.6],
      ]),
    ]);
    expect(blinks.perTake).toEqual([1, 2]);
    expect(blinks.perMinute).toBeCloseTo(22.5, 6);
    expect(blinks.partialShare).toBeCloseTo(1 / 3, 6);
    expect(summarise(blinks.interval)).toMatchObject({ count: 1 });
    expect(blinks.interval[0]).toBeCloseTo(2, 2);
    for (const closing of blinks.closing) expect(closing).toBeCloseTo(0.08, 2);
    for (const opening of blinks.opening) expect(opening).toBeCloseTo(0.16, 2);
    for (const hold of blinks.hold) expect(hold).toBeCloseTo(0.05 + 0.01 + 0.02, 2);
    expect(blinks.lidCorrelation).toEqual([1, 1]);
  });

  it('sees a blink across the seam of a loop once, and neither half of one at a cut', () => {
    expect(takeStatistics([lids([[3.85, 1]])]).blinks.perTake).toEqual([1]);
    expect(takeStatistics([lids([[3.95, 1]], 4, false)]).blinks.perTake).toEqual([0]);
  });

  it('takes lids that follow the gaze, or stay closed, for no blink', () => {
    const follow = (t: number) => 0.1 + sine(0.5, 0.1)(t);
    const asleep = (t: number) => plateau(t, 0.5, 0.4, 3.5, 0.4);
    for (const lid of [follow, asleep]) {
      const take = takeOf({ 'eye.blinkLeft': lid, 'eye.blinkRight': lid });
      expect(takeStatistics([take]).blinks.perTake).toEqual([0]);
    }
  });
});

describe('statistics of the head', () => {
  it('gives spread, speed and the share of slow and fast movement', () => {
    const yaw = (t: number) => sine(0.5, 3)(t) + sine(2, 1)(t) + sine(6, 0.5)(t);
    const { head } = takeStatistics([takeOf({ 'head.yaw': yaw })]);
    expect(head.yaw.deviation[0]).toBeCloseTo(Math.sqrt((9 + 1 + 0.25) / 2), 3);
    expect(head.yaw.speed[0]).toBeCloseTo(2 * Math.PI * Math.sqrt((1.5 ** 2 + 2 ** 2 + 3 ** 2) / 2), 1);
    expect(head.yaw.below1Hz[0]).toBeCloseTo(9 / 10.25, 4);
    expect(head.yaw.above4Hz[0]).toBeCloseTo(0.25 / 10.25, 4);
    expect(head.pitch.deviation).toEqual([0]);
    expect(head.pitch.below1Hz).toEqual([]);
  });

  it('does not take the cut ends of a take that does not loop for fast movement', () => {
    const drift = takeOf({ 'head.yaw': (t) => 2 * t + sine(0.6)(t) }, { seconds: 5, loop: false });
    const { head } = takeStatistics([drift]);
    expect(head.yaw.below1Hz[0]).toBeGreaterThan(0.9);
    expect(head.yaw.above4Hz[0]).toBeLessThan(1e-4);
  });

  it('correlates the pose of every two takes over the three axes', () => {
    const one = { 'head.yaw': sine(0.5), 'head.pitch': sine(1, 0.5) };
    const against = { 'head.yaw': sine(0.5, -2), 'head.pitch': sine(1, -1) };
    const apart = { 'head.yaw': sine(1), 'head.roll': sine(0.5) };
    const { poseCorrelation } = takeStatistics([one, against, apart].map((courses) => takeOf(courses)));
    expect(poseCorrelation.map((value) => Number(value.toFixed(4)) + 0)).toEqual([-1, 0, 0]);
  });
});

describe('statistics of gaze and rhythms', () => {
  it('finds the main sequence of saccades, and none in eyes that counter the head', () => {
    const amplitudes = [2, 4, 8, 12];
    const jumps = (t: number) =>
      amplitudes.reduce((sum, degrees, i) => {
        const since = (t - 0.5 - i) / saccadeSeconds(degrees);
        return sum + degrees * Math.min(1, Math.max(0, since));
      }, 0);
    const take = takeOf({ 'gaze.yaw': jumps }, { seconds: 5, fps: 2000, loop: false });
    const { large, mainSequence } = takeStatistics([take]).saccades;
    expect(large.map(({ amplitude }) => Math.round(amplitude))).toEqual(amplitudes);
    expect(mainSequence.slope).toBeCloseTo(0.0022, 4);
    expect(mainSequence.intercept).toBeCloseTo(0.021, 3);
    expect(large[3].peakSpeed).toBeCloseTo(12 / saccadeSeconds(12), 0);
    const reflex = takeOf({ 'head.yaw': sine(0.5, 5), 'gaze.yaw': sine(0.5, -4.75) });
    expect(takeStatistics([reflex]).saccades).toMatchObject({ large: [], microPerSecond: 0 });
  });

  it.each([true, false])('times breaths (loop: %s)', (loop) => {
    const take = takeOf({ 'body.breath': (t) => lungLevel(t / 4 + 0.05) }, { seconds: 20, fps: 24, loop });
    const { breathing } = takeStatistics([take]);
    expect(breathing.perMinute[0]).toBeCloseTo(15, 1);
    expect(breathing.outOverIn[0]).toBeCloseTo(1.5, 1);
  });

  it('times a smile from rest to apex and back', () => {
    const corner = (t: number) => 0.4 * plateau(t, 0.5, 0.6, 3.5, 1);
    const { smile } = takeStatistics([takeOf({ 'mouth.smileLeft': corner, 'mouth.smileRight': corner })]);
    // A minimum-jerk step passes from 2 to 95 % within .67 of its time.
    expect(smile.onset[0]).toBeCloseTo(0.67 * 0.6, 1);
    expect(smile.offset[0]).toBeCloseTo(0.67 * 1, 1);
    expect(smile.apex[0]).toBeGreaterThan(1.5);
    expect(takeStatistics([takeOf({ 'head.yaw': sine(1) })]).smile.onset).toEqual([]);
  });

  it('counts syllables with and without pauses', () => {
    const pauses = (t: number) => (t % 2 < 1.5 ? 0.2 * Math.max(0, sine(4)(t)) : 0);
    const { speech } = takeStatistics([takeOf({ 'jaw.open': pauses }, { seconds: 8, fps: 96 })]);
    expect(speech.articulated[0]).toBeCloseTo(4, 1);
    expect(speech.perSecond[0]).toBeCloseTo(3, 0);
  });
});

describe('statistics of the loop', () => {
  it('are about 1 where the seam is like the rest, and large where it jumps or kinks', () => {
    const phases = Array.from({ length: 97 }, (_, i) => (4 * i) / 97);
    const smooth = takeStatistics(
      phases.map((phase) =>
        takeOf({ 'head.yaw': (t) => sine(0.5)(t + phase) + sine(1.5, 0.2)(t + phase) }, { fps: 60 }),
      ),
    ).loop;
    expect(mean(smooth.value)).toBeCloseTo(1, 1);
    expect(mean(smooth.velocity)).toBeCloseTo(1, 1);
    const jump = takeStatistics([takeOf({ 'head.yaw': (t) => t })]).loop;
    expect(jump.value[0]).toBeGreaterThan(500);
    const kink = takeStatistics([takeOf({ 'head.yaw': (t) => Math.abs(sine(0.125)(t)) })]).loop;
    expect(kink.value[0]).toBeLessThan(2);
    expect(kink.velocity[0]).toBeGreaterThan(100);
  });
});

describe('samples', () => {
  it('interpolate quantiles, and are apart by the greatest difference of their distributions', () => {
    expect(quantile([4, 1, 2, 3], 0.5)).toBe(2.5);
    expect(distributionDistance([1, 2, 3, 4], [1, 2, 3, 4])).toBe(0);
    expect(distributionDistance([1, 2, 3, 4], [3, 4, 5, 6])).toBe(0.5);
    expect(distributionDistance([1, 2], [5, 6])).toBe(1);
    expect(distributionDistance([], [1])).toBeNaN();
    expect(summarise([1, 2, 3])).toMatchObject({ count: 3, mean: 2, min: 1, max: 3, median: 2 });
  });
});
