import type {
  NodeId,
  SubgraphDefinition,
  SubgraphInput,
  SubgraphOutput,
  SubgraphParam,
  WorkflowDocument,
  WorkflowNode,
} from '../../runtime/document.ts';
import { DOCUMENT_LIMITS } from '../../runtime/document-limits.ts';
import type { ParamValue } from '../../runtime/params.ts';
import { type NodeRegistry, splitPortReference } from '../../runtime/registry.ts';
import { definitionOf, OWN_INPUTS, subgraphType } from '../../runtime/subgraph-type.ts';
import { boundarySide, prefixIn, withoutPrefix } from './boundary.ts';
import { freeNodeId, nodeWithoutPrefix, placeNode, removeNodes } from './edits.ts';
import type { Draft } from './history.ts';
import { onGrid } from './place.ts';

type Changing = Draft<WorkflowDocument>;

/** The ports that nodes need towards the rest of a graph, and what is wired to them there. */
interface Boundary {
  readonly inputs: Record<string, SubgraphInput>;
  readonly outputs: Record<string, SubgraphOutput>;
  readonly params: Record<string, SubgraphParam>;
  /** port -> source outside */
  readonly wired: Record<string, string>;
  /** reference inside -> output port */
  readonly given: ReadonlyMap<string, string>;
  /** control (`node.param`) inside -> exposed parameter */
  readonly controls: ReadonlyMap<string, string>;
}

/**
 * Moves nodes into a new subgraph and puts one instance of it in their place. Wires that cross become ports, controls
 * of the app view become parameters; results keep their keys.
 * @returns the instance's id; undefined when there is nothing to move or there are too many subgraphs or ports
 */
export function createSubgraph(
  draft: Changing,
  registry: NodeRegistry,
  ids: readonly NodeId[],
  name: string,
): NodeId | undefined {
  const document = structuredCloneOf(draft);
  const inside = new Set(
    ids.filter((id) => Object.hasOwn(document.nodes, id) && boundarySide(id) === undefined),
  );
  const definitions = document.subgraphs ?? {};
  if (inside.size === 0 || Object.keys(definitions).length >= DOCUMENT_LIMITS.subgraphs) return undefined;
  const boundary = boundaryOf(document, registry, inside);
  const { inputs, outputs, params } = boundary;
  const tooMany = [inputs, outputs, params].some(
    (ports) => Object.keys(ports).length > DOCUMENT_LIMITS.subgraphPorts,
  );
  if (tooMany) return undefined;
  const key = freeName('subgraph', (id) => Object.hasOwn(definitions, id));
  const view = { nodes: placesOf(document, inside) };
  const definition = { name, nodes: cutOut(document, inside), inputs, outputs, params, view };
  draft.subgraphs = {
    ...draft.subgraphs,
    [key]: definitionWithoutPrefix(prefixIn(document), definition) as Draft<SubgraphDefinition>,
  };
  const instance = freeNodeId(document, 'subgraph');
  rewire(draft, (reference) => renamed(boundary.given, reference, instance));
  if (draft.app) {
    draft.app.controls = draft.app.controls.map((control) => renamed(boundary.controls, control, instance));
  }
  removeNodes(draft, [...inside]);
  draft.nodes[instance] = { type: `${subgraphType(key)}@1`, inputs: boundary.wired };
  placeNode(draft, instance, middleOf(document, inside));
  return instance;
}

/** What was cut out of the inside of a subgraph, with ids as a graph of its own has them. */
function definitionWithoutPrefix(prefix: string, definition: SubgraphDefinition): SubgraphDefinition {
  if (prefix === '') return definition;
  const own = (id: string) => withoutPrefix(prefix, id);
  const { nodes, inputs, outputs, params, view } = definition;
  const map = <A, B>(record: Readonly<Record<string, A>>, key: (id: string) => string, value: (of: A) => B) =>
    Object.fromEntries(Object.entries(record).map(([id, of]) => [key(id), value(of)]));
  const same = (id: string) => id;
  return {
    ...definition,
    nodes: map(nodes, own, (node) => nodeWithoutPrefix(prefix, node)),
    inputs: map(inputs, same, (input) => ({ ...input, to: input.to.map(own) })),
    outputs: map(outputs, same, (output) => ({
      ...output,
      ...(output.from === undefined ? {} : { from: own(output.from) }),
    })),
    params: map(params, same, (param) => ({ ...param, target: own(param.target) })),
    view: { ...view, nodes: map(view?.nodes ?? {}, own, (place) => place) },
  };
}

