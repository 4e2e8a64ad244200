import type { SubgraphDefinition, WorkflowDocument, WorkflowNode } from '../../runtime/document.ts';
import { DOCUMENT_LIMITS } from '../../runtime/document-limits.ts';
import { findCircles } from '../../runtime/find-circles.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import { OWN_INPUTS, subgraphIdOf } from '../../runtime/subgraph-type.ts';
import type { BoundarySide } from './boundary.ts';
import type { Draft } from './history.ts';

/**
 * Changes of what a subgraph is for all its instances: name, ports, exposed parameters. Ports and parameters keep
 * their ids while they are renamed and reordered, so that wires and values of instances follow by themselves; the
 * records are replaced as a whole, so that undo brings back their order.
 */

type Changing = Draft<WorkflowDocument>;
type Definition = Draft<SubgraphDefinition>;

/** One graph of a document: its own, or the inside of a subgraph. */
interface Graph {
  readonly nodes: Record<string, Draft<WorkflowNode>>;
  /** Absent for the document's own graph. */
  readonly inside?: { readonly id: string; readonly definition: Definition };
}

function graphsOf(draft: Changing): Graph[] {
  const inner = Object.entries(draft.subgraphs ?? {}).map(([id, definition]) => ({
    nodes: definition.nodes as Graph['nodes'],
    inside: { id, definition },
  }));
  return [{ nodes: draft.nodes as Graph['nodes'] }, ...inner];
}

/** How many nodes of a document, its subgraphs included, are instances of a subgraph. */
export function instanceCount(document: WorkflowDocument, id: string): number {
  return graphsOf(document as Changing)
    .flatMap(({ nodes }) => Object.values(nodes))
    .filter(({ type }) => subgraphIdOf(type) === id).length;
}

export function renameDefinition(draft: Changing, id: string, name: string): void {
  const definition = draft.subgraphs?.[id];
  if (definition && name !== '') definition.name = name.slice(0, 200);
}

/** Adds an input that feeds nothing yet. @returns its name; undefined when there are too many */
export function addInput(
  definition: Definition,
  base: string,
  type: string,
  label: string,
  optional: boolean,
): string | undefined {
  const name = freePort(definition.inputs, base);
  if (name !== undefined) {
    definition.inputs[name] = { type, label, ...(optional ? { optional } : {}), to: [] };
  }
  return name;
}

/** Adds an output. @param from `node.port` inside */
export function addOutput(
  definition: Definition,
  base: string,
  type: string,
  label: string,
  from: string,
): void {
  const name = freePort(definition.outputs, base);
  if (name !== undefined) definition.outputs[name] = { type, label, from };
}

/** Lets instances set a parameter of a node inside. @param target `node.param` */
export function exposeParam(definition: Definition, target: string): void {
  const name = freePort(definition.params, splitPortReference(target)?.port ?? 'param');
  if (name !== undefined) definition.params[name] = { target };
}

/** Ports and exposed parameters, as their lists show them. */
export type MemberKind = BoundarySide | 'params';

/** Names a port or exposed parameter; an empty name gives it back the one it has by itself. */
export function labelMember(
  draft: Changing,
  id: string,
  kind: MemberKind,
  name: string,
  label: string,
): void {
  const member = draft.subgraphs?.[id]?.[kind][name];
  if (!member) return;
  if (label === '') delete member.label;
  else member.label = label.slice(0, 200);
}

/** Moves a port or parameter by places in its list; at an end it stays. */
export function moveMember(draft: Changing, id: string, kind: MemberKind, name: string, by: 1 | -1): void {
  const definition = draft.subgraphs?.[id];
  if (!definition) return;
  const names = Object.keys(definition[kind]);
  const from = names.indexOf(name);
  const other = names[from + by];
  if (from < 0 || other === undefined) return;
  names[from] = other;
  names[from + by] = name;
  const record: Record<string, unknown> = definition[kind];
  const moved = Object.fromEntries(names.map((each) => [each, record[each]]));
  (definition as Record<MemberKind, unknown>)[kind] = moved;
}

/** Takes an input away, with the wires to it on all instances. */
export function removeInput(draft: Changing, id: string, port: string): void {
  const definition = draft.subgraphs?.[id];
  if (!definition) return;
  definition.inputs = without(definition.inputs, port);
  for (const { nodes, inside } of graphsOf(draft)) {
    const gone = Object.keys(nodes).filter((node) => subgraphIdOf(nodes[node]?.type ?? '') === id);
    for (const instance of gone) delete nodes[instance]?.inputs?.[port];
    const targets = new Set(gone.map((instance) => `${instance}.${port}`));
    for (const input of Object.values(inside?.definition.inputs ?? {})) {
      input.to = input.to.filter((target) => !targets.has(target));
    }
  }
  // What passed it on passes nothing on.
  for (const output of Object.values(definition.outputs)) {
    if (output.from === `${OWN_INPUTS}.${port}`) delete output.from;
  }
}

