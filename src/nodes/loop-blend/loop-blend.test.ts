import { describe, expect, it } from 'vitest';
import { type PaintFrame, paintedClip, paintWaves } from '../../../tests/support/clips.ts';
import { type TestContext, testContext } from '../../../tests/support/run-context.ts';
import type { ClipReader } from '../../values/clip.ts';
import { prepare, render } from './loop-blend.run.ts';

const facts = { width: 32, height: 24, fps: 24, frameCount: 30, loop: true };
const loop = paintedClip(facts, paintWaves);
/** Brightens from frame to frame and never comes back. */
const rising: PaintFrame = (frame, pixels) => {
  for (let i = 0; i < pixels.length; i++) pixels[i] = i % 4 === 3 ? 255 : 20 + frame * 5;
};
const open = paintedClip({ ...facts, loop: false }, rising);
const params = { mode: 'auto', overlap: 10 } as const;

async function rendered(context: TestContext, clip: ClipReader, given: Parameters<typeof prepare>[2]) {
  const prepared = await prepare(context, { clip }, given);
  const { frameCount } = prepared.facts;
  const { data } = await render(context, prepared, { start: 0, end: frameCount }, { clip });
  const greys = Array.from({ length: frameCount }, (_, i) => data[i * 32 * 24 * 4]!);
  return { prepared, data, greys };
}

describe('loop-blend', () => {
  it('passes a clip that loops by itself through untouched', async () => {
    const context = testContext();
    const { prepared, data } = await rendered(context, loop, params);
    expect(prepared).toMatchObject({ passThrough: 'clip', facts });
    expect(data).toEqual((await loop.read({ start: 0, end: 30 })).data);
  });

  it('does not wait for the frames of a clip that loops by itself', async () => {
    const growing: ClipReader = { ...loop, read: () => new Promise(() => undefined) };
    expect(await prepare(testContext(), { clip: growing }, params)).toMatchObject({ passThrough: 'clip' });
  });

  it('measures the seam of a loop that is to be left alone', async () => {
    const context = testContext();
    await rendered(context, loop, { ...params, mode: 'none' });
    expect(context.notices).toEqual([
      expect.stringMatching(/^Loop seam [01]\.\d\d×: the clip closes by itself/),
    ]);
  });

  it('crossfades a clip that does not', async () => {
    const context = testContext();
    const { prepared, greys } = await rendered(context, open, params);
    expect(prepared.passThrough).toBeUndefined();
    expect(prepared.facts).toEqual({ ...facts, frameCount: 20 });
    expect(greys[0]).toBe(20 + 10 * 5);
    const steps = greys.map((grey, i) => Math.abs(grey - greys[(i + 1) % greys.length]!));
    expect(Math.max(...steps)).toBeLessThan(25);
    expect(context.notices).toEqual([
      expect.stringMatching(/^Loop seam 29\.00× before, .* 30 frames became 20/),
    ]);
  });

  it('plays forwards and backwards on request, even a loop', async () => {
    const { prepared } = await rendered(testContext(), loop, { ...params, mode: 'ping-pong' });
    expect(prepared.facts).toEqual({ ...facts, frameCount: 58 });
  });

  it('says when a clip that was left alone has a visible cut', async () => {
    const context = testContext();
    const { prepared } = await rendered(context, open, { ...params, mode: 'none' });
    expect(prepared).toMatchObject({ passThrough: 'clip', facts: { loop: false } });
    expect(context.notices).toEqual([expect.stringContaining('choose crossfade or ping-pong')]);
  });

  it('cuts an overlap that is longer than half of the clip', async () => {
    const context = testContext();
    const { prepared } = await rendered(context, open, { mode: 'crossfade', overlap: 100 });
    expect(prepared.facts.frameCount).toBe(15);
    expect(context.notices[0]).toBe('The overlap was cut from 100 to 15 frames, half of the clip.');
  });

  it('leaves one or two frames alone', async () => {
    const short = paintedClip({ ...facts, frameCount: 2, loop: false }, rising);
    const { prepared } = await rendered(testContext(), short, params);
    expect(prepared).toMatchObject({ passThrough: 'clip', facts: { frameCount: 2 } });
  });

  it('gives the prepared state in a form that crosses workers', async () => {
    const prepared = await prepare(testContext(), { clip: open }, params);
    expect(structuredClone(prepared)).toEqual(prepared);
  });
});
