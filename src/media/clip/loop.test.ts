import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PaintFrame, paintedClip, paintWaves } from '../../../tests/support/clips.ts';
import { crossfadePlan, fadeShare, type LoopPlan, pingPongPlan } from './loop-plan.ts';
import { measureLoopSeam } from './loop-seam.ts';
import { loopFrame, renderLoop } from './render-loop.ts';

const signal = new AbortController().signal;
/** Every frame is one grey: its own number times ten. */
const numbered: PaintFrame = (frame, pixels) => {
  for (let i = 0; i < pixels.length; i++) pixels[i] = i % 4 === 3 ? 255 : frame * 10;
};
const clipOf = (frameCount: number, paint: PaintFrame = numbered) =>
  paintedClip({ width: 2, height: 2, fps: 24, frameCount, loop: false }, paint);

async function greys(frameCount: number, plan: LoopPlan): Promise<number[]> {
  const data = await renderLoop(clipOf(frameCount), plan, { start: 0, end: plan.frameCount }, signal);
  return Array.from({ length: plan.frameCount }, (_, frame) => data[frame * 16]! / 10);
}

describe('ping-pong', () => {
  it('goes forwards and backwards without showing an end twice', async () => {
    expect(await greys(5, pingPongPlan(5))).toEqual([0, 1, 2, 3, 4, 3, 2, 1]);
    expect(await greys(2, pingPongPlan(2))).toEqual([0, 1]);
    expect(await greys(1, pingPongPlan(1))).toEqual([0]);
  });
});

describe('crossfade', () => {
  it('starts with an untouched frame and fades the end into the beginning', async () => {
    const shown = await greys(10, crossfadePlan(10, 3));
    expect(shown.slice(0, 4)).toEqual([3, 4, 5, 6]);
    const expected = [0, 1, 2].map((i) => {
      const share = fadeShare(i, 3);
      return (7 + i) * (1 - share) + i * share;
    });
    shown.slice(4).forEach((grey, i) => {
      expect(Math.abs(grey - expected[i]!)).toBeLessThanOrEqual(0.06);
    });
  });

  it('is at most half of the clip, and then nothing is left untouched', async () => {
    const plan = crossfadePlan(6, 3);
    expect(plan.frameCount).toBe(3);
    expect(await greys(6, plan)).toHaveLength(3);
  });

  it('fades evenly: shares rise, and mirror each other', () => {
    const shares = Array.from({ length: 9 }, (_, i) => fadeShare(i, 9));
    expect(shares[4]).toBeCloseTo(0.5, 10);
    for (let i = 1; i < 9; i++) expect(shares[i]!).toBeGreaterThan(shares[i - 1]!);
    expect(shares[0]! + shares[8]!).toBeCloseTo(1, 10);
  });

  it('weighs colours by their alpha', async () => {
    const paint: PaintFrame = (frame, pixels) => {
      for (let i = 0; i < pixels.length; i += 4)
        pixels.set(frame === 0 ? [200, 0, 0, 255] : [0, 90, 0, 0], i);
    };
    const [r, g, , a] = await loopFrame(clipOf(2, paint), crossfadePlan(2, 1), 0);
    expect([r, g, a]).toEqual([200, 0, 128]);
  });
});

describe('renderLoop', () => {
  it('gives the same frames in any ranges', async () => {
    const plans = fc.constantFrom(crossfadePlan(12, 4), pingPongPlan(12));
    await fc.assert(
      fc.asyncProperty(plans, fc.nat(30), fc.nat(30), async (plan, a, b) => {
        const start = Math.min(a, b) % plan.frameCount;
        const end = Math.min(plan.frameCount, start + 1 + (Math.max(a, b) % 5));
        const clip = clipOf(12);
        const all = await renderLoop(clip, plan, { start: 0, end: plan.frameCount }, signal);
        const part = await renderLoop(clip, plan, { start, end }, signal);
        expect([...part]).toEqual([...all.subarray(start * 16, end * 16)]);
      }),
    );
  });

  it('stops when it is aborted', async () => {
    const aborted = AbortSignal.abort(new Error('enough'));
    await expect(renderLoop(clipOf(4), pingPongPlan(4), { start: 0, end: 6 }, aborted)).rejects.toThrow(
      'enough',
    );
  });
});

describe('measureLoopSeam', () => {
  const measure = (frameCount: number, paint: PaintFrame) => {
    const clip = paintedClip({ width: 64, height: 48, fps: 24, frameCount, loop: true }, paint);
    return measureLoopSeam(clip, async (index) => (await clip.read({ start: index, end: index + 1 })).data);
  };

  it('finds nothing in a closed loop', async () => {
    expect((await measure(24, paintWaves)).ratio).toBeLessThanOrEqual(1.2);
  });

  it('finds the cut of a clip that only goes on', async () => {
    const { ratio, seam, typical } = await measure(20, numbered);
    expect(typical).toBeCloseTo(10, 5);
    expect(seam).toBeCloseTo(190, 5);
    expect(ratio).toBeCloseTo(19, 5);
  });

  it('knows still pictures, and a jump among them', async () => {
    expect((await measure(8, (_frame, pixels) => pixels.fill(90))).ratio).toBe(1);
    expect((await measure(30, (frame, pixels) => pixels.fill(frame === 29 ? 200 : 90))).ratio).toBe(
      Number.POSITIVE_INFINITY,
    );
    expect((await measure(1, numbered)).ratio).toBe(1);
  });
});