/** Takes an output away, with the wires from it on all instances. */
export function removeOutput(draft: Changing, id: string, port: string): void {
  const definition = draft.subgraphs?.[id];
  if (!definition) return;
  definition.outputs = without(definition.outputs, port);
  for (const graph of graphsOf(draft)) {
    const isInstance = (node: string) => subgraphIdOf(graph.nodes[node]?.type ?? '') === id;
    dropReferences(draft, graph, (node, name) => name === port && isInstance(node));
  }
}

/** Instances can set the parameter no more; what they had set is forgotten. */
export function hideParam(draft: Changing, id: string, param: string): void {
  const definition = draft.subgraphs?.[id];
  if (!definition) return;
  definition.params = without(definition.params, param);
  for (const graph of graphsOf(draft)) {
    for (const [instance, node] of Object.entries(graph.nodes)) {
      if (subgraphIdOf(node.type) !== id) continue;
      if (node.params) delete (node.params as Record<string, unknown>)[param];
      const target = `${instance}.${param}`;
      if (graph.inside) hideTarget(draft, graph.inside, target);
      else if (draft.app) draft.app.controls = draft.app.controls.filter((control) => control !== target);
    }
  }
}

/** Exposed parameters of a graph that lead to one that is gone. */
function hideTarget(draft: Changing, { id, definition }: NonNullable<Graph['inside']>, target: string): void {
  for (const [name, param] of Object.entries(definition.params)) {
    if (param.target === target) hideParam(draft, id, name);
  }
}

/** Takes a definition away with all its instances and the wires to them. @returns how many instances that were */
export function removeDefinition(draft: Changing, id: string): number {
  let count = 0;
  for (const graph of graphsOf(draft)) {
    const gone = Object.keys(graph.nodes).filter(
      (node) => subgraphIdOf(graph.nodes[node]?.type ?? '') === id,
    );
    count += gone.length;
    for (const instance of gone) dropInstance(draft, graph, instance);
  }
  draft.subgraphs = without(draft.subgraphs ?? {}, id);
  return count;
}

function dropInstance(draft: Changing, graph: Graph, instance: string): void {
  const { inside } = graph;
  const isOther = (reference: string) => splitPortReference(reference)?.node !== instance;
  dropReferences(draft, graph, (node) => node === instance);
  for (const input of Object.values(inside?.definition.inputs ?? {})) input.to = input.to.filter(isOther);
  for (const { target } of Object.values(inside?.definition.params ?? {})) {
    if (inside && !isOther(target)) hideTarget(draft, inside, target);
  }
  if (!inside && draft.app) draft.app.controls = draft.app.controls.filter(isOther);
  delete graph.nodes[instance];
  delete (inside?.definition ?? draft).view?.nodes?.[instance];
}

/** Cuts the wires of a graph that come from certain outputs. */
function dropReferences(
  draft: Changing,
  { nodes, inside }: Graph,
  isGone: (node: string, port: string) => boolean,
): void {
  const goes = (reference: string) => {
    const address = splitPortReference(reference);
    return address !== undefined && isGone(address.node, address.port);
  };
  for (const { inputs } of Object.values(nodes)) {
    for (const [port, source] of Object.entries(inputs ?? {})) if (goes(source)) delete inputs?.[port];
  }
  for (const output of Object.values(inside?.definition.outputs ?? {})) {
    if (output.from !== undefined && goes(output.from)) delete output.from;
  }
  if (!inside) draft.outputs = draft.outputs.filter((reference) => !goes(reference));
}

/** Definitions that no instance stands for, not even by way of another one. */
export function unusedDefinitions(document: WorkflowDocument): string[] {
  const used = new Set<string>();
  const pending = Object.values(document.nodes);
  for (let node = pending.pop(); node; node = pending.pop()) {
    const id = subgraphIdOf(node.type);
    if (id === undefined || used.has(id)) continue;
    used.add(id);
    pending.push(...Object.values(document.subgraphs?.[id]?.nodes ?? {}));
  }
  return Object.keys(document.subgraphs ?? {}).filter((id) => !used.has(id));
}

/** Definitions that contain themselves, also by way of others. */
export function endlessDefinitions({ subgraphs = {} }: WorkflowDocument): ReadonlySet<string> {
  const inside = (id: string) =>
    Object.values(subgraphs[id]?.nodes ?? {}).flatMap(({ type }) => {
      const inner = subgraphIdOf(type);
      return inner !== undefined && Object.hasOwn(subgraphs, inner) ? [inner] : [];
    });
  return findCircles(Object.keys(subgraphs), inside);
}

function without<T>(record: Record<string, T>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== name));
}

function freePort(record: Readonly<Record<string, unknown>>, base: string): string | undefined {
  if (Object.keys(record).length >= DOCUMENT_LIMITS.subgraphPorts) return undefined;
  let name = base;
  for (let number = 2; Object.hasOwn(record, name); number++) name = `${base}-${number}`;
  return name;
}
