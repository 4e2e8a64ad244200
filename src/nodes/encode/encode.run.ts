import { encodeClip } from '../../media/encode/encode-clip.ts';
import type { NodeRun } from '../../runtime/node.ts';
import type { spec } from './encode.node.ts';

/** Formats that players repeat by themselves. */
const SELF_LOOPING: ReadonlySet<string> = new Set(['gif', 'webp', 'png-sequence']);

export const run: NodeRun<typeof spec> = async (context, { clip }, { format, route, quality, loops }) => {
  const repeats = SELF_LOOPING.has(format) ? 1 : loops;
  if (repeats > 1 && !clip.loop) {
    context.notice('This clip does not loop, so each repetition begins with a jump.');
  }
  const job = {
    clip,
    quality,
    loops: repeats,
    signal: context.signal,
    progress: (fraction: number, note?: string) => context.progress(fraction, note),
    notice: (message: string) => context.notice(message),
  };
  return { file: await encodeClip(job, format, route) };
};
