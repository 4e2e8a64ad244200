import type { ClipFacts, FrameRange } from '../../values/clip.ts';

/**
 * Frame of `input` that is on show at frame `frame` of `output`: the one at the same time. A shorter clip starts
 * again when it loops, else holds its last frame.
 */
export function frameAt(input: ClipFacts, output: ClipFacts, frame: number): number {
  const index = Math.floor((frame * input.fps) / output.fps + ROUNDING);
  return input.loop ? index % input.frameCount : Math.min(index, input.frameCount - 1);
}

/** Keeps 24 of 24 from becoming 23.999; frames. */
const ROUNDING = 1e-6;

/** What both clips together make: the rate of the first, the length of the longer in seconds. */
export function comparedFacts(a: ClipFacts, b: ClipFacts): Pick<ClipFacts, 'fps' | 'frameCount' | 'loop'> {
  const lengthOfB = Math.round((b.frameCount * a.fps) / b.fps);
  const frameCount = Math.max(a.frameCount, lengthOfB);
  return { fps: a.fps, frameCount, loop: a.loop && b.loop && lengthOfB === a.frameCount };
}

/** The fewest ranges of `input` that hold all frames on show during `range` of `output`. */
export function neededRanges(input: ClipFacts, output: ClipFacts, range: FrameRange): FrameRange[] {
  const ranges: FrameRange[] = [];
  for (let frame = range.start; frame < range.end; frame++) {
    const index = frameAt(input, output, frame);
    const last = ranges.at(-1);
    if (last !== undefined && index >= last.start && index <= last.end) {
      ranges[ranges.length - 1] = { start: last.start, end: Math.max(last.end, index + 1) };
    } else ranges.push({ start: index, end: index + 1 });
  }
  return ranges;
}
