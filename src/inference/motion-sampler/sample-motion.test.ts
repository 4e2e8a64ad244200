import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import described from '../../../models/embedded/motion-sampler.json' with { type: 'json' };
import { testContext } from '../../../tests/support/run-context.ts';
import { parsePrompt } from '../../motion/prompt/parse-prompt.ts';
import type { MotionValue } from '../../values/motion.ts';
import { modelEntry } from '../manifest.ts';
import { type MotionRequest, sampleMotion } from './sample-motion.ts';

const REQUEST: Omit<MotionRequest, 'prompt'> = {
  seconds: 3,
  fps: 24,
  loop: true,
  amount: 1,
  idle: 'alive',
  seed: 7,
  take: 0,
  sampler: 'ddim',
  steps: 8,
  curve: 'training',
  guidance: 1,
};

function take(text: string, options: Partial<MotionRequest> = {}): Promise<MotionValue> {
  return sampleMotion(testContext(), { ...REQUEST, prompt: parsePrompt(text), ...options });
}

const most = (motion: MotionValue, channel: string): number =>
  Math.max(0, ...(motion.channels[channel] ?? []));
const least = (motion: MotionValue, channel: string): number =>
  Math.min(0, ...(motion.channels[channel] ?? []));

/** Mean distance of two motions over the channels of the first, each over its largest value. */
function distance(a: MotionValue, b: MotionValue): number {
  const names = Object.keys(a.channels);
  const apart = names.map((name) => {
    const other = b.channels[name] ?? new Float32Array(b.frameCount);
    const size = Math.max(1e-6, ...a.channels[name].map(Math.abs));
    return (
      a.channels[name].reduce((sum, value, i) => sum + Math.abs(value - other[i]), 0) / size / a.frameCount
    );
  });
  return apart.reduce((sum, value) => sum + value, 0) / names.length;
}

describe('the motion sampler', () => {
  it('has the description that belongs to its weights', () => {
    const bytes = readFileSync(new URL('../../../models/embedded/motion-sampler.onnx', import.meta.url));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(described.sha256);
    expect(modelEntry('motion-sampler').sha256).toBe(described.sha256);
  });

  it('turns to the side that was asked for, by about as much', async () => {
    const left = await take('turn head left');
    expect(least(left, 'head.yaw')).toBeLessThan(-4);
    expect(most(left, 'head.yaw')).toBeLessThan(2.5);
    expect(most(await take('turn head right'), 'head.yaw')).toBeGreaterThan(4);
  });

  it('orders intensities', async () => {
    const [subtle, natural, strong] = await Promise.all(
      ['subtle smile', 'smile', 'strong smile'].map((text) => take(text)),
    );
    expect(most(subtle, 'mouth.smileLeft')).toBeLessThan(most(natural, 'mouth.smileLeft'));
    expect(most(natural, 'mouth.smileLeft')).toBeLessThan(most(strong, 'mouth.smileLeft'));
  });

  it.each(['ddpm', 'euler-ancestral', 'dpmpp-2m', 'heun', 'lcm'] as const)(
    'keeps limits exactly with %s',
    async (sampler) => {
      const motion = await take('laugh, turn head left, mouth closed', { sampler, guidance: 2 });
      expect(motion.channels['jaw.open']).toBeUndefined();
      expect((await take('talk, no camera movement', { sampler })).channels['camera.zoom']).toBeUndefined();
    },
  );

  it('begins on the photo and closes the loop', async () => {
    const motion = await take('nod twice, smile');
    for (const [name, track] of Object.entries(motion.channels)) {
      const steps = track.map((value, i) => Math.abs(track[(i + 1) % track.length] - value));
      expect([name, track[0]]).toEqual([name, 0]);
      expect(steps[track.length - 1]).toBeLessThanOrEqual(Math.max(...steps.slice(0, -1)) + 1e-6);
    }
  });

  it('gives the same take again, and another one for another seed or take', async () => {
    const first = await take('blink');
    expect(await take('blink')).toEqual(first);
    expect(distance(first, await take('blink', { seed: 8 }))).toBeGreaterThan(0.05);
    expect(distance(first, await take('blink', { take: 1 }))).toBeGreaterThan(0.05);
  });

  it('meets keyframes exactly, without a jump', async () => {
    const keyframes = {
      'head.yaw': [
        { at: 1, value: 6 },
        { at: 2, value: -3 },
      ],
    };
    const yaw = (await take('', { keyframes })).channels['head.yaw'];
    expect([yaw[0], yaw[24], yaw[48]]).toEqual([0, 6, -3]);
    const steps = [...yaw].map((value, i) => Math.abs(yaw[(i + 1) % yaw.length] - value));
    const typical = [...steps].sort((a, b) => a - b)[Math.floor(0.99 * steps.length)];
    expect(Math.max(...steps)).toBeLessThan(1.5 * typical);
  });

  it('meets keyframes exactly at other frame rates and at the end', async () => {
    const keyframes = {
      'head.yaw': [
        { at: 0.7, value: 4 },
        { at: 3, value: -2 },
      ],
    };
    const yaw = (await take('', { keyframes, fps: 30, loop: false })).channels['head.yaw'];
    expect([yaw[0], yaw[21], yaw[89]]).toEqual([0, 4, -2]);
  });

  it('varies a driving take by strength', async () => {
    const motion = await take('turn head left, smile');
    const vary = (strength: number) =>
      take('turn head left, smile', { seed: 99, driving: { motion, strength } });
    expect(await vary(0)).toBe(motion);
    const little = distance(motion, await vary(0.3));
    const half = distance(motion, await vary(0.6));
    expect(little).toBeGreaterThan(0);
    expect(little).toBeLessThan(half);
    expect(half).toBeLessThan(distance(motion, await vary(1)));
  });

  it('makes takes of any length and frame rate', async () => {
    const long = await take('breathe', { seconds: 10, fps: 30 });
    expect(long).toMatchObject({ fps: 30, frameCount: 300 });
    expect((await take('blink', { seconds: 2.4, fps: 25, loop: false })).frameCount).toBe(60);
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const request = { ...REQUEST, prompt: parsePrompt('blink'), onStep: () => controller.abort() };
    await expect(sampleMotion(testContext(controller.signal), request)).rejects.toThrow(/abort/i);
  });
});
