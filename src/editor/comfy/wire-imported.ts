import { canConnect } from '../../runtime/connection.ts';
import type { WorkflowDocument, WorkflowNode } from '../../runtime/document.ts';
import { paramPort } from '../../runtime/param-inputs.ts';
import { type NodeRegistry, splitPortReference } from '../../runtime/registry.ts';
import type { ComfyFates } from './comfy-fates.ts';
import type { ComfyGraph } from './comfy-graph.ts';
import type { ComfyReport } from './comfy-report.ts';
import type { Counterpart } from './counterpart.ts';
import type { Piece } from './lay-out-imported.ts';
import type { Remark } from './remark.ts';

/** A document while it is put together. */
export interface Growing {
  readonly nodes: Map<string, WorkflowNode>;
  /** ComfyUI's ids -> ids here */
  readonly ids: Map<string, string>;
  /** ComfyUI's ids of photos -> ids of the nodes for their masks */
  readonly masks: Map<string, string>;
  /** By ComfyUI's id. */
  readonly remarks: Map<string, readonly Remark[]>;
  readonly pieces: Piece[];
}

interface End {
  readonly node: string;
  readonly port: string;
}

/** Draws the wires that both ends have a counterpart for, then those that only one source can be meant for. */
export function wireImported(
  graph: ComfyGraph,
  fates: ComfyFates,
  growing: Growing,
  registry: NodeRegistry,
): Pick<ComfyReport, 'wires' | 'added'> {
  let total = 0;
  let kept = 0;
  for (const node of graph.nodes.values()) {
    const fate = fates.of(node.id);
    if (fate.kind !== 'folded') total += node.inputs.size;
    const id = growing.ids.get(node.id);
    if (fate.kind !== 'node' || id === undefined) continue;
    for (const [input, source] of node.inputs) {
      const port = portFor(growing, id, fate.counterpart, input);
      const from = fates.portHere(source);
      const origin = from && (from.isMask ? growing.masks : growing.ids).get(from.node);
      if (port === undefined || !from || origin === undefined) continue;
      if (draw(growing, registry, { node: origin, port: from.port }, { node: id, port })) kept += 1;
    }
  }
  return { wires: { kept, lost: total - kept }, added: complete(growing, registry) };
}

/** The port that an input there leads to; a field that was made an input is one here too. */
function portFor(
  growing: Growing,
  id: string,
  { inputs, settings = {} }: Counterpart,
  input: string,
): string | undefined {
  if (Object.hasOwn(inputs, input)) return inputs[input];
  const param = Object.hasOwn(settings, input) ? settings[input] : undefined;
  const node = growing.nodes.get(id);
  if (param === undefined || !node) return undefined;
  const others = node.paramInputs?.filter((name) => name !== param) ?? [];
  growing.nodes.set(id, { ...node, paramInputs: [...others, param] });
  return paramPort(param);
}

/** @returns false where the types do not fit, a circle would close, or something is wired there already */
function draw(growing: Growing, registry: NodeRegistry, from: End, to: End): boolean {
  const target = growing.nodes.get(to.node);
  if (!target || target.inputs?.[to.port] !== undefined) return false;
  if (!canConnect(documentOf(growing), registry, { from, to }).ok) return false;
  growing.nodes.set(to.node, {
    ...target,
    inputs: { ...target.inputs, [to.port]: `${from.node}.${from.port}` },
  });
  return true;
}

function documentOf({ nodes }: Growing): WorkflowDocument {
  return { kineograph: 1, name: '', nodes: Object.fromEntries(nodes), outputs: [] };
}

/** Wires every open input that needs something where exactly one source can be meant. */
function complete(growing: Growing, registry: NodeRegistry): { from: string; to: string }[] {
  const added: { from: string; to: string }[] = [];
  for (const id of growing.nodes.keys()) {
    const { type, inputs = {} } = growing.nodes.get(id) ?? { type: '' };
    for (const [port, spec] of Object.entries(registry.get(type)?.inputs ?? {})) {
      if (spec.optional || spec.type === 'Any' || inputs[port] !== undefined) continue;
      const [only, ...others] = lastSources(growing, registry, spec.type, id);
      if (!only || others.length > 0 || !draw(growing, registry, only, { node: id, port })) continue;
      added.push({ from: `${only.node}.${only.port}`, to: `${id}.${port}` });
    }
  }
  return added;
}

/** Ports of a type that no other node turns into another value of it: the ends of chains such as photo, then crop. */
function lastSources(growing: Growing, registry: NodeRegistry, type: string, except: string): End[] {
  const all: End[] = [];
  const passedOn = new Set<string>();
  for (const [node, { type: reference, inputs = {} }] of growing.nodes) {
    const declaration = registry.get(reference);
    if (!declaration || node === except) continue;
    const made = Object.entries(declaration.outputs).filter(([, output]) => output.type === type);
    for (const [port] of made) all.push({ node, port });
    if (made.length === 0) continue;
    for (const source of Object.values(inputs)) passedOn.add(source);
  }
  return all.filter(({ node, port }) => {
    const reference = `${node}.${port}`;
    return !passedOn.has(reference) && splitPortReference(reference) !== undefined;
  });
}
