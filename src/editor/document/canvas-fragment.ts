import type {
  CanvasGroup,
  CanvasNote,
  CanvasReroute,
  NodeId,
  SubgraphDefinition,
  WorkflowDocument,
} from '../../runtime/document.ts';
import { DOCUMENT_LIMITS } from '../../runtime/document-limits.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import { definitionOf, subgraphIdOf, subgraphType } from '../../runtime/subgraph-type.ts';
import { prefixIn, withoutPrefix } from './boundary.ts';
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
  /** Definitions of the instances among the nodes. */
  readonly subgraphs: NonNullable<WorkflowDocument['subgraphs']>;
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
  const prefix = prefixIn(document);
  const routes: Record<string, Position[]> = {};
  for (const id of ids) {
    for (const [port, reference] of Object.entries(document.nodes[id]?.inputs ?? {})) {
      if (!chosen.has(splitPortReference(reference)?.node ?? '')) continue;
      const route = routeOf(document, id, port).flatMap((dot) => reroutes?.[dot] ?? []);
      if (route.length > 0)
        routes[`${withoutPrefix(prefix, id)}.${port}`] = route.map(({ x, y }: CanvasReroute) => ({ x, y }));
    }
  }
  return {
    ...copyNodes(document, ids),
    groups: pieces.flatMap(({ kind, id }) => (kind === 'group' ? (findItem(groups, id) ?? []) : [])),
    notes: pieces.flatMap(({ kind, id }) => (kind === 'note' ? (findItem(notes, id) ?? []) : [])),
    routes,
    subgraphs: definitionsOf(document, ids),
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
  const nodes = pasteNodes(draft, withDefinitions(draft, fragment), offset);
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

/** Definitions that nodes are instances of, and those in their inside. */
function definitionsOf(document: WorkflowDocument, ids: readonly NodeId[]): CanvasFragment['subgraphs'] {
  const found: Record<string, SubgraphDefinition> = {};
  const pending = ids.map((id) => document.nodes[id]?.type ?? '');
  for (let type = pending.pop(); type !== undefined; type = pending.pop()) {
    const definition = definitionOf(document, type);
    const id = subgraphIdOf(type);
    if (!definition || id === undefined || Object.hasOwn(found, id)) continue;
    found[id] = definition;
    pending.push(...Object.values(definition.nodes).map((node) => node.type));
  }
  return found;
}

/** Brings a fragment's definitions into a document; one whose id is taken by another definition gets another id. */
function withDefinitions(draft: Draft<WorkflowDocument>, fragment: CanvasFragment): NodeFragment {
  const own = draft.subgraphs ?? {};
  const names = new Map<string, string>();
  for (const [id, definition] of Object.entries(fragment.subgraphs)) {
    let name = id;
    const isOther = () =>
      Object.hasOwn(own, name) && JSON.stringify(own[name]) !== JSON.stringify(definition);
    for (let number = 2; isOther(); number++) name = `${id}-${number}`;
    names.set(id, name);
  }
  const renamed = (nodes: NodeFragment['nodes']): NodeFragment['nodes'] =>
    Object.fromEntries(
      Object.entries(nodes).map(([id, node]) => {
        const name = names.get(subgraphIdOf(node.type) ?? '');
        return [id, name === undefined ? node : { ...node, type: `${subgraphType(name)}@1` }];
      }),
    );
  for (const [id, definition] of Object.entries(fragment.subgraphs)) {
    const name = names.get(id) ?? id;
    if (Object.hasOwn(own, name) || Object.keys(own).length >= DOCUMENT_LIMITS.subgraphs) continue;
    own[name] = { ...structuredClone(definition), nodes: renamed(definition.nodes) } as (typeof own)[string];
    draft.subgraphs = own;
  }
  return { ...fragment, nodes: renamed(fragment.nodes) };
}
