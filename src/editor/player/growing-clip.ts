import { useEffect, useMemo } from 'react';
import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import type { ClipValue, FrameRange } from '../../values/clip.ts';
import { useDocument } from '../document/document-store.ts';
import { flatGraph } from '../document/flat-graph.ts';
import { isPlaying } from '../painter/showing.ts';
import { engine } from '../run/engine.ts';
import { useRun } from '../run/run-store.ts';
import { clipBefore } from './output-node.ts';
import type { PlayerState } from './player-state.ts';

/** A clip while a run makes it. */
export interface GrowingClip {
  /** Who makes it. */
  readonly node: NodeId;
  /** Chunks still to come have an empty digest. */
  readonly clip: ClipValue;
}

/** What a run is making of a node's clip: by the node itself, or as yet by one whose clip enters it. */
export function useGrowingClip(node: NodeId | undefined): GrowingClip | undefined {
  const document = useDocument((state) => flatGraph(state.whole));
  const makers = useMemo(() => clipMakers(document, node), [document, node]);
  const looks = useRun((state) => state.looks);
  return useMemo(() => {
    for (const maker of makers) {
      const look = looks[maker];
      if (look?.type === 'Clip') return { node: maker, clip: look };
    }
    return undefined;
  }, [makers, looks]);
}

/** The node, the node whose clip enters it, and so on. */
function clipMakers(document: WorkflowDocument, node: NodeId | undefined): readonly NodeId[] {
  const makers: NodeId[] = [];
  let next = node;
  while (next !== undefined && !makers.includes(next)) {
    makers.push(next);
    next = clipBefore(document, next);
  }
  return makers;
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
export function useWantedFrame(growing: GrowingClip | undefined, { showing }: PlayerState): void {
  const frame = isPlaying(showing) ? undefined : showing.frame;
  const node = growing?.node;
  const run = useRun((state) => state.running);
  const isMissing = growing?.clip.chunks.some(
    ({ start, end, digest }) => frame !== undefined && digest === '' && frame >= start && frame < end,
  );
  useEffect(() => {
    if (frame === undefined || !isMissing || run === undefined || node === undefined) return;
    // The frame comes in any case; when the engine died, the page says so elsewhere.
    void engine().then(
      (api) => api.wantFrame(run, node, frame),
      () => undefined,
    );
  }, [run, node, frame, isMissing]);
}
