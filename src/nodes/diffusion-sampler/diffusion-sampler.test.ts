import { describe, expect, it } from 'vitest';
import { type TestContext, testContext } from '../../../tests/support/run-context.ts';
import { parsePrompt } from '../../motion/prompt/parse-prompt.ts';
import type { ParamsOf } from '../../runtime/node.ts';
import type { Value } from '../../values/value.ts';
import type { spec } from './diffusion-sampler.node.ts';
import { run } from './diffusion-sampler.run.ts';

const DEFAULTS: ParamsOf<typeof spec.params> = {
  takes: 1,
  seed: 1,
  seconds: 3,
  fps: 24,
  loop: true,
  amount: 1,
  strength: 0.5,
  sampler: 'dpmpp-2m',
  steps: 4,
  guidance: 1,
  schedule: 'training',
  idle: 'alive',
  keyframes: {},
};

async function take(
  text: string,
  params: Partial<typeof DEFAULTS> = {},
  context: TestContext = testContext(),
) {
  const { motion } = await run(context, { prompt: parsePrompt(text) }, { ...DEFAULTS, ...params });
  return { motion, notices: context.notices };
}

describe('diffusion-sampler', () => {
  it('makes a looping take of 72 frames, beginning on the photo', async () => {
    const { motion, notices } = await take('natural blink, subtle head turn, gentle breathing');
    expect(motion).toMatchObject({ type: 'Motion', fps: 24, frameCount: 72, loop: true });
    expect(Object.values(motion.channels).every((track) => track[0] === 0)).toBe(true);
    expect(notices).toEqual([]);
  });

  it('gives each element of a list its own noise', async () => {
    const second = { ...testContext(), element: { index: 1, count: 2 } };
    expect((await take('blink', {}, second)).motion).not.toEqual((await take('blink')).motion);
  });

  it('lets the length and the loop of the prompt win', async () => {
    expect((await take('blink, 2 seconds')).motion.frameCount).toBe(48);
    const once = await take("blink, don't loop");
    expect(once.motion.loop).toBe(false);
    expect(once.notices).toEqual(['The prompt asks for a take that does not loop.']);
  });

  it('shows the motion forming, and says which keyframes come too late', async () => {
    const looks: Value[] = [];
    const context = { ...testContext(), preview: (value: Value) => looks.push(value) };
    const keyframes = { 'head.yaw': [{ at: 5, value: 4 }] };
    const { notices } = await take('blink', { keyframes }, context);
    expect(looks.map(({ type }) => type)).toEqual(['Motion', 'Motion', 'Motion', 'Motion']);
    expect(notices).toEqual([
      'A keyframe of head.yaw lies after the end of the take (3 s) and has no effect.',
    ]);
  });
});
