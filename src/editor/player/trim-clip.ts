import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import type { ParamValue } from '../../runtime/params.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import { connect, freeNodeId, placeNode, setParam } from '../document/edits.ts';
import type { Draft } from '../document/history.ts';

/** Where a node that is put in appears, px right of and below the one that feeds it. */
const OFFSET = { x: 120, y: 120 };

/** The motion of a clip, and the node that trims it. */
export interface TrimPlace {
  /** The node that renders the clip. */
  readonly renderer: NodeId;
  /** `node.port` of the motion that it renders. */
  readonly motion: string;
  /** The `motion-edit` that gives this motion, if one does. */
  readonly editor: NodeId | undefined;
  /** Is something trimmed off already? */
  readonly isTrimmed: boolean;
}

/** Where a clip is trimmed: the motion behind it; undefined where there is none, or where its length is fitted. */
export function trimPlace(document: WorkflowDocument, clip: NodeId): TrimPlace | undefined {
  let node = clip;
  for (const _ of Object.keys(document.nodes)) {
    const inputs = document.nodes[node]?.inputs ?? {};
    if (inputs.motion !== undefined) return placeOf(document, node, inputs.motion);
    const before = splitPortReference(inputs.clip ?? '')?.node;
    if (before === undefined) return undefined;
    node = before;
  }
  return undefined;
}

function placeOf(document: WorkflowDocument, renderer: NodeId, motion: string): TrimPlace | undefined {
  const source = splitPortReference(motion)?.node ?? '';
  const { type, params, bypassed } = document.nodes[source] ?? {};
  if (type?.split('@')[0] !== 'motion-edit' || bypassed)
    return { renderer, motion, editor: undefined, isTrimmed: false };
  // A fitted take is as long as before, whatever is cut off.
  if (params?.timing === 'fit') return undefined;
  const isTrimmed = Number(params?.start ?? 0) > 0 || Number(params?.end ?? 0) > 0;
  return { renderer, motion, editor: source, isTrimmed };
}

/**
 * Cuts the take behind a clip to what lies between two times of the clip, in seconds, by the parameters of a
 * `motion-edit` node; it is put in where there is none.
 */
export function trimClip(
  draft: Draft<WorkflowDocument>,
  { renderer, motion, editor }: TrimPlace,
  from: number,
  to: number,
): void {
  const node = editor ?? putEditor(draft, renderer, motion);
  const params: Readonly<Record<string, ParamValue>> = draft.nodes[node]?.params ?? {};
  // The trim comes before the tempo: times of the clip pass faster or slower in the take.
  const tempo = params.timing === 'tempo' ? Number(params.tempo ?? 1) : 1;
  const start = Number(params.start ?? 0);
  setParam(draft, node, 'start', rounded(start + from * tempo) || undefined);
  setParam(draft, node, 'end', rounded(start + to * tempo));
}

/** Gives the take its whole length back. */
export function untrimClip(draft: Draft<WorkflowDocument>, { editor }: TrimPlace): void {
  if (editor === undefined) return;
  setParam(draft, editor, 'start', undefined);
  setParam(draft, editor, 'end', undefined);
}

function putEditor(draft: Draft<WorkflowDocument>, renderer: NodeId, motion: string): NodeId {
  const id = freeNodeId(draft as WorkflowDocument, 'motion-edit');
  draft.nodes[id] = { type: 'motion-edit@1', inputs: { motion } };
  const place = draft.view?.nodes?.[splitPortReference(motion)?.node ?? ''] ?? { x: 0, y: 0 };
  placeNode(draft, id, { x: place.x + OFFSET.x, y: place.y + OFFSET.y });
  connect(draft, `${id}.motion`, renderer, 'motion');
  return id;
}

/** To milliseconds. */
function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
