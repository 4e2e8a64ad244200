import { describe, expect, it } from 'vitest';
import type { MotionValue } from '../../values/motion.ts';
import type { ReportValue } from '../../values/value.ts';
import { amplifyMotion, muteChannels } from '../editing/level-edits.ts';
import { simulateMotion } from '../kinematics/simulate-motion.ts';
import { parsePrompt } from '../prompt/parse-prompt.ts';
import { rankTakes } from './rank-takes.ts';
import { scoreTake } from './score-take.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

function take(seed: number): MotionValue {
  return simulateMotion(parsePrompt('natural blinks, gentle breathing, slight head sway'), {
    seconds: 4,
    fps: 24,
    seed,
    loop: true,
    amount: 1,
    idle: 'alive',
    facts: {},
  });
}

const takes = SEEDS.map(take);
const changed = (
  motion: MotionValue,
  channel: string,
  change: (value: number, frame: number) => number,
): MotionValue => ({
  ...motion,
  channels: { ...motion.channels, [channel]: motion.channels[channel]!.map(change) },
});
const scoreOf = (motion: MotionValue) => scoreTake(motion).score;

describe('a take', () => {
  it('of the simulator scores high', () => {
    for (const motion of takes) expect(scoreOf(motion)).toBeGreaterThan(0.7);
  });

  it.each<[string, (motion: MotionValue) => MotionValue]>([
    ['is dead', (motion) => muteChannels(motion, new Set(Object.keys(motion.channels)))],
    ['hardly moves', (motion) => amplifyMotion(motion, { head: 0.05, lids: 0.05, gaze: 0.05, breath: 0.05 })],
    ['trembles', (motion) => changed(motion, 'head.yaw', (value, frame) => value + (frame % 2 ? 1 : -1))],
    [
      'jumps',
      (motion) => changed(motion, 'head.yaw', (value, frame) => value + (frame > 40 && frame < 60 ? 10 : 0)),
    ],
    ['winks with one eye only', (motion) => muteChannels(motion, new Set(['eye.blinkRight']))],
  ])('that %s scores lower than the take it was made of', (_what, spoil) => {
    for (const motion of takes) expect(scoreOf(spoil(motion))).toBeLessThan(0.95 * scoreOf(motion));
  });
});

describe('takes', () => {
  const dead = muteChannels(takes[0]!, new Set(Object.keys(takes[0]!.channels)));

  it('are ordered, the best first and the dead one last', () => {
    const ranked = rankTakes([dead, ...takes]);
    expect(ranked.at(-1)?.index).toBe(0);
    const totals = ranked.map(({ total }) => total);
    expect(totals).toEqual([...totals].sort((a, b) => b - a));
  });

  it('with poor or rejecting reports come after the others', () => {
    const report = (verdict: 'good' | 'poor', rejected?: string[]): ReportValue => ({
      type: 'Report',
      measures: [{ name: 'Identity', value: 1, unit: '', verdict }],
      ...(rejected ? { rejected } : {}),
    });
    const same = [takes[0]!, takes[0]!, takes[0]!];
    const ranked = rankTakes(same, [
      report('good', ['The lids do not close']),
      report('poor'),
      report('good'),
    ]);
    expect(ranked.map(({ index }) => index)).toEqual([2, 1, 0]);
  });

  it('of equal worth stay in order', () => {
    expect(rankTakes([takes[0]!, takes[0]!]).map(({ index }) => index)).toEqual([0, 1]);
  });
});
