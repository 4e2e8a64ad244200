import { describe, expect, it } from 'vitest';
import { paintedClip } from '../../../tests/support/clips.ts';
import { defaults } from '../../../tests/support/portrait.ts';
import { testContext } from '../../../tests/support/run-context.ts';
import type { ClipFacts, ClipReader } from '../../values/clip.ts';
import { spec } from './compare.node.ts';
import { prepare, render } from './compare.run.ts';
import { comparedFacts, frameAt, neededRanges } from './match-frames.ts';

const size = { width: 8, height: 4 };
const params = defaults(spec.params);

/** Every frame one grey: `first` and then one more a frame. */
function greys(first: number, facts: Omit<ClipFacts, 'width' | 'height'>): ClipReader {
  return paintedClip({ ...size, ...facts }, (frame, pixels) => {
    for (let i = 0; i < pixels.length; i++) pixels[i] = i % 4 === 3 ? 255 : first + frame;
  });
}

const a = greys(10, { fps: 24, frameCount: 12, loop: true });
const b = greys(110, { fps: 24, frameCount: 12, loop: true });

async function compared(changed: Partial<typeof params>, [first, second] = [a, b], frame = 3) {
  const context = testContext();
  const inputs = { a: first, b: second };
  const prepared = await prepare(context, inputs, { ...params, ...changed });
  const { data } = await render(context, prepared, { start: frame, end: frame + 1 }, inputs);
  const { width } = prepared.facts;
  return {
    prepared,
    notices: context.notices,
    data,
    reds: Array.from({ length: width }, (_, x) => data[4 * x]),
  };
}

describe('compare', () => {
  it('lays clips side by side', async () => {
    const { prepared, reds } = await compared({ mode: 'side-by-side' });
    expect(prepared.facts).toEqual({ width: 16, height: 4, fps: 24, frameCount: 12, loop: true });
    expect(reds).toEqual([...Array(8).fill(13), ...Array(8).fill(113)]);
  });

  it('wipes at the line, and shows one alone at its ends', async () => {
    expect((await compared({ mode: 'wipe', position: 0.5 })).reds).toEqual([
      13, 13, 13, 13, 255, 113, 113, 113,
    ]);
    expect((await compared({ mode: 'wipe', position: 0 })).reds).toEqual(Array(8).fill(113));
    expect((await compared({ mode: 'wipe', position: 1 })).reds).toEqual(Array(8).fill(13));
  });

  it('moves the line to and fro and closes the loop', async () => {
    const shareOfA = async (frame: number): Promise<number> =>
      (await compared({ mode: 'moving-wipe' }, [a, b], frame)).reds.filter((v) => v === 10 + frame).length;
    expect(await shareOfA(0)).toBeGreaterThan(5);
    expect(await shareOfA(6)).toBeLessThan(3);
    expect(await shareOfA(9)).toBe(await shareOfA(3));
  });

  it('mixes both, and shows their difference around grey', async () => {
    expect((await compared({ mode: 'onion-skin', mix: 0.25 })).reds[0]).toBe(38);
    expect((await compared({ mode: 'difference', gain: 1 })).reds[0]).toBe(228);
    const same = await compared({ mode: 'difference' }, [a, a]);
    expect(same.reds).toEqual(Array(8).fill(128));
    expect(same.data[3]).toBe(255);
  });

  it('repeats a shorter loop and holds the end of a clip that does not loop, and says so', async () => {
    const long = greys(110, { fps: 24, frameCount: 30, loop: true });
    const looping = await compared({}, [a, long], 14);
    expect(looping.reds[0]).toBe(12);
    expect(looping.prepared.facts).toMatchObject({ frameCount: 30, loop: false });
    expect(looping.notices).toEqual(['Clip A is shorter: it starts again.']);
    const still = greys(10, { fps: 24, frameCount: 12, loop: false });
    const held = await compared({}, [still, long], 20);
    expect(held.reds[0]).toBe(21);
    expect(held.notices).toEqual(['Clip A is shorter: it holds its last frame.']);
  });

  it('shows clips of different rates at the same time', async () => {
    const slow = greys(110, { fps: 12, frameCount: 6, loop: true });
    const { prepared, reds } = await compared({}, [a, slow], 5);
    expect(prepared.facts).toMatchObject({ fps: 24, frameCount: 12, loop: true });
    expect(reds[15]).toBe(112);
  });

  it('refuses clips of different size', async () => {
    const other = paintedClip({ width: 4, height: 4, fps: 24, frameCount: 2, loop: true }, () => undefined);
    await expect(compared({}, [a, other])).rejects.toMatchObject({ code: 'size-mismatch' });
  });

  it('renders a range as its frames', async () => {
    const context = testContext();
    const prepared = await prepare(context, { a, b }, params);
    const whole = await render(context, prepared, { start: 0, end: 12 }, { a, b });
    const part = await render(context, prepared, { start: 5, end: 7 }, { a, b });
    const bytes = 16 * 4 * 4;
    expect(part.data).toEqual(whole.data.slice(5 * bytes, 7 * bytes));
    expect(structuredClone(prepared)).toEqual(prepared);
  });
});

describe('neededRanges', () => {
  const facts = (frameCount: number, loop: boolean, fps = 24): ClipFacts => ({
    ...size,
    fps,
    frameCount,
    loop,
  });

  it('holds every frame that is on show, each run of frames once', () => {
    const [short, long] = [facts(12, true), facts(30, false)];
    expect(neededRanges(short, long, { start: 10, end: 15 })).toEqual([
      { start: 10, end: 12 },
      { start: 0, end: 3 },
    ]);
    expect(neededRanges(facts(12, false), long, { start: 10, end: 15 })).toEqual([{ start: 10, end: 12 }]);
    expect(neededRanges(facts(15, true, 12), long, { start: 0, end: 4 })).toEqual([{ start: 0, end: 2 }]);
  });

  it('agrees with frameAt for any rates', () => {
    for (const [fpsA, fpsB] of [
      [24, 24],
      [24, 30],
      [30, 24],
      [12, 60],
    ] as const) {
      const [first, second] = [facts(20, true, fpsA), facts(33, true, fpsB)];
      const output = { ...size, ...comparedFacts(first, second) };
      const ranges = neededRanges(second, output, { start: 3, end: 11 });
      for (let frame = 3; frame < 11; frame++) {
        const index = frameAt(second, output, frame);
        expect(ranges.some(({ start, end }) => index >= start && index < end)).toBe(true);
      }
    }
  });
});
