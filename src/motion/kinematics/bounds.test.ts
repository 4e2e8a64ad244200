import { describe, expect, it } from 'vitest';
import { CHANNELS } from '../channels.ts';
import { parsePrompt } from '../prompt/parse-prompt.ts';
import { takeRange } from './bounds.ts';
import { simulateMotion } from './simulate-motion.ts';

const OPTIONS = { seconds: 3, fps: 24, seed: 5, loop: true, amount: 1, idle: 'alive' } as const;

describe('takeRange', () => {
  it('leaves the channel its own range where nothing is known of the photo', () => {
    expect(takeRange('head.yaw', [], {})).toMatchObject({
      min: CHANNELS['head.yaw'].min,
      max: CHANNELS['head.yaw'].max,
    });
  });

  it('lets a turned head turn back freely, but hardly any further', () => {
    const facts = { pose: { yaw: 24, pitch: -40, roll: 30 } };
    expect(takeRange('head.yaw', [], facts)).toEqual({ min: -12, max: 6 });
    expect(takeRange('head.pitch', [], facts)).toEqual({ min: -2.5, max: 8 });
    expect(takeRange('head.roll', [], facts)).toMatchObject({ min: -8, max: 8 });
  });

  it('narrows what the prompt limits, and never widens it', () => {
    const { limits } = parsePrompt('keep head still');
    expect(takeRange('head.yaw', limits, { pose: { yaw: 24, pitch: 0, roll: 0 } })).toEqual({
      min: 0,
      max: 0,
    });
  });
});

describe('takes of a photo', () => {
  it('keep closed eyes closed and missing hair out of the wind', () => {
    const prompt = parsePrompt('blink twice, look left, hair in the wind, nod');
    const { channels } = simulateMotion(prompt, { ...OPTIONS, facts: { eyesClosed: true, hasHair: false } });
    expect(Object.keys(channels).filter((name) => /^(gaze|eye|hair)\./.test(name))).toEqual([]);
    expect(channels['head.pitch']?.some((value) => value !== 0)).toBe(true);
  });

  it('turn a head that looks aside less far', () => {
    const prompt = parsePrompt('turn head right');
    const most = (yaw: number): number => {
      const facts = { pose: { yaw, pitch: 0, roll: 0 } };
      return Math.max(...(simulateMotion(prompt, { ...OPTIONS, facts }).channels['head.yaw'] ?? []));
    };
    expect(most(28)).toBeLessThanOrEqual(2.5);
    expect(most(0)).toBeGreaterThan(2.5);
  });
});
