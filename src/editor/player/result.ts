import { useMemo } from 'react';
import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import type { ClipValue } from '../../values/clip.ts';
import type { Picture } from '../../values/outline.ts';
import type { FileValue } from '../../values/value.ts';
import { useDocument } from '../document/document-store.ts';
import { flatGraph } from '../document/flat-graph.ts';
import { useDraftOutputs, useShownOutputs } from '../live/draft-store.ts';
import { useNodeOutputs } from '../run/node-outputs.ts';
import { useRun } from '../run/run-store.ts';
import { type GrowingClip, useGrowingClip } from './growing-clip.ts';
import { clipOf, outputNode } from './output-node.ts';

/** What the player shows: the workflow's main file, and the frames that it was made of. */
export interface Result {
  readonly file: FileValue | undefined;
  readonly clip: ClipValue | undefined;
  /** Under which the file is stored. */
  readonly fileKey: string | undefined;
  /** True when the workflow has changed since. */
  readonly stale: boolean;
  /** The clip is a small one, made while a parameter is dragged. */
  readonly isDraft: boolean;
  /** The clip is not complete: a run is making it. */
  readonly growing: GrowingClip | undefined;
  /** The node that the clip comes from. */
  readonly clipNode: NodeId | undefined;
}

export function useResult(): Result {
  const document = useDocument((state) => flatGraph(state.whole));
  const output = useMemo(() => outputNode(document), [document]);
  const clipSource = useMemo(() => clipOf(document, output), [document, output]);
  const fileValues = useNodeOutputs(output);
  const { values: clipValues, isDraft } = useShownOutputs(clipSource);
  const last = output ?? clipSource;
  const stale = useRun((state) => last !== undefined && state.plan?.nodes[last]?.state === 'stale');
  const fileKey = useRun((state) => (output === undefined ? undefined : state.resultKeys[output]));
  const file = Object.values(fileValues ?? {}).find((value): value is FileValue => value.type === 'File');
  const stored = Object.values(clipValues ?? {}).find((value): value is ClipValue => value.type === 'Clip');
  const growing = useGrowingClip(clipSource);
  const clip = growing?.clip ?? stored;
  return { file, clip, fileKey, stale, isDraft: isDraft && !growing, growing, clipNode: clipSource };
}

/** The picture that a clip was rendered from: the image input of the node that renders it, or its draft behind a draft. */
export function usePhotoBehind({ clipNode, isDraft }: Result): Picture | undefined {
  const document = useDocument((state) => flatGraph(state.whole));
  const reference = useMemo(
    () => splitPortReference(photoBehind(document, clipNode) ?? ''),
    [document, clipNode],
  );
  const made = useNodeOutputs(reference?.node);
  const drafted = useDraftOutputs(reference?.node);
  const value = ((isDraft ? drafted : undefined) ?? made)?.[reference?.port ?? ''];
  return value?.type === 'Image' ? value : undefined;
}

function photoBehind(document: WorkflowDocument, clip: NodeId | undefined): string | undefined {
  let node = clip;
  for (const _ of Object.keys(document.nodes)) {
    const { image, clip: before } = document.nodes[node ?? '']?.inputs ?? {};
    if (image !== undefined || before === undefined) return image;
    node = splitPortReference(before)?.node;
  }
  return undefined;
}
