import { useEffect } from 'react';
import type { NodeId } from '../../runtime/document.ts';
import type { ClipValue, FrameRange } from '../../values/clip.ts';
import { engine } from '../run/engine.ts';
import { useRun } from '../run/run-store.ts';
import type { PlayerState } from './player-state.ts';

/** A node's clip while a run makes it: chunks still to come have an empty digest. */
export function useGrowingClip(node: NodeId | undefined): ClipValue | undefined {
  return useRun(({ looks }) => {
    const look = node === undefined ? undefined : looks[node];
    return look?.type === 'Clip' ? look : undefined;
  });
}

/** The first frames in a row that are there; what is still to come is not played. */
export function readyFrames({ chunks }: ClipValue): FrameRange {
  const first = chunks.findIndex((chunk) => chunk.digest !== '');
  if (first < 0) return { start: 0, end: 0 };
  const gap = chunks.findIndex((chunk, index) => index > first && chunk.digest === '');
  const last = gap < 0 ? chunks.at(-1) : chunks[gap - 1];
  return { start: chunks[first]?.start ?? 0, end: last?.end ?? 0 };
}

/** Lets a run make the frame first that somebody stopped at or scrubs to. */
export function useWantedFrame(
  node: NodeId | undefined,
  growing: ClipValue | undefined,
  { playing, frame }: PlayerState,
): void {
  const run = useRun((state) => state.running);
  const isMissing = growing?.chunks.some(
    ({ start, end, digest }) => digest === '' && frame >= start && frame < end,
  );
  useEffect(() => {
    if (playing || !isMissing || run === undefined || node === undefined) return;
    // The frame comes in any case; when the engine died, the page says so elsewhere.
    void engine().then(
      (api) => api.wantFrame(run, node, frame),
      () => undefined,
    );
  }, [run, node, frame, playing, isMissing]);
}
