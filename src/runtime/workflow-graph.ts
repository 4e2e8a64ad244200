import { typesFit } from './connection.ts';
import type { NodeId, WorkflowDocument, WorkflowNode } from './document.ts';
import { expandSubgraphs } from './expand-subgraphs.ts';
import { measureLists } from './list-elements.ts';
import { migrateParams } from './migrate-document.ts';
import type { NodeDeclaration, PortType } from './node.ts';
import { paramOfPort, paramPort, withParamInputs } from './param-inputs.ts';
import type { ParamValue } from './params.ts';
import { type NodeRegistry, splitPortReference, splitTypeReference } from './registry.ts';
import { sortByDependence, WireList } from './sort-by-dependence.ts';
import { checkParams } from './validate-params.ts';

export interface PortAddress {
  readonly node: NodeId;
  readonly port: string;
}

/** A node of a document, resolved against its declaration. */
export interface GraphNode {
  readonly id: NodeId;
  /** Absent for unknown types. */
  readonly declaration?: NodeDeclaration;
  readonly params: Readonly<Record<string, ParamValue>>;
  /** Wired inputs by port; wires through bypassed nodes lead to what they pass on. */
  readonly inputs: ReadonlyMap<string, PortAddress>;
  readonly bypassed: boolean;
  readonly pinned: boolean;
  /** Length of the list that it gives; absent for a single value. */
  readonly elements?: number;
  /** Why it cannot run, each with its cure; empty when it can. */
  readonly problems: readonly string[];
  /** What is in the document and has no effect here. */
  readonly remarks: readonly string[];
}

/** A document ready for planning. */
export interface WorkflowGraph {
  readonly nodes: ReadonlyMap<NodeId, GraphNode>;
  /** Inputs before consumers, otherwise in document order; circles and what hangs on them come last. */
  readonly order: readonly NodeId[];
  readonly hasLists: boolean;
}

/** Resolves a document, with its subgraphs expanded, against the registry. Never throws: what is wrong becomes the nodes' `problems`. */
export function buildGraph(document: WorkflowDocument, registry: NodeRegistry): WorkflowGraph {
  const flat = expandSubgraphs(document);
  const source = new Map<NodeId, TypedNode>();
  const types = new Map<string, NodeType>();
  const ids = Object.keys(flat.document.nodes);
  for (let place = 0; place < ids.length; place++) {
    const id = ids[place] as NodeId;
    const node = flat.document.nodes[id] as WorkflowNode;
    source.set(id, { id, place, node, type: typeOf(node.type, types, registry) });
  }
  const wires = new WireList();
  const surroundings: Surroundings = { all: source, gaps: flat.gaps, found: new Map(), wires };
  const nodes = new Map<NodeId, GraphNode>();
  for (const typed of source.values()) {
    const fault = flat.faults.get(typed.id);
    nodes.set(
      typed.id,
      fault === undefined ? resolveNode(typed, surroundings) : faulty(typed.id, typed.node, fault),
    );
  }
  const { order, circular } = sortByDependence(ids, wires);
  for (const id of circular) {
    const node = nodes.get(id);
    if (!node) continue;
    const problem = 'It is part of a circle and would wait for itself: cut one of the wires.';
    nodes.set(id, { ...node, problems: [...node.problems, problem] });
  }
  const hasLists = measureLists(nodes, order);
  return { nodes, order, hasLists };
}

function faulty(id: NodeId, node: WorkflowNode, problem: string): GraphNode {
  const { bypassed = false, pinned = false } = node;
  return { id, params: {}, inputs: NO_INPUTS, problems: [problem], remarks: NONE, bypassed, pinned };
}

/** Nearly all nodes have nothing to say, and sources no inputs: they share these. */
const NONE: readonly string[] = [];
const NO_INPUTS: ReadonlyMap<string, PortAddress> = new Map();

/** A node's type as this build knows it. */
interface NodeType {
  /** Absent for unknown types. */
  readonly declaration: NodeDeclaration | undefined;
  readonly version: number;
}

/** @param types those of this document so far: it has many nodes of few types */
function typeOf(reference: string, types: Map<string, NodeType>, registry: NodeRegistry): NodeType {
  const known = types.get(reference);
  if (known) return known;
  const type = { declaration: registry.get(reference), version: splitTypeReference(reference).version };
  types.set(reference, type);
  return type;
}

interface TypedNode {
  /** The one string under which maps know the node. */
  readonly id: NodeId;
  /** Which one of the document it is. */
  readonly place: number;
  readonly node: WorkflowNode;
  readonly type: NodeType;
}

/** Where a wire really comes from. */
interface WireSource {
  readonly address: PortAddress;
  readonly type: PortType;
  /** The node's {@link TypedNode.place}. */
  readonly place: number;
}

/** The flat graph that references are followed in. */
interface Surroundings {
  readonly all: ReadonlyMap<NodeId, TypedNode>;
  /** Why references come from nowhere. */
  readonly gaps: ReadonlyMap<string, string>;
  /** What was followed already: several wires may come from one port. */
  readonly found: Map<string, WireSource | string>;
  /** Grows by the wires that lead somewhere. */
  readonly wires: WireList;
}

