import { describe, expect, it } from 'vitest';
import { parsePrompt } from '../../motion/prompt/parse-prompt.ts';
import type { ParamsOf, RunContext } from '../../runtime/node.ts';
import type { spec } from './natural-motion.node.ts';
import { run } from './natural-motion.run.ts';

function contextWith(notices: string[]): RunContext {
  return {
    signal: new AbortController().signal,
    progress: () => {},
    notice: (message) => notices.push(message),
    readAsset: () => Promise.reject(new Error('reads no assets')),
    readModel: () => Promise.reject(new Error('reads no models')),
    element: { index: 0, count: 1 },
    hasGpu: false,
    threads: 0,
  };
}

const DEFAULTS: ParamsOf<typeof spec.params> = {
  seconds: 3,
  fps: 24,
  seed: 1,
  loop: true,
  amount: 1,
  idle: 'alive',
};

async function take(text: string, params: Partial<typeof DEFAULTS> = {}) {
  const notices: string[] = [];
  const { motion } = await run(
    contextWith(notices),
    { prompt: parsePrompt(text) },
    { ...DEFAULTS, ...params },
  );
  return { motion, notices };
}

describe('natural-motion', () => {
  it('makes a looping take of 72 frames by default, beginning on the photo', async () => {
    const { motion, notices } = await take('natural blink, subtle head turn, gentle breathing');
    expect(motion).toMatchObject({ fps: 24, frameCount: 72, loop: true });
    for (const track of Object.values(motion.channels)) expect(track[0]).toBe(0);
    expect(notices).toEqual([]);
  });

  it('lets the length and the loop of the prompt win', async () => {
    expect((await take('blink, 2 seconds')).motion.frameCount).toBe(48);
    const once = await take("blink, don't loop");
    expect(once.motion.loop).toBe(false);
    expect(once.notices).toEqual(['The prompt asks for a take that does not loop.']);
  });

  it('says what does not fit into the take', async () => {
    expect((await take('60 seconds')).notices[0]).toContain('1 to 10 s');
    expect((await take('60 seconds')).motion.frameCount).toBe(240);
    expect((await take('smile after 8 s')).notices[0]).toContain('asked for at 8 s');
    expect((await take('blink 20 times')).notices[0]).toContain('does not fit');
  });

  it('moves nothing of its own when only the prompt may move', async () => {
    expect(Object.keys((await take('push in', { idle: 'prompt only' })).motion.channels)).toEqual([
      'camera.zoom',
    ]);
  });
});
