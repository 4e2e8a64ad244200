import type {
  NodeId,
  SubgraphDefinition,
  WorkflowDocument,
  WorkflowNode,
  WorkflowView,
} from '../../runtime/document.ts';
import { DocumentRegistry } from '../../runtime/document-registry.ts';
import { type NodeRegistry, splitPortReference } from '../../runtime/registry.ts';
import { boundarySide, INPUTS_NODE, NEW_PORT, OUTPUTS_NODE, withoutPrefix } from './boundary.ts';
import { addInput, addOutput, exposeParam, hideParam } from './definition-edits.ts';
import type { Draft } from './history.ts';
import { type Place, prefixOf, subgraphAt } from './places.ts';
import { ownNodes } from './shown-graph.ts';

type Changing = Draft<WorkflowDocument>;
type Definition = Draft<SubgraphDefinition>;

/** A shown graph before and after a change, and where the change belongs. */
interface Change {
  readonly whole: Changing;
  readonly definitionId: string;
  readonly definition: Definition;
  readonly prefix: string;
  readonly before: WorkflowDocument;
  readonly after: WorkflowDocument;
  /** Knows what ports of nodes take and give. */
  readonly types: NodeRegistry;
}

/**
 * Brings what was changed in a shown graph (`shown-graph.ts`) into the document: only what differs is touched, so that
 * undo steps stay small.
 * @param before as it was shown
 * @param after the same, changed
 */
export function putBack(
  whole: Changing,
  place: Place,
  before: WorkflowDocument,
  after: WorkflowDocument,
  builtIn: NodeRegistry,
): void {
  const definitionId = subgraphAt(whole as WorkflowDocument, place)?.definitionId;
  if (after === before || definitionId === undefined) return;
  putDefinitions(whole, before, after);
  const definition = whole.subgraphs?.[definitionId];
  if (!definition) return;
  const types = new DocumentRegistry(builtIn, () => after);
  const change = { whole, definitionId, definition, prefix: prefixOf(place), before, after, types };
  if (after.name !== before.name) definition.name = after.name.slice(0, 200);
  putNodes(change);
  putOutputs(change);
  putControls(change);
  putView(change);
}

/** Definitions are the document's, wherever they are changed. */
function putDefinitions(whole: Changing, before: WorkflowDocument, after: WorkflowDocument): void {
  if (after.subgraphs === before.subgraphs) return;
  whole.subgraphs ??= {};
  for (const [id, definition] of Object.entries(after.subgraphs ?? {})) {
    if (before.subgraphs?.[id] !== definition) whole.subgraphs[id] = definition as Definition;
  }
  for (const id of Object.keys(before.subgraphs ?? {})) {
    if (!Object.hasOwn(after.subgraphs ?? {}, id)) delete whole.subgraphs[id];
  }
}

function putNodes(change: Change): void {
  const { definition, before, after, prefix } = change;
  for (const [id] of ownNodes(before)) {
    if (!Object.hasOwn(after.nodes, id)) dropNode(definition, withoutPrefix(prefix, id));
  }
  for (const [id, node] of ownNodes(after)) {
    if (before.nodes[id] === node) continue;
    putNode(change, withoutPrefix(prefix, id), before.nodes[id], node);
  }
}

/** A node is gone: its ports feed and take nothing any more. Ports of the subgraph stay, for what comes in its place. */
function dropNode(definition: Definition, id: NodeId): void {
  delete definition.nodes[id];
  delete definition.view?.nodes?.[id];
  for (const input of Object.values(definition.inputs)) {
    if (input.to.some((target) => isOf(target, id)))
      input.to = input.to.filter((target) => !isOf(target, id));
  }
  for (const output of Object.values(definition.outputs)) {
    if (output.from !== undefined && isOf(output.from, id)) delete output.from;
  }
}

function isOf(reference: string, id: NodeId): boolean {
  return splitPortReference(reference)?.node === id;
}

function putNode(change: Change, id: NodeId, old: WorkflowNode | undefined, node: WorkflowNode): void {
  const { definition } = change;
  const { inputs: _, ...members } = node;
  if (!old || !definition.nodes[id]) definition.nodes[id] = { ...members } as Draft<WorkflowNode>;
  const target = definition.nodes[id] as Draft<WorkflowNode> & Record<string, unknown>;
  if (old) putMembers(target, old, node);
  const ports = new Set([...Object.keys(old?.inputs ?? {}), ...Object.keys(node.inputs ?? {})]);
  for (const port of ports) {
    if (old?.inputs?.[port] !== node.inputs?.[port]) putWire(change, id, port, node.inputs?.[port]);
  }
}

function putMembers(target: Record<string, unknown>, old: object, now: object): void {
  const [before, after] = [old, now] as Record<string, unknown>[];
  for (const member of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (member === 'inputs' || before?.[member] === after?.[member]) continue;
    if (after?.[member] === undefined) delete target[member];
    else target[member] = after[member];
  }
}

