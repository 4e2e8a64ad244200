import type {
  CanvasGroup,
  CanvasNote,
  CanvasReroute,
  NodeId,
  WorkflowDocument,
} from '../../runtime/document.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import { copyNodes, type NodeFragment, pasteNodes } from './edits.ts';
import { addGroup, addNote, findItem, furnitureId, splitFurnitureId } from './furniture-edits.ts';
import type { Draft } from './history.ts';
import type { Position } from './place.ts';
import { insertReroute, routeOf } from './reroute-edits.ts';

/** Nodes and furniture cut out of a document, as they travel through the clipboard. */
export interface CanvasFragment extends NodeFragment {
  readonly groups: readonly CanvasGroup[];
  readonly notes: readonly CanvasNote[];
  /** Places of reroutes from source to input, by `node.port` of the input; of wires that travel whole. */
  readonly routes: Readonly<Record<string, readonly Position[]>>;
}

/**
 * Cuts nodes and furniture out.
 * @param furniture canvas ids of groups and notes; reroutes go with their wires
 */
export function copyCanvas(
  document: WorkflowDocument,
  ids: readonly NodeId[],
  furniture: readonly string[],
): CanvasFragment {
  const pieces = furniture.flatMap((canvasId) => splitFurnitureId(canvasId) ?? []);
  const { groups, notes, reroutes } = document.view ?? {};
  const chosen = new Set(ids);
  const routes: Record<string, Position[]> = {};
  for (const id of ids) {
    for (const [port, reference] of Object.entries(document.nodes[id]?.inputs ?? {})) {
      if (!chosen.has(splitPortReference(reference)?.node ?? '')) continue;
      const route = routeOf(document, id, port).flatMap((dot) => reroutes?.[dot] ?? []);
      if (route.length > 0) routes[`${id}.${port}`] = route.map(({ x, y }: CanvasReroute) => ({ x, y }));
    }
  }
  return {
    ...copyNodes(document, ids),
    groups: pieces.flatMap(({ kind, id }) => (kind === 'group' ? (findItem(groups, id) ?? []) : [])),
    notes: pieces.flatMap(({ kind, id }) => (kind === 'note' ? (findItem(notes, id) ?? []) : [])),
    routes,
  };
}

/**
 * Puts nodes and furniture in under free ids.
 * @returns ids of the new nodes, and canvas ids of the new groups and notes
 */
export function pasteCanvas(
  draft: Draft<WorkflowDocument>,
  fragment: CanvasFragment,
  offset: Position,
): { readonly nodes: NodeId[]; readonly furniture: string[] } {
  const nodes = pasteNodes(draft, fragment, offset);
  const renamed = new Map(Object.keys(fragment.nodes).map((id, index) => [id, nodes[index] ?? id]));
  const moved = <T extends Position>(item: T): T => ({ ...item, x: item.x + offset.x, y: item.y + offset.y });
  for (const [target, places] of Object.entries(fragment.routes)) {
    const address = splitPortReference(target);
    const node = address && renamed.get(address.node);
    if (!address || node === undefined) continue;
    for (const place of places) insertReroute(draft, { node, port: address.port }, moved(place));
  }
  const furniture: string[] = [];
  for (const { id: _, ...group } of fragment.groups) {
    const id = addGroup(draft, moved(group));
    if (id !== undefined) furniture.push(furnitureId('group', id));
  }
  for (const { id: _, ...note } of fragment.notes) {
    const id = addNote(draft, moved(note));
    if (id !== undefined) furniture.push(furnitureId('note', id));
  }
  return { nodes, furniture };
}
