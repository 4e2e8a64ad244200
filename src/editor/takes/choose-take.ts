import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import { connect, freeNodeId, placeNode, setParam } from '../document/edits.ts';
import type { Draft } from '../document/history.ts';
import type { FindDeclaration, TakeList } from './take-list.ts';

type Changing = Draft<WorkflowDocument>;

/** Where a node that is put in appears, px right of and below the one that feeds it. */
const OFFSET = { x: 120, y: 120 };

/**
 * Lets the document go on with one take: sets the pick of the node that picks, or puts such a node between the takes
 * and everything that would take them one by one.
 * @param place where the take stands in the ranking, from 0
 */
export function chooseTake(
  draft: Changing,
  list: TakeList,
  place: number,
  declarationOf: FindDeclaration,
): void {
  const picker = list.picker ?? putPicker(draft, list, declarationOf);
  setParam(draft, picker, 'pick', place === 0 ? undefined : place + 1);
}

function putPicker(draft: Changing, { node, motions }: TakeList, declarationOf: FindDeclaration): NodeId {
  const picker = freeNodeId(draft as WorkflowDocument, 'rank-takes');
  const consumers = Object.entries(draft.nodes).flatMap(([id, { type, inputs }]) =>
    Object.entries(inputs ?? {})
      .filter(([port, reference]) => reference === motions && !declarationOf(type)?.inputs[port]?.gather)
      .map(([port]) => ({ id, port })),
  );
  draft.nodes[picker] = { type: 'rank-takes@1', inputs: { takes: motions } };
  const place = draft.view?.nodes?.[node] ?? { x: 0, y: 0 };
  placeNode(draft, picker, { x: place.x + OFFSET.x, y: place.y + OFFSET.y });
  for (const { id, port } of consumers) connect(draft, `${picker}.motion`, id, port);
  return picker;
}

/** Takes that were rejected, from 0. Kept with the layout: it says nothing about results. */
export function rejectedTakes(document: WorkflowDocument, node: NodeId): readonly number[] {
  const { takes } = (document.view ?? {}) as { takes?: unknown };
  const rejected =
    typeof takes === 'object' && takes !== null ? (takes as Record<string, unknown>)[node] : [];
  return Array.isArray(rejected) ? rejected.filter((take): take is number => Number.isInteger(take)) : [];
}

/** Rejects a take, or takes it back. */
export function setRejected(draft: Changing, node: NodeId, take: number, isRejected: boolean): void {
  const others = rejectedTakes(draft as WorkflowDocument, node).filter((other) => other !== take);
  const all = isRejected ? [...others, take].sort((a, b) => a - b) : others;
  draft.view ??= {};
  const view = draft.view as { takes?: Record<NodeId, number[]> };
  view.takes = { ...view.takes, [node]: [...all] };
}
