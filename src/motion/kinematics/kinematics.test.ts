import { beforeAll, describe, expect, it } from 'vitest';
import type { MotionValue } from '../../values/motion.ts';
import { takeStatistics } from '../measures/take-statistics.ts';
import { correlation, mean, median } from '../measures/take-statistics-samples.ts';
import { parsePrompt } from '../prompt/parse-prompt.ts';
import { simulateMotion } from './simulate-motion.ts';
import { blinkFrames } from './take-measures.fixture.ts';

/** Takes enough for stable figures; the published ones are in docs/kinematics.md. */
const TAKES = 320;
const FINE_FPS = 60;
const SETUP_MS = 60_000;

function takes(text: string, seconds: number, fps: number, loop = true): MotionValue[] {
  const prompt = parsePrompt(text);
  return Array.from({ length: TAKES }, (_, seed) =>
    simulateMotion(prompt, { seconds, fps, seed, loop, amount: 1, idle: 'alive' }),
  );
}

describe('natural motion against published kinematics', () => {
  let long: MotionValue[];
  let short: MotionValue[];

  beforeAll(() => {
    long = takes('', 10, FINE_FPS);
    short = takes('', 3, 24);
  }, SETUP_MS);

  it('blinks 11 to 19 times a minute', () => {
    const rate = 6 * mean(long.map((motion) => blinkFrames(motion).length));
    expect(rate).toBeGreaterThan(11);
    expect(rate).toBeLessThan(19);
  });

  it('blinks at the natural rate in short loops too: none, one or two, and never at the photo', () => {
    const counts = short.map((motion) => blinkFrames(motion).length);
    expect(20 * mean(counts)).toBeGreaterThan(11);
    expect(20 * mean(counts)).toBeLessThan(19);
    expect(new Set(counts)).toEqual(new Set([0, 1, 2]));
    for (const motion of short)
      expect(Math.max(...motion.channels['eye.blinkLeft'].slice(0, 3))).toBeLessThan(0.02);
  });

  it('blinks at least once where it is asked to', () => {
    const counts = takes('blinking', 3, 24).map((motion) => blinkFrames(motion).length);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...counts)).toBeLessThanOrEqual(3);
  });

  it('never blinks twice within the refractory second', () => {
    for (const motion of long) {
      const frames = blinkFrames(motion);
      for (let i = 1; i < frames.length; i++)
        expect(frames[i] - frames[i - 1]).toBeGreaterThan(0.95 * FINE_FPS);
    }
  });

  it('closes fully in 44 to 75 % of blinks, and partially in the others', () => {
    const depths = long.flatMap((motion) =>
      blinkFrames(motion).map((frame) => motion.channels['eye.blinkLeft'][frame]),
    );
    const full = depths.filter((depth) => depth > 0.95).length / depths.length;
    expect(full).toBeGreaterThan(0.44);
    expect(full).toBeLessThan(0.75);
  });

  it('closes within about 66 ms and reopens two thirds in 33 ms, three quarters in 67 ms', () => {
    const closing: number[] = [];
    const early: number[] = [];
    const late: number[] = [];
    for (const motion of long) {
      const lid = motion.channels['eye.blinkLeft'];
      for (const frame of blinkFrames(motion)) {
        if (lid[frame] < 0.95) continue;
        let start = frame;
        while (start > 0 && lid[start] > 0.03) start -= 1;
        let top = frame;
        while (lid[top - 1] > 0.97) top -= 1;
        closing.push((top - start) / FINE_FPS);
        early.push(1 - lid[frame + 2]);
        late.push(1 - lid[frame + 4]);
      }
    }
    expect(median(closing)).toBeGreaterThan(0.05);
    expect(median(closing)).toBeLessThan(0.08);
    expect(mean(early)).toBeGreaterThan(0.55);
    expect(mean(early)).toBeLessThan(0.75);
    expect(mean(late)).toBeGreaterThan(0.72);
    expect(mean(late)).toBeLessThan(0.86);
  });

  it('moves both lids alike but never exactly: correlation .90 to .98', () => {
    const correlations = long.map((motion) =>
      correlation(motion.channels['eye.blinkLeft'], motion.channels['eye.blinkRight']),
    );
    expect(median(correlations)).toBeGreaterThan(0.9);
    expect(median(correlations)).toBeLessThan(0.98);
  });

  it('moves the head little and slowly: most energy below 1 Hz, hardly any above 4', () => {
    const { head, headSpeed } = takeStatistics(long.slice(0, 60));
    for (const [axis, least, most] of [
      ['yaw', 0.1, 2.2],
      ['pitch', 0.2, 4.5],
      ['roll', 0.1, 4.8],
    ] as const) {
      expect(median(head[axis].below1Hz)).toBeGreaterThan(0.8);
      expect(median(head[axis].above4Hz)).toBeLessThan(0.07);
      expect(median(head[axis].deviation)).toBeGreaterThan(least);
      expect(median(head[axis].deviation)).toBeLessThan(most);
    }
    expect(median(headSpeed)).toBeGreaterThan(1);
    expect(median(headSpeed)).toBeLessThan(15);
  });

  it('breathes 12 to 18 times a minute, out half as long again as in', () => {
    const { breathing } = takeStatistics(takes('breathing', 10, 24, false).slice(0, 80));
    expect(mean(breathing.perMinute)).toBeGreaterThan(12);
    expect(mean(breathing.perMinute)).toBeLessThan(18);
    expect(mean(breathing.outOverIn)).toBeCloseTo(1.5, 1);
  });

  it('counters the head with the eyes', () => {
    for (const motion of takes('head shake, eye contact', 3, 24).slice(0, 20)) {
      expect(correlation(motion.channels['head.yaw'], motion.channels['gaze.yaw'])).toBeLessThan(-0.95);
    }
  });

  it('lowers the lids with the gaze', () => {
    for (const motion of takes('look down, no blinking idle', 3, 24).slice(0, 5)) {
      expect(Math.min(...motion.channels['gaze.pitch'])).toBeLessThan(-5);
    }
    const asked = simulateMotion(parsePrompt('look down'), {
      seconds: 3,
      fps: 24,
      seed: 1,
      loop: true,
      amount: 1,
      idle: 'asked',
    });
    expect(Math.max(...asked.channels['eye.blinkLeft'])).toBeGreaterThan(0.1);
    expect(Math.max(...asked.channels['eye.blinkLeft'])).toBeLessThan(0.2);
  });

  it('speaks about four syllables a second, with pauses', () => {
    const { speech } = takeStatistics(takes('talking', 6, 48).slice(0, 60));
    expect(mean(speech.articulated)).toBeGreaterThan(3.5);
    expect(mean(speech.articulated)).toBeLessThan(4.7);
    expect(mean(speech.perSecond)).toBeLessThan(mean(speech.articulated));
    expect(mean(speech.perSecond)).toBeGreaterThan(2.8);
  });

  it('laughs four to six notes a second, jaw and chest together', () => {
    for (const motion of takes('laughing', 4, 48).slice(0, 30)) {
      const jaw = motion.channels['jaw.open'];
      const notes = Array.from(jaw.keys()).filter(
        (i) => jaw[i] > 0.1 && jaw[i] > jaw[i - 1] && jaw[i] >= jaw[i + 1],
      );
      const apart = notes.slice(1).map((frame, i) => (frame - notes[i]) / 48);
      expect(notes.length).toBeGreaterThan(4);
      expect(1 / median(apart)).toBeGreaterThan(4);
      expect(1 / median(apart)).toBeLessThan(6);
    }
  });

  it('sighs once: deeper than a breath, out longer than in, then below rest', () => {
    for (let seed = 0; seed < 20; seed++) {
      const motion = simulateMotion(parsePrompt('sigh'), {
        seconds: 4,
        fps: 24,
        seed,
        loop: true,
        amount: 1,
        idle: 'asked',
      });
      const lungs = motion.channels['body.breath'];
      const top = lungs.indexOf(Math.max(...lungs));
      const start = lungs.findIndex((value) => value > 0.01);
      const bottom = lungs.indexOf(Math.min(...lungs));
      expect(lungs[top]).toBeGreaterThan(0.55);
      expect(lungs[bottom]).toBeLessThan(-0.05);
      expect(bottom - top).toBeGreaterThan(top - start);
      const jaw = motion.channels['jaw.open'];
      expect(jaw.indexOf(Math.max(...jaw))).toBeGreaterThan(top);
    }
  });

  it('smiles with an onset of .4 to .7 s, fades more slowly, and lets the cheeks follow', () => {
    const motions = takes('smile', 4, 60).slice(0, 80);
    const { smile } = takeStatistics(motions);
    expect(median(smile.onset)).toBeGreaterThan(0.35);
    expect(median(smile.onset)).toBeLessThan(0.75);
    expect(median(smile.offset)).toBeGreaterThan(median(smile.onset));
    for (const { channels } of motions) expect(Math.max(...channels['eye.squint'])).toBeGreaterThan(0.1);
  });
});
