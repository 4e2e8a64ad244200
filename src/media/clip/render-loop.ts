import { type ClipReader, type FrameRange, frameBytes } from '../../values/clip.ts';
import { fadeShare, type LoopPlan, type LoopSegment } from './loop-plan.ts';

/**
 * Frames of a planned loop.
 *
 * @param range of output frames
 * @returns RGBA, `(end - start) * width * height * 4` bytes
 */
export async function renderLoop(
  clip: ClipReader,
  plan: LoopPlan,
  range: FrameRange,
  signal: AbortSignal,
): Promise<Uint8ClampedArray> {
  const size = frameBytes(clip);
  const data = new Uint8ClampedArray((range.end - range.start) * size);
  for (const segment of plan.segments) {
    const start = Math.max(range.start, segment.start);
    const end = Math.min(range.end, segment.end);
    if (start >= end) continue;
    signal.throwIfAborted();
    const target = data.subarray((start - range.start) * size, (end - range.start) * size);
    await renderSegment(clip, segment, { start, end }, target);
  }
  return data;
}

/** One frame of a planned loop. */
export async function loopFrame(clip: ClipReader, plan: LoopPlan, frame: number): Promise<Uint8ClampedArray> {
  return renderLoop(clip, plan, { start: frame, end: frame + 1 }, new AbortController().signal);
}

async function renderSegment(
  clip: ClipReader,
  segment: LoopSegment,
  { start, end }: FrameRange,
  target: Uint8ClampedArray,
): Promise<void> {
  const size = frameBytes(clip);
  const count = end - start;
  const skipped = start - segment.start;
  if (segment.step === -1) {
    const last = segment.source - skipped;
    const { data } = await clip.read({ start: last - count + 1, end: last + 1 });
    for (let i = 0; i < count; i++) {
      const from = (count - 1 - i) * size;
      target.set(data.subarray(from, from + size), i * size);
    }
    return;
  }
  const first = segment.source + skipped;
  target.set((await clip.read({ start: first, end: first + count })).data);
  if (segment.fading === undefined) return;
  const out = segment.fading + skipped;
  const { data } = await clip.read({ start: out, end: out + count });
  const overlap = segment.end - segment.start;
  for (let i = 0; i < count; i++) {
    const share = fadeShare(skipped + i, overlap);
    blendFrame(data.subarray(i * size, (i + 1) * size), target.subarray(i * size, (i + 1) * size), share);
  }
}

/** Blends `under` into `over` in place; colours weigh by their alpha. @param share of `over`, 0..1 */
function blendFrame(under: Uint8ClampedArray, over: Uint8ClampedArray, share: number): void {
  for (let i = 0; i < over.length; i += 4) {
    const overAlpha = (over[i + 3] as number) * share;
    const underAlpha = (under[i + 3] as number) * (1 - share);
    const alpha = overAlpha + underAlpha;
    const weight = alpha > 0 ? overAlpha / alpha : share;
    for (let c = i; c < i + 3; c++) {
      const below = under[c] as number;
      over[c] = below + ((over[c] as number) - below) * weight;
    }
    over[i + 3] = alpha;
  }
}