function resolveNode(typed: TypedNode, surroundings: Surroundings): GraphNode {
  const { id, node, type } = typed;
  const { version } = type;
  const declaration = type.declaration && withParamInputs(type.declaration, node);
  if (!declaration) {
    return faulty(id, node, `The node type "${node.type}" is unknown here: remove it or update Kineograph.`);
  }
  const problems: string[] = [];
  if (version > declaration.version) {
    problems.push(`It was saved by a newer version (${node.type}): update Kineograph.`);
  }
  const given = version < declaration.version ? migrateParams(node, declaration) : node.params;
  const checked = checkParams(declaration.params, given);
  const inputs = resolveInputs(typed, declaration, surroundings, problems);
  for (const { param, message } of checked.problems) {
    if (!inputs.has(paramPort(param))) problems.push(`${id}.${param} ${message}.`);
  }
  return {
    id,
    declaration,
    params: withoutWired(checked.values, declaration, inputs),
    inputs,
    problems: problems.length > 0 ? problems : NONE,
    remarks: remarksOn(id, node, declaration, checked.unknown),
    bypassed: node.bypassed === true,
    pinned: node.pinned === true,
  };
}

/** Parameters that something is wired to have their defaults until it is there: the document's value has no effect. */
function withoutWired(
  values: Readonly<Record<string, ParamValue>>,
  { params }: NodeDeclaration,
  inputs: ReadonlyMap<string, PortAddress>,
): Readonly<Record<string, ParamValue>> {
  let kept = values;
  for (const port of inputs.keys()) {
    const name = paramOfPort(port);
    const spec = name === undefined ? undefined : params[name];
    if (name !== undefined && spec) kept = { ...kept, [name]: spec.default };
  }
  return kept;
}

/** @param problems grows by what is wrong with the wires */
function resolveInputs(
  { node, place }: TypedNode,
  declaration: NodeDeclaration,
  surroundings: Surroundings,
  problems: string[],
): ReadonlyMap<string, PortAddress> {
  let inputs: Map<string, PortAddress> | undefined;
  for (const port in declaration.inputs) {
    const spec = declaration.inputs[port];
    if (!spec) continue;
    const reference = node.inputs && Object.hasOwn(node.inputs, port) ? node.inputs[port] : undefined;
    if (reference === undefined) {
      if (!spec.optional)
        problems.push(`Its input "${spec.label}" is not connected: wire ${describeType(spec.type)} to it.`);
      continue;
    }
    const found = sourceOfWire(reference, surroundings);
    if (typeof found === 'string') problems.push(`Its input "${spec.label}": ${found}`);
    else if (!typesFit(found.type, spec.type)) {
      problems.push(
        `Its input "${spec.label}" takes ${describeType(spec.type)}, but is wired to ${found.type}.`,
      );
    } else {
      inputs ??= new Map();
      inputs.set(port, found.address);
      surroundings.wires.add(found.place, place);
    }
  }
  return inputs ?? NO_INPUTS;
}

/** What is in the document and has no effect. @param unknown names of parameters that the declaration lacks */
function remarksOn(
  id: NodeId,
  node: WorkflowNode,
  declaration: NodeDeclaration,
  unknown: readonly string[],
): readonly string[] {
  let remarks = NONE;
  for (const name of unknown) {
    remarks = [...remarks, `${id}.${name} is no parameter of ${declaration.title} and is ignored.`];
  }
  for (const port in node.inputs) {
    if (Object.hasOwn(declaration.inputs, port) || !Object.hasOwn(node.inputs, port)) continue;
    remarks = [...remarks, `${declaration.title} has no input "${port}"; its wire is ignored.`];
  }
  return remarks;
}

function describeType(type: string): string {
  return type === 'Any' ? 'anything' : type;
}

/** Where a wire really comes from; a text says why it comes from nowhere. */
function sourceOfWire(reference: string, surroundings: Surroundings): WireSource | string {
  const known = surroundings.found.get(reference);
  if (known !== undefined) return known;
  const found = followBypass(reference, surroundings);
  surroundings.found.set(reference, found);
  return found;
}

function followBypass(reference: string, { all, gaps }: Surroundings): WireSource | string {
  let current = reference;
  // A chain of bypassed nodes is at most as long as the document; a longer walk is a circle.
  for (let hops = 0; hops <= all.size; hops++) {
    const address = splitPortReference(current);
    const source = address && all.get(address.node);
    if (!address || !source)
      return gaps.get(current) ?? `it is wired to "${current}", which does not exist: connect it again.`;
    const { id, place, node, type } = source;
    const { declaration } = type;
    if (!declaration) return `it is wired to "${id}", whose type ${node.type} is unknown here.`;
    const { port } = address;
    const output = Object.hasOwn(declaration.outputs, port) ? declaration.outputs[port] : undefined;
    if (!output) return `${declaration.title} has no output "${port}": connect it again.`;
    if (!node.bypassed) return { address: { node: id, port }, type: output.type, place };
    const through = Object.keys(declaration.inputs).find(
      (name) => declaration.inputs[name]?.type === output.type,
    );
    const passed = through === undefined ? undefined : node.inputs?.[through];
    if (passed === undefined) {
      return `"${id}" is bypassed and has no ${output.type} to pass on: enable it or wire around it.`;
    }
    current = passed;
  }
  return 'it is wired in a circle.';
}
