import type { NodeId, WorkflowDocument, WorkflowNode } from '../../runtime/document.ts';
import { freeNodeId } from '../document/edits.ts';
import { draftDocument } from '../live/draft-document.ts';
import { type FindDeclaration, isOfType, type TakeList } from './take-list.ts';

/** A small copy of the document with nodes that look at every take. */
export interface TakeLooksDocument {
  readonly document: WorkflowDocument;
  /** Renders every take; undefined when the document renders nothing. */
  readonly clips: NodeId | undefined;
  /** Scores all takes. */
  readonly scores: NodeId;
  /** Measures every clip. */
  readonly reports: NodeId | undefined;
}

/** Longest side of a take's look, px. */
const LOOK_SIDE = 192;

/**
 * The document in small, with every take rendered the way the document renders its one motion. The motions themselves
 * stay exactly as they are, so what is seen is what would be chosen.
 */
export function takeLooksDocument(
  document: WorkflowDocument,
  list: TakeList,
  declarationOf: FindDeclaration,
): TakeLooksDocument {
  const scale = { side: LOOK_SIDE, coarseMotion: false, keepsMotion: true };
  const { document: small, idOf } = draftDocument(document, scale, declarationOf);
  const nodes: Record<NodeId, WorkflowNode> = { ...small.nodes };
  const add = (name: string, node: WorkflowNode): NodeId => {
    const id = freeNodeId({ ...small, nodes }, name);
    nodes[id] = node;
    return id;
  };
  const scores = list.picker ?? add('take-scores', { type: 'rank-takes@1', inputs: { takes: list.motions } });
  const renderer = list.clips ?? Object.keys(document.nodes).find((id) => isOfType(document, id, 'animate'));
  const shown = renderer === undefined ? undefined : nodes[idOf(renderer)];
  if (!shown) return { document: { ...small, nodes }, clips: undefined, scores, reports: undefined };
  const { secondMotion: _, thirdMotion: __, ...inputs } = shown.inputs ?? {};
  const { bypassed: ___, ...look } = shown;
  const clips = add('take-clips', { ...look, inputs: { ...inputs, motion: list.motions } });
  const { image, faces, regions } = inputs;
  const seen = Object.fromEntries(
    Object.entries({ image, faces, regions }).filter(([, reference]) => reference !== undefined),
  ) as Record<string, string>;
  const reports =
    image === undefined
      ? undefined
      : add('take-reports', {
          type: 'take-report@1',
          params: { reject: 'poor' },
          inputs: { ...seen, clip: `${clips}.clip`, motion: list.motions },
        });
  return { document: { ...small, nodes }, clips, scores, reports };
}