/** Puts the nodes of an instance in its place, one level deep. @returns their ids; empty when it is no instance */
export function expandInstance(draft: Changing, id: NodeId): NodeId[] {
  const document = structuredCloneOf(draft);
  const instance = document.nodes[id];
  const definition = instance && definitionOf(document, instance.type);
  if (!instance || !definition) return [];
  const names = new Map<NodeId, NodeId>();
  const shift = shiftTo(document, id, definition);
  for (const [inner, node] of Object.entries(definition.nodes)) {
    const fresh = freeNodeId(draft as WorkflowDocument, inner);
    names.set(inner, fresh);
    const flags = {
      ...(instance.pinned ? { pinned: true } : {}),
      ...(instance.bypassed ? { bypassed: true } : {}),
    };
    draft.nodes[fresh] = { ...structuredClone(node), ...flags } as Draft<WorkflowNode>;
    const place = definition.view?.nodes?.[inner] ?? { x: 0, y: 0 };
    placeNode(draft, fresh, { x: place.x + shift.x, y: place.y + shift.y });
  }
  const outward = (reference: string) => {
    const address = splitPortReference(reference);
    // What is passed through comes from where the instance got it.
    if (address?.node === OWN_INPUTS) return instance.inputs?.[address.port] ?? '';
    return `${names.get(address?.node ?? '') ?? address?.node}.${address?.port}`;
  };
  for (const fresh of names.values()) {
    const inputs = draft.nodes[fresh]?.inputs ?? {};
    for (const [port, reference] of Object.entries(inputs)) inputs[port] = outward(reference);
  }
  feedInside(draft, instance, definition, outward);
  rewire(draft, (reference) => {
    const address = splitPortReference(reference);
    const output = address?.node === id ? definition.outputs[address.port] : undefined;
    return output?.from === undefined ? reference : outward(output.from) || reference;
  });
  if (draft.app) {
    draft.app.controls = draft.app.controls.map((control) => {
      const address = splitPortReference(control);
      const param = address?.node === id ? definition.params[address.port] : undefined;
      return param ? outward(param.target) : control;
    });
  }
  removeNodes(draft, [id]);
  return [...names.values()];
}

/** Gives an instance a definition of its own, so that changes of it change no other instance. */
export function makeUnique(draft: Changing, id: NodeId, name: (name: string) => string): void {
  const instance = draft.nodes[id];
  const definition = instance && definitionOf(draft as WorkflowDocument, instance.type);
  const definitions = draft.subgraphs ?? {};
  if (!instance || !definition || Object.keys(definitions).length >= DOCUMENT_LIMITS.subgraphs) return;
  const key = freeName('subgraph', (other) => Object.hasOwn(definitions, other));
  const copy = structuredClone(JSON.parse(JSON.stringify(definition))) as Draft<SubgraphDefinition>;
  draft.subgraphs = { ...definitions, [key]: { ...copy, name: name(definition.name).slice(0, 200) } };
  instance.type = `${subgraphType(key)}@1`;
}

/** Inputs and parameters of an instance reach the nodes that took its place. */
function feedInside(
  draft: Changing,
  instance: WorkflowNode,
  definition: SubgraphDefinition,
  outward: (reference: string) => string,
): void {
  for (const [port, source] of Object.entries(instance.inputs ?? {})) {
    for (const target of definition.inputs[port]?.to ?? []) {
      const address = splitPortReference(outward(target));
      const node = address && draft.nodes[address.node];
      if (address && node) node.inputs = { ...node.inputs, [address.port]: source };
    }
  }
  for (const [param, value] of Object.entries(instance.params ?? {})) {
    const address = splitPortReference(outward(definition.params[param]?.target ?? ''));
    const node = address && draft.nodes[address.node];
    if (address && node) {
      const params = { ...(node.params as Record<string, ParamValue> | undefined), [address.port]: value };
      (node as { params?: Record<string, ParamValue> }).params = params;
    }
  }
}

