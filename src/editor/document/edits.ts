import type { NodeId, WorkflowDocument, WorkflowNode } from '../../runtime/document.ts';
import type { NodeDeclaration } from '../../runtime/node.ts';
import { paramPort } from '../../runtime/param-inputs.ts';
import type { ParamValue } from '../../runtime/params.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import { subgraphIdOf } from '../../runtime/subgraph-type.ts';
import { boundarySide, prefixIn, withoutPrefix } from './boundary.ts';
import type { Draft } from './history.ts';
import type { Position } from './place.ts';
import { tidyReroutes } from './reroute-edits.ts';

type Changing = Draft<WorkflowDocument>;

/** A free id for a new node: the type's name, numbered when taken; inside of a subgraph it begins as all ids there. */
export function freeNodeId(document: Pick<WorkflowDocument, 'nodes'>, type: string): NodeId {
  const taken = (id: string) => Object.hasOwn(document.nodes, id);
  const base = prefixIn(document) + (subgraphIdOf(type) ?? type);
  if (!taken(base)) return base;
  let number = 2;
  while (taken(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

export function addNode(draft: Changing, id: NodeId, declaration: NodeDeclaration, position: Position): void {
  draft.nodes[id] = { type: `${declaration.type}@${declaration.version}` };
  placeNode(draft, id, position);
  const [firstOutput] = Object.entries(declaration.outputs);
  if (draft.outputs.length === 0 && firstOutput?.[1].type === 'File')
    draft.outputs.push(`${id}.${firstOutput[0]}`);
}

export function placeNode(draft: Changing, id: NodeId, { x, y }: Position): void {
  draft.view ??= {};
  draft.view.nodes ??= {};
  draft.view.nodes[id] = { ...draft.view.nodes[id], x: Math.round(x), y: Math.round(y) };
}

/** Removes nodes with all wires to them. The inputs and outputs of a subgraph stay. */
export function removeNodes(draft: Changing, ids: readonly NodeId[]): void {
  const gone = new Set(ids.filter((id) => boundarySide(id) === undefined));
  for (const id of gone) {
    delete draft.nodes[id];
    delete draft.view?.nodes?.[id];
  }
  for (const node of Object.values(draft.nodes)) {
    for (const [port, reference] of Object.entries(node.inputs ?? {})) {
      if (gone.has(splitPortReference(reference)?.node ?? '')) delete node.inputs?.[port];
    }
  }
  const stays = (reference: string) => !gone.has(splitPortReference(reference)?.node ?? '');
  draft.outputs = draft.outputs.filter(stays);
  if (draft.app) draft.app.controls = draft.app.controls.filter(stays);
  tidyReroutes(draft);
}

export function connect(draft: Changing, source: string, node: NodeId, port: string): void {
  const target = draft.nodes[node];
  if (target) target.inputs = { ...target.inputs, [port]: source };
  tidyReroutes(draft);
}

export function disconnect(draft: Changing, node: NodeId, port: string): void {
  const inputs = draft.nodes[node]?.inputs;
  if (inputs) delete inputs[port];
  tidyReroutes(draft);
}

/** Sets a parameter; `undefined` takes it back to the default. */
export function setParam(draft: Changing, id: NodeId, param: string, value: ParamValue | undefined): void {
  const node = draft.nodes[id];
  if (!node) return;
  const params: Record<string, ParamValue> = { ...(node.params as Record<string, ParamValue> | undefined) };
  if (value === undefined) delete params[param];
  else params[param] = value;
  (node as { params?: Record<string, ParamValue> }).params = params;
}

/** Makes a parameter an input, or a setting alone again; then what was wired to it is cut off. */
export function setParamInput(draft: Changing, id: NodeId, param: string, on: boolean): void {
  const node = draft.nodes[id];
  if (!node) return;
  const others = (node.paramInputs ?? []).filter((name) => name !== param);
  const next = on ? [...others, param] : others;
  if (next.length > 0) node.paramInputs = next;
  else delete node.paramInputs;
  if (!on) disconnect(draft, id, paramPort(param));
}

export function setFlag(
  draft: Changing,
  ids: readonly NodeId[],
  flag: 'bypassed' | 'pinned',
  on: boolean,
): void {
  for (const id of ids) {
    const node = draft.nodes[id];
    if (!node) continue;
    if (on) node[flag] = true;
    else delete node[flag];
  }
}

/** Nodes cut out of a document, as they travel through the clipboard; with ids as their own graph has them. */
export interface NodeFragment {
  readonly nodes: Readonly<Record<NodeId, WorkflowNode>>;
  readonly positions: Readonly<Record<NodeId, Position>>;
}

export function copyNodes(document: WorkflowDocument, ids: readonly NodeId[]): NodeFragment {
  const nodes: Record<NodeId, WorkflowNode> = {};
  const positions: Record<NodeId, Position> = {};
  const prefix = prefixIn(document);
  for (const id of ids) {
    const node = document.nodes[id];
    if (!node || boundarySide(id) !== undefined) continue;
    const own = withoutPrefix(prefix, id);
    nodes[own] = prefix === '' ? node : nodeWithoutPrefix(prefix, node);
    const place = document.view?.nodes?.[id];
    positions[own] = { x: place?.x ?? 0, y: place?.y ?? 0 };
  }
  return { nodes, positions };
}

/** A node whose inputs name their sources as their own graph does. */
export function nodeWithoutPrefix(prefix: string, node: WorkflowNode): WorkflowNode {
  if (!node.inputs) return node;
  const inputs = Object.entries(node.inputs).map(([port, source]) => [port, withoutPrefix(prefix, source)]);
  return { ...node, inputs: Object.fromEntries(inputs) };
}

/** A fragment without wires from nodes outside of it. */
export function withoutOutsideWires({ nodes, positions }: NodeFragment): NodeFragment {
  const isInside = (reference: string) => Object.hasOwn(nodes, splitPortReference(reference)?.node ?? '');
  const cut = Object.entries(nodes).map(([id, node]) => {
    const kept = Object.entries(node.inputs ?? {}).filter(([, reference]) => isInside(reference));
    return [id, { ...node, inputs: Object.fromEntries(kept) }] as const;
  });
  return { nodes: Object.fromEntries(cut), positions };
}

/**
 * Puts nodes in under free ids; wires among them follow, wires from nodes that exist here stay.
 * @returns the new ids
 */
export function pasteNodes(draft: Changing, fragment: NodeFragment, offset: Position): NodeId[] {
  const renamed = new Map<NodeId, NodeId>();
  for (const [id, node] of Object.entries(fragment.nodes)) {
    const base = id.replace(/-\d+$/, '');
    const free = freeNodeId(draft as WorkflowDocument, base || node.type);
    renamed.set(id, free);
    draft.nodes[free] = structuredClone(node) as Draft<WorkflowNode>;
    const place = fragment.positions[id] ?? { x: 0, y: 0 };
    placeNode(draft, free, { x: place.x + offset.x, y: place.y + offset.y });
  }
  const prefix = prefixIn(draft);
  for (const id of renamed.values()) {
    const inputs = draft.nodes[id]?.inputs ?? {};
    for (const [port, reference] of Object.entries(inputs)) {
      const source = splitPortReference(reference);
      const name = source && (renamed.get(source.node) ?? prefix + source.node);
      if (name !== undefined && Object.hasOwn(draft.nodes, name)) inputs[port] = `${name}.${source?.port}`;
      else delete inputs[port];
    }
  }
  return [...renamed.values()];
}
