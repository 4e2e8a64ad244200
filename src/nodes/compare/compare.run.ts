import { cosTurns } from '../../motion/portable-math.ts';
import type { FrameNodeRun, ParamsOf, RunContext } from '../../runtime/node.ts';
import { type ClipFacts, type ClipReader, type FrameRange, frameBytes } from '../../values/clip.ts';
import { NodeError } from '../../values/errors.ts';
import type { spec } from './compare.node.ts';
import { difference, layBeside, onionSkin, wipe } from './lay-frames.ts';
import { comparedFacts, frameAt, neededRanges } from './match-frames.ts';

type Params = ParamsOf<(typeof spec)['params']>;
type Run = FrameNodeRun<typeof spec, Params>;

/** The moving line turns this far from the borders, as a share of the width. */
const TURN_AT = 0.05;

/** @throws {NodeError} `size-mismatch` */
export const prepare: Run['prepare'] = async (context, { a, b }, params) => {
  if (a.width !== b.width || a.height !== b.height) {
    throw new NodeError(
      'size-mismatch',
      `Clip A has ${a.width} × ${a.height} px, clip B ${b.width} × ${b.height} px.`,
      'Make both clips from one crop, or set the same size in both.',
    );
  }
  const facts = comparedFacts(a, b);
  for (const [name, clip] of Object.entries({ A: a, B: b })) {
    const frames = Math.round((clip.frameCount * facts.fps) / clip.fps);
    if (frames === facts.frameCount) continue;
    context.notice(`Clip ${name} is shorter: it ${clip.loop ? 'starts again' : 'holds its last frame'}.`);
  }
  const width = params.mode === 'side-by-side' ? 2 * a.width : a.width;
  return { facts: { ...facts, width, height: a.height }, state: params };
};

export const render: Run['render'] = async (context, { facts, state }, range, { a, b }) => {
  const bytes = frameBytes(facts);
  const data = new Uint8ClampedArray((range.end - range.start) * bytes);
  const [framesOfA, framesOfB] = [await shown(a, facts, range), await shown(b, facts, range)];
  for (let frame = range.start; frame < range.end; frame++) {
    await breathe(context);
    const out = data.subarray((frame - range.start) * bytes, (frame + 1 - range.start) * bytes);
    draw(framesOfA(frame), framesOfB(frame), state, frame / facts.frameCount, a, out);
    context.progress((frame + 1 - range.start) / (range.end - range.start));
  }
  return { data };
};

/** The frames of a clip that are on show during a range of the output, by the output's frame. */
async function shown(
  clip: ClipReader,
  facts: ClipFacts,
  range: FrameRange,
): Promise<(frame: number) => Uint8ClampedArray> {
  const chunks = await Promise.all(neededRanges(clip, facts, range).map((needed) => clip.read(needed)));
  const bytes = frameBytes(clip);
  return (frame) => {
    const index = frameAt(clip, facts, frame);
    const chunk = chunks.find(({ start, end }) => index >= start && index < end);
    if (chunk === undefined) throw new RangeError(`frame ${index} was not read`);
    return chunk.data.subarray((index - chunk.start) * bytes, (index + 1 - chunk.start) * bytes);
  };
}

/** @param time 0..1 of the clip */
function draw(
  a: Uint8ClampedArray,
  b: Uint8ClampedArray,
  { mode, position, mix, gain }: Params,
  time: number,
  size: ClipFacts,
  out: Uint8ClampedArray,
): void {
  if (mode === 'side-by-side') layBeside(a, b, size, out);
  else if (mode === 'wipe') wipe(a, b, size, position, out);
  else if (mode === 'moving-wipe') wipe(a, b, size, 0.5 + (0.5 - TURN_AT) * cosTurns(time), out);
  else if (mode === 'onion-skin') onionSkin(a, b, mix, out);
  else difference(a, b, gain, out);
}

/** Lets messages (a cancel) in between frames. */
async function breathe(context: RunContext): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  context.signal.throwIfAborted();
}
