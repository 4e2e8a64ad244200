import { describe, expect, it } from 'vitest';
import { timelineOf } from '../kinematics/timeline.ts';
import { correlation } from '../measures/take-statistics-samples.ts';
import { parsePrompt } from '../prompt/parse-prompt.ts';
import { Random } from '../random.ts';
import { sketchOf } from './conditions.ts';
import { unlikeSeed } from './unlike-takes.ts';

const timeline = timelineOf(3, 24, true);
const sketch = (text: string) => {
  const prompt = parsePrompt(text);
  return (seed: number) =>
    sketchOf({ prompt, timeline, seed, amount: 1, idle: 'alive' }).channels as Record<string, Float32Array>;
};
const seedsOf = (seed: number, takes: number, text = '') =>
  Array.from({ length: takes }, (_, take) =>
    unlikeSeed(take, new Random(seed), timeline.frameCount, sketch(text)),
  );

/** The three axes, each about its mean. */
function pose(seed: number, text = ''): number[] {
  const channels = sketch(text)(seed);
  return ['head.yaw', 'head.pitch', 'head.roll'].flatMap((axis) => {
    const track = Array.from(channels[axis]!);
    const centre = track.reduce((sum, value) => sum + value, 0) / track.length;
    return track.map((value) => value - centre);
  });
}

function mostAlike(seeds: readonly number[]): number {
  const poses = seeds.map((seed) => pose(seed));
  return Math.max(...poses.flatMap((a, i) => poses.slice(0, i).map((b) => correlation(a, b))));
}

describe('takes of one seed', () => {
  it('move their heads unlike each other, where plain draws are alike now and then', () => {
    const drawn = (seed: number) =>
      Array.from({ length: 6 }, (_, take) => new Random(seed).fork(`take ${take}`).fork('sketch').uint32());
    const seeds = Array.from({ length: 12 }, (_, seed) => seed);
    expect(Math.max(...seeds.map((seed) => mostAlike(drawn(seed))))).toBeGreaterThan(0.6);
    expect(Math.max(...seeds.map((seed) => mostAlike(seedsOf(seed, 6))))).toBeLessThanOrEqual(0.5);
  });

  it('depend on their number alone, and the first is what the seed draws', () => {
    expect(seedsOf(3, 4)).toEqual(seedsOf(3, 6).slice(0, 4));
    expect(seedsOf(3, 1)).toEqual([new Random(3).fork('take 0').fork('sketch').uint32()]);
  });

  it('are drawn also where the head rests, and where all do what the prompt asks', () => {
    expect(new Set(seedsOf(1, 4, 'head still')).size).toBe(4);
    expect(new Set(seedsOf(1, 4, 'turn head left')).size).toBe(4);
  });
});