/** Wires an input inside: to a node, or to a port of the subgraph. */
function putWire(change: Change, id: NodeId, port: string, source: string | undefined): void {
  const { definition, prefix } = change;
  const target = `${id}.${port}`;
  const node = definition.nodes[id];
  if (!node) return;
  for (const input of Object.values(definition.inputs)) {
    if (input.to.includes(target)) input.to = input.to.filter((other) => other !== target);
  }
  if (node.inputs) delete node.inputs[port];
  if (source === undefined) return;
  const reference = withoutPrefix(prefix, source);
  const address = splitPortReference(reference);
  if (address?.node !== INPUTS_NODE) {
    node.inputs = { ...node.inputs, [port]: reference };
    return;
  }
  const spec = change.types.of(node as WorkflowNode)?.inputs[port];
  const name =
    address.port === NEW_PORT
      ? addInput(definition, port, spec?.type ?? 'Any', spec?.label ?? port, spec?.optional === true)
      : address.port;
  const input = name === undefined ? undefined : definition.inputs[name];
  if (input) input.to = [...input.to, target];
}

/** What the subgraph gives: the wires into the node of its outputs. */
function putOutputs(change: Change): void {
  const { definition, before, after, prefix } = change;
  const old = before.nodes[prefix + OUTPUTS_NODE]?.inputs ?? {};
  const now = after.nodes[prefix + OUTPUTS_NODE]?.inputs ?? {};
  for (const [port, source] of Object.entries(now)) {
    if (old[port] === source) continue;
    const reference = withoutPrefix(prefix, source);
    if (port === NEW_PORT) newOutput(change, reference);
    else if (definition.outputs[port]) definition.outputs[port].from = reference;
  }
  for (const port of Object.keys(old)) {
    // A node that is gone has taken its references along.
    if (!Object.hasOwn(now, port)) delete definition.outputs[port]?.from;
  }
}

function newOutput({ definition, types }: Change, from: string): void {
  const address = splitPortReference(from);
  // There is nothing to pass on yet that would have a type.
  if (!address || address.port === NEW_PORT) return;
  const { type, label } =
    address.node === INPUTS_NODE
      ? (definition.inputs[address.port] ?? {})
      : (types.get(definition.nodes[address.node]?.type ?? '')?.outputs[address.port] ?? {});
  addOutput(definition, address.port, type ?? 'Any', label ?? address.port, from);
}

/** Exposed parameters are shown as controls. As many new ones as old ones are gone: they were given other names. */
function putControls({ whole, definitionId, definition, before, after, prefix }: Change): void {
  const old = before.app?.controls ?? [];
  const now = after.app?.controls ?? [];
  const gone = old.filter((control) => !now.includes(control));
  const fresh = [...new Set(now.filter((control) => !old.includes(control)))];
  const nameOf = (control: string) =>
    Object.entries(definition.params).find(([, { target }]) => prefix + target === control)?.[0];
  if (gone.length === fresh.length) {
    for (const [index, control] of gone.entries()) {
      const param = definition.params[nameOf(control) ?? ''];
      const target = fresh[index];
      if (param && target !== undefined) param.target = withoutPrefix(prefix, target);
    }
    return;
  }
  for (const control of gone) {
    for (let name = nameOf(control); name !== undefined; name = nameOf(control)) {
      hideParam(whole, definitionId, name);
    }
  }
  for (const control of fresh) exposeParam(definition, withoutPrefix(prefix, control));
}

function putView({ definition, before, after, prefix }: Change): void {
  if (after.view === before.view) return;
  definition.view ??= {};
  const { view } = definition;
  putPlaces(view, before.view, after.view, prefix);
  const [old, now] = [before.view ?? {}, after.view ?? {}] as Record<string, unknown>[];
  const target = view as Record<string, unknown>;
  for (const member of new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])) {
    if (member === 'nodes' || member === 'ends' || old?.[member] === now?.[member]) continue;
    if (now?.[member] === undefined) delete target[member];
    else if (member === 'wires') target.wires = wiresWithout(prefix, after.view?.wires ?? {});
    else if (member === 'reroutes') target.reroutes = reroutesWithout(prefix, after.view?.reroutes ?? {});
    else target[member] = now[member];
  }
}

function putPlaces(
  view: Draft<WorkflowView>,
  before: WorkflowView | undefined,
  after: WorkflowView | undefined,
  prefix: string,
): void {
  for (const [id, place] of Object.entries(after?.nodes ?? {})) {
    if (before?.nodes?.[id] === place) continue;
    const { x, y } = place;
    const side = boundarySide(id);
    if (side === undefined) view.nodes = { ...view.nodes, [withoutPrefix(prefix, id)]: { ...place } };
    else view.ends = { ...view.ends, [side]: { x, y } };
  }
  for (const id of Object.keys(before?.nodes ?? {})) {
    if (after?.nodes && !Object.hasOwn(after.nodes, id)) delete view.nodes?.[withoutPrefix(prefix, id)];
  }
}

function wiresWithout(prefix: string, wires: NonNullable<WorkflowView['wires']>): Record<string, string> {
  return Object.fromEntries(Object.entries(wires).map(([to, dot]) => [withoutPrefix(prefix, to), dot]));
}

function reroutesWithout(prefix: string, reroutes: NonNullable<WorkflowView['reroutes']>) {
  return Object.fromEntries(
    Object.entries(reroutes).map(([id, dot]) => [id, { ...dot, from: withoutPrefix(prefix, dot.from) }]),
  );
}
