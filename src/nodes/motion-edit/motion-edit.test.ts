import { expect, it } from 'vitest';
import { defaults } from '../../../tests/support/portrait.ts';
import { testContext } from '../../../tests/support/run-context.ts';
import type { MotionValue } from '../../values/motion.ts';
import { spec } from './motion-edit.node.ts';
import { run } from './motion-edit.run.ts';

const motion: MotionValue = {
  type: 'Motion',
  fps: 24,
  frameCount: 48,
  loop: true,
  channels: { 'head.yaw': new Float32Array(48).fill(2), 'camera.zoom': new Float32Array(48).fill(0.1) },
};
const params = defaults(spec.params);

it('changes nothing by default', async () => {
  const { motion: edited } = await run(testContext(), { motion }, params);
  expect(edited).toEqual(motion);
});

it('meets keys at the times of the finished take, after every other step', async () => {
  const tracks = { 'head.yaw': [{ at: 3.5, value: 7 }] };
  const changed = {
    ...params,
    timing: 'fit',
    seconds: 4,
    head: 0,
    smooth: 0.2,
    mute: 'camera wibble',
    tracks,
  } as const;
  const context = testContext();
  const { motion: edited } = await run(context, { motion }, changed);
  expect(edited.frameCount).toBe(96);
  expect(edited.channels['head.yaw']![84]).toBe(7);
  expect(edited.channels['head.yaw']![40]).toBe(0);
  expect(edited.channels['camera.zoom']![0]).toBe(0);
  expect(context.notices).toEqual(['Not known, not muted: wibble.']);
});

it('takes wired keyframes before its own, channel by channel', async () => {
  const tracks = { 'head.yaw': [{ at: 1, value: 7 }], light: [{ at: 1, value: 0.1 }] };
  const keyframes = { type: 'Keyframes', tracks: { 'head.yaw': [{ at: 1, value: -3 }] } } as const;
  const { motion: edited } = await run(testContext(), { motion, keyframes }, { ...params, tracks });
  expect(edited.channels['head.yaw']![24]).toBe(-3);
  expect(edited.channels.light![24]).toBe(Math.fround(0.1));
});

it('has another frame rate after every other step, and goes through the same places', async () => {
  const track = Float32Array.from({ length: 48 }, (_, frame) => Math.sin((2 * Math.PI * frame) / 48));
  const swaying = { ...motion, channels: { 'head.yaw': track } };
  const tracks = { 'head.yaw': [{ at: 0.5, value: 1 }] };
  const { motion: edited } = await run(testContext(), { motion: swaying }, { ...params, tracks, rate: 8 });
  expect(edited).toMatchObject({ fps: 8, frameCount: 16, loop: true });
  expect(edited.channels['head.yaw']![4]).toBeCloseTo(1);
  expect(edited.channels['head.yaw']![8]).toBeCloseTo(0);
  expect(edited.channels['head.yaw']![12]).toBeCloseTo(-1);
});
