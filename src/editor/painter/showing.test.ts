import fc from 'fast-check';
import { expect, it } from 'vitest';
import { frameAt, loopOf, playFrom } from './showing.ts';

const rate = fc.constantFrom(6, 12, 24, 25, 30, 60);
const range = fc
  .tuple(fc.nat(300), fc.integer({ min: 1, max: 300 }))
  .map(([start, length]) => ({ start, end: start + length }));
const now = fc.double({ min: 0, max: 1e8, noNaN: true });

it('goes on from the frame that it was at, and around', () => {
  fc.assert(
    fc.property(range, fc.nat(600), rate, now, fc.nat(1000), (within, frame, fps, at, later) => {
      const playing = playFrom(frame, within, fps, at);
      const length = within.end - within.start;
      const first = within.start + (Math.max(0, frame - within.start) % length);
      expect(frameAt(playing, at)).toBe(first);
      // In the middle of a frame: its edge may be rounded to either side.
      const begun = (Math.floor((at * fps) / 1000 + 1e-6) + 0.5) * (1000 / fps);
      const shown = frameAt(playing, begun + (later * 1000) / fps);
      expect(shown).toBe(within.start + ((first - within.start + later) % length));
    }),
  );
});

it('shows loops of one length in step, whenever they began', () => {
  const [first, second] = [loopOf({ fps: 24, frameCount: 72 }), loopOf({ fps: 24, frameCount: 72 })];
  for (const at of [0, 12_345.6, 9e7]) expect(frameAt(first, at)).toBe(frameAt(second, at));
});

it('stays at a frame that is held, and at the first of nothing', () => {
  expect(frameAt({ frame: 7 }, 1e6)).toBe(7);
  expect(frameAt(playFrom(3, { start: 0, end: 0 }, 24, 5000), 6000)).toBe(0);
});
