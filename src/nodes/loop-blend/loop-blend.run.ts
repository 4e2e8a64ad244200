import { crossfadePlan, type LoopPlan, pingPongPlan } from '../../media/clip/loop-plan.ts';
import { type LoopSeam, measureLoopSeam, SEAMLESS_RATIO } from '../../media/clip/loop-seam.ts';
import { loopFrame, renderLoop } from '../../media/clip/render-loop.ts';
import type { FrameNodeRun, ParamsOf, RunContext } from '../../runtime/node.ts';
import type { ClipReader } from '../../values/clip.ts';
import type { spec } from './loop-blend.node.ts';

type Run = FrameNodeRun<typeof spec, LoopPlan | undefined>;
type Params = ParamsOf<(typeof spec)['params']>;

export const prepare: Run['prepare'] = async (context, { clip }, params) => {
  // A clip that loops by construction flows on while it is still being rendered: measuring would wait for its end.
  if (clip.loop && params.mode === 'auto') return passThrough(clip);
  const { width, height, fps } = clip;
  const before = await measureLoopSeam(clip, (index) => inputFrame(context, clip, index));
  const plan = planFor(context, clip, params);
  if (!plan) {
    context.notice(describePassThrough(before));
    return passThrough(clip);
  }
  const { frameCount } = plan;
  const after = await measureLoopSeam({ width, height, frameCount }, (index) => loopFrame(clip, plan, index));
  context.notice(
    `Loop seam ${formatRatio(before)} before, ${formatRatio(after)} after; ${clip.frameCount} frames became ${frameCount}.`,
  );
  return { facts: { width, height, fps, frameCount, loop: true }, state: plan };
};

export const render: Run['render'] = async (context, { state }, range, { clip }) => {
  if (!state) return { data: (await clip.read(range)).data };
  return { data: await renderLoop(clip, state, range, context.signal) };
};

function passThrough({ width, height, fps, frameCount, loop }: ClipReader) {
  return { facts: { width, height, fps, frameCount, loop }, state: undefined, passThrough: 'clip' };
}

/** What is to be done, or undefined when the clip stays as it is. */
function planFor(context: RunContext, clip: ClipReader, { mode, overlap }: Params): LoopPlan | undefined {
  if (mode === 'none' || clip.frameCount < 3) return undefined;
  if (mode === 'ping-pong') return pingPongPlan(clip.frameCount);
  const longest = Math.floor(clip.frameCount / 2);
  if (overlap > longest) {
    context.notice(`The overlap was cut from ${overlap} to ${longest} frames, half of the clip.`);
  }
  return crossfadePlan(clip.frameCount, Math.min(overlap, longest));
}

async function inputFrame(context: RunContext, clip: ClipReader, index: number): Promise<Uint8ClampedArray> {
  context.signal.throwIfAborted();
  return (await clip.read({ start: index, end: index + 1 })).data;
}

function describePassThrough(seam: LoopSeam): string {
  if (seam.ratio <= SEAMLESS_RATIO) return `Loop seam ${formatRatio(seam)}: the clip closes by itself.`;
  return `Loop seam ${formatRatio(seam)}: the cut will show; choose crossfade or ping-pong.`;
}

function formatRatio({ ratio }: LoopSeam): string {
  return Number.isFinite(ratio) ? `${ratio.toFixed(2)}×` : 'a jump in a still clip';
}