function boundaryOf(
  document: WorkflowDocument,
  registry: NodeRegistry,
  inside: ReadonlySet<NodeId>,
): Boundary {
  const inputs: Record<string, SubgraphInput> = {};
  const wired: Record<string, string> = {};
  const portOf = new Map<string, string>();
  const used = new Set<string>(document.outputs.filter((reference) => isIn(reference, inside)));
  const fed = new Set<string>();
  for (const [id, node] of Object.entries(document.nodes)) {
    for (const [port, source] of Object.entries(node.inputs ?? {})) {
      const comesFromInside = isIn(source, inside);
      if (comesFromInside) (inside.has(id) ? fed : used).add(source);
      if (!inside.has(id) || comesFromInside) continue;
      const spec = registry.of(node)?.inputs[port];
      const name = portOf.get(source) ?? freeName(port, (taken) => Object.hasOwn(inputs, taken));
      portOf.set(source, name);
      wired[name] = source;
      const known = inputs[name];
      const optional = (known === undefined || known.optional === true) && spec?.optional === true;
      inputs[name] = {
        type: outputOf(document, registry, source)?.type ?? spec?.type ?? 'Any',
        label: known?.label ?? spec?.label ?? port,
        ...(optional ? { optional: true } : {}),
        to: [...(known?.to ?? []), `${id}.${port}`],
      };
    }
  }
  const leaves = [...inside].flatMap((id) =>
    Object.keys(registry.get(document.nodes[id]?.type ?? '')?.outputs ?? {}).map((port) => `${id}.${port}`),
  );
  const exposed = used.size > 0 ? [...used] : leaves.filter((reference) => !fed.has(reference));
  const outputs: Record<string, SubgraphOutput> = {};
  const given = new Map<string, string>();
  for (const from of exposed) {
    const spec = outputOf(document, registry, from);
    const port = splitPortReference(from)?.port ?? 'output';
    const name = freeName(port, (taken) => Object.hasOwn(outputs, taken));
    outputs[name] = { type: spec?.type ?? 'Any', label: spec?.label ?? port, from };
    given.set(from, name);
  }
  return { inputs, outputs, wired, given, ...exposedParams(document, inside) };
}

/** What the app view shows of the nodes stays reachable from outside. */
function exposedParams(document: WorkflowDocument, inside: ReadonlySet<NodeId>) {
  const params: Record<string, SubgraphParam> = {};
  const controls = new Map<string, string>();
  for (const target of document.app?.controls ?? []) {
    const address = splitPortReference(target);
    if (!address || !inside.has(address.node)) continue;
    const name = freeName(address.port, (taken) => Object.hasOwn(params, taken));
    params[name] = { target };
    controls.set(target, name);
  }
  return { params, controls };
}

/** The nodes without wires from outside: those come over the ports. */
function cutOut(document: WorkflowDocument, inside: ReadonlySet<NodeId>): Record<NodeId, WorkflowNode> {
  const nodes: Record<NodeId, WorkflowNode> = {};
  for (const id of inside) {
    const node = document.nodes[id];
    if (!node) continue;
    const kept = Object.entries(node.inputs ?? {}).filter(([, source]) => isIn(source, inside));
    nodes[id] = { ...node, ...(node.inputs ? { inputs: Object.fromEntries(kept) } : {}) };
  }
  return nodes;
}

/** Changes what all wires and outputs of the graph refer to. */
function rewire(draft: Changing, change: (reference: string) => string): void {
  for (const node of Object.values(draft.nodes)) {
    for (const [port, reference] of Object.entries(node.inputs ?? {})) {
      const next = change(reference);
      if (next !== reference && node.inputs) node.inputs[port] = next;
    }
  }
  draft.outputs = draft.outputs.map(change);
}

function renamed(names: ReadonlyMap<string, string>, reference: string, instance: NodeId): string {
  const name = names.get(reference);
  return name === undefined ? reference : `${instance}.${name}`;
}

function outputOf(document: WorkflowDocument, registry: NodeRegistry, reference: string) {
  const address = splitPortReference(reference);
  const node = address && document.nodes[address.node];
  return node && registry.get(node.type)?.outputs[address.port];
}

function isIn(reference: string, nodes: ReadonlySet<NodeId>): boolean {
  return nodes.has(splitPortReference(reference)?.node ?? '');
}

function placesOf(document: WorkflowDocument, ids: Iterable<NodeId>) {
  const places = [...ids].flatMap((id) => {
    const place = document.view?.nodes?.[id];
    return place ? [[id, place] as const] : [];
  });
  return Object.fromEntries(places);
}

function middleOf(document: WorkflowDocument, ids: Iterable<NodeId>) {
  const places = Object.values(placesOf(document, ids));
  const sum = (axis: 'x' | 'y') => places.reduce((total, place) => total + place[axis], 0);
  const count = Math.max(1, places.length);
  return onGrid({ x: sum('x') / count, y: sum('y') / count });
}

/** From the places in a definition to places around its instance. */
function shiftTo(document: WorkflowDocument, id: NodeId, { nodes, view }: SubgraphDefinition) {
  const middle = middleOf({ ...document, ...(view ? { view } : {}) }, Object.keys(nodes));
  const place = document.view?.nodes?.[id] ?? middle;
  return { x: place.x - middle.x, y: place.y - middle.y };
}

function freeName(base: string, isTaken: (name: string) => boolean): string {
  let name = base;
  for (let number = 2; isTaken(name); number++) name = `${base}-${number}`;
  return name;
}

/** The document as it is now: a draft changes under one's hands. */
function structuredCloneOf(draft: Changing): WorkflowDocument {
  return JSON.parse(JSON.stringify(draft)) as WorkflowDocument;
}
