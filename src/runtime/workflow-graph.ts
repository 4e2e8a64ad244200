import { typesFit } from './connection.ts';
import type { NodeId, WorkflowDocument, WorkflowNode } from './document.ts';
import { expandSubgraphs } from './expand-subgraphs.ts';
import { measureLists } from './list-elements.ts';
import { migrateParams } from './migrate-document.ts';
import type { NodeDeclaration, PortType } from './node.ts';
import type { ParamValue } from './params.ts';
import { type NodeRegistry, splitPortReference, splitTypeReference } from './registry.ts';
import { sortByDependence } from './sort-by-dependence.ts';
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
}

/** Resolves a document, with its subgraphs expanded, against the registry. Never throws: what is wrong becomes the nodes' `problems`. */
export function buildGraph(document: WorkflowDocument, registry: NodeRegistry): WorkflowGraph {
  const flat = expandSubgraphs(document);
  const source = new Map<NodeId, WorkflowNode>();
  for (const id of Object.keys(flat.document.nodes)) source.set(id, flat.document.nodes[id] as WorkflowNode);
  const surroundings: Surroundings = { all: source, gaps: flat.gaps };
  const nodes = new Map<NodeId, GraphNode>();
  for (const [id, node] of source) {
    const fault = flat.faults.get(id);
    const isWhole = fault === undefined;
    nodes.set(id, isWhole ? resolveNode(id, node, surroundings, registry) : faulty(id, node, fault));
  }
  const { order, circular } = sortByDependence(nodes);
  for (const id of circular) {
    const node = nodes.get(id);
    if (!node) continue;
    const problem = 'It is part of a circle and would wait for itself: cut one of the wires.';
    nodes.set(id, { ...node, problems: [...node.problems, problem] });
  }
  measureLists(nodes, order);
  return { nodes, order };
}

function faulty(id: NodeId, node: WorkflowNode, problem: string): GraphNode {
  const { bypassed = false, pinned = false } = node;
  return { id, params: {}, inputs: new Map(), problems: [problem], remarks: [], bypassed, pinned };
}

/** The flat graph that references are followed in. */
interface Surroundings {
  readonly all: ReadonlyMap<NodeId, WorkflowNode>;
  /** Why references come from nowhere. */
  readonly gaps: ReadonlyMap<string, string>;
}

function resolveNode(
  id: NodeId,
  node: WorkflowNode,
  surroundings: Surroundings,
  registry: NodeRegistry,
): GraphNode {
  const declaration = registry.get(node.type);
  if (!declaration) {
    return faulty(id, node, `The node type "${node.type}" is unknown here: remove it or update Kineograph.`);
  }
  const problems: string[] = [];
  const version = splitTypeReference(node.type).version;
  if (version > declaration.version) {
    problems.push(`It was saved by a newer version (${node.type}): update Kineograph.`);
  }
  const checked = checkParams(declaration.params, migrateParams(node, declaration));
  for (const { param, message } of checked.problems) problems.push(`${id}.${param} ${message}.`);
  const inputs = new Map<string, PortAddress>();
  for (const port in declaration.inputs) {
    const spec = declaration.inputs[port];
    if (!spec) continue;
    const reference = node.inputs && Object.hasOwn(node.inputs, port) ? node.inputs[port] : undefined;
    if (reference === undefined) {
      if (!spec.optional)
        problems.push(`Its input "${spec.label}" is not connected: wire ${describeType(spec.type)} to it.`);
      continue;
    }
    const found = followBypass(reference, surroundings, registry);
    if (typeof found === 'string') problems.push(`Its input "${spec.label}": ${found}`);
    else if (!typesFit(found.type, spec.type)) {
      problems.push(
        `Its input "${spec.label}" takes ${describeType(spec.type)}, but is wired to ${found.type}.`,
      );
    } else inputs.set(port, found.address);
  }
  const remarks: string[] = [];
  for (const name of checked.unknown) {
    remarks.push(`${id}.${name} is no parameter of ${declaration.title} and is ignored.`);
  }
  for (const port in node.inputs) {
    if (Object.hasOwn(declaration.inputs, port) || !Object.hasOwn(node.inputs, port)) continue;
    remarks.push(`${declaration.title} has no input "${port}"; its wire is ignored.`);
  }
  const bypassed = node.bypassed === true;
  const pinned = node.pinned === true;
  return { id, declaration, params: checked.values, inputs, problems, remarks, bypassed, pinned };
}

function describeType(type: string): string {
  return type === 'Any' ? 'anything' : type;
}

/** Where a wire really comes from; a text says why it comes from nowhere. */
function followBypass(
  reference: string,
  { all, gaps }: Surroundings,
  registry: NodeRegistry,
): { readonly address: PortAddress; readonly type: PortType } | string {
  let current = reference;
  // A chain of bypassed nodes is at most as long as the document; a longer walk is a circle.
  for (let hops = 0; hops <= all.size; hops++) {
    const address = splitPortReference(current);
    const node = address && all.get(address.node);
    if (!address || !node)
      return gaps.get(current) ?? `it is wired to "${current}", which does not exist: connect it again.`;
    const declaration = registry.get(node.type);
    if (!declaration) return `it is wired to "${address.node}", whose type ${node.type} is unknown here.`;
    const output = Object.hasOwn(declaration.outputs, address.port)
      ? declaration.outputs[address.port]
      : undefined;
    if (!output) return `${declaration.title} has no output "${address.port}": connect it again.`;
    if (!node.bypassed) return { address, type: output.type };
    const port = Object.keys(declaration.inputs).find(
      (name) => declaration.inputs[name]?.type === output.type,
    );
    const passed = port === undefined ? undefined : node.inputs?.[port];
    if (passed === undefined) {
      return `"${address.node}" is bypassed and has no ${output.type} to pass on: enable it or wire around it.`;
    }
    current = passed;
  }
  return 'it is wired in a circle.';
}
