import { expect, it } from 'vitest';
import { sketchTake } from '../../motion/kinematics/simulate-motion.ts';
import { timelineOf } from '../../motion/kinematics/timeline.ts';
import { parsePrompt } from '../../motion/prompt/parse-prompt.ts';
import { Random } from '../../motion/random.ts';
import { steerSketch } from './steer-sketch.ts';

const timeline = timelineOf(3, 24, true);
const options = { amount: 1, idle: 'alive' } as const;
const sketch = (text: string, seed: number) => sketchTake(parsePrompt(text), { ...options, seed }, timeline);
const own = sketch('turn head left, blink twice', 1);
const other = sketch('turn head right, smile, blink three times', 2);
const noPins = () => [];
const random = new Random(3);

const drivenBy = (strength: number) =>
  steerSketch(own, timeline, {
    driving: {
      channels: new Map(
        Object.entries(other.channels).map(([name, track]) => [name, Float64Array.from(track)]),
      ),
      strength,
    },
    pinsOf: noPins,
    random,
  });

/** How many separate closures there are. */
function blinksOf(track: ArrayLike<number> | undefined): number {
  const values = Array.from(track ?? []);
  return values.filter((value, i) => value >= 0.3 && (values[i - 1] ?? 0) < 0.3).length;
}

it('leaves a sketch alone that nothing steers', () => {
  expect(steerSketch(own, timeline, { pinsOf: noPins, random })).toBe(own);
});

it('goes from the given take to its own with strength', () => {
  const middle = (strength: number) => drivenBy(strength).channels['head.yaw']?.[36] ?? 0;
  expect(middle(0)).toBeCloseTo(other.channels['head.yaw'][36], 5);
  expect(middle(1)).toBeCloseTo(own.channels['head.yaw'][36], 5);
  expect(middle(0.3)).toBeGreaterThan(middle(0.7));
  expect(drivenBy(1).channels['mouth.smileLeft']).toBeUndefined();
});

it('has every blink of one take or none of it, on both lids', () => {
  expect(blinksOf(drivenBy(0).blinks?.left)).toBe(3);
  expect(blinksOf(drivenBy(1).blinks?.left)).toBe(2);
  for (const strength of [0.2, 0.5, 0.8]) {
    const { blinks } = drivenBy(strength);
    expect(blinksOf(blinks?.left)).toBe(blinksOf(blinks?.right));
    expect(Math.max(0, ...(blinks?.left ?? []))).toSatisfy((depth: number) => depth === 0 || depth > 0.5);
  }
});

it('leads through given values, also lids', () => {
  const pins: Record<string, { frame: number; value: number }[]> = {
    'head.yaw': [{ frame: 12, value: 6 }],
    'eye.blinkLeft': [{ frame: 40, value: 1 }],
  };
  const { channels, blinks } = steerSketch(own, timeline, {
    pinsOf: (channel) => pins[channel] ?? [],
    random,
  });
  expect(channels['head.yaw'][12]).toBeCloseTo(6, 5);
  expect(channels['head.yaw'][11]).toBeGreaterThan(5);
  expect(blinks?.left[40]).toBeGreaterThan(0.9);
});
