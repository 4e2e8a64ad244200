import { canConnect } from '../../runtime/connection.ts';
import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import type { NodeDeclaration, PortType } from '../../runtime/node.ts';
import { type NodeRegistry, splitPortReference } from '../../runtime/registry.ts';
import { nodeTitles } from '../document/node-titles.ts';

/** A port of a node, from which a wire is to be drawn. */
export interface WireEnd {
  readonly node: NodeId;
  readonly port: string;
  /** What it is: an output gives, an input takes. */
  readonly side: 'input' | 'output';
}

/** A port as the list of ports shows it. */
export interface PortChoice extends WireEnd {
  readonly label: string;
  readonly type: PortType;
  /** Titles of the nodes that it is wired to now. */
  readonly wiredTo: readonly string[];
}

/** A port of another node that fits. */
export interface TargetChoice {
  readonly node: NodeId;
  readonly port: string;
  /** "Landmarks · Image" */
  readonly label: string;
  readonly category: NodeDeclaration['category'];
  /** Is this the wire that is there already? */
  readonly isPresent: boolean;
  /** "Crop · Image", which feeds this input now and would be replaced. */
  readonly replaces?: string;
}

/** A node that cannot be the other end, and why. */
export interface UnfitNode {
  readonly node: NodeId;
  readonly title: string;
  readonly category: NodeDeclaration['category'];
  readonly why:
    | { readonly kind: 'no-port' }
    | { readonly kind: 'circle' }
    | { readonly kind: 'types'; readonly types: readonly PortType[] };
}

/** A wire of a node. */
export interface WireChoice {
  /** The input that it ends at. */
  readonly node: NodeId;
  readonly port: string;
  readonly from: string;
  readonly to: string;
}

/** The ports of a node, outputs first: wires are mostly drawn from left to right. */
export function portChoices(document: WorkflowDocument, registry: NodeRegistry, node: NodeId): PortChoice[] {
  const declaration = registry.of(document.nodes[node]);
  if (!declaration) return [];
  const wires = wiresOf(document, registry, node);
  const titles = nodeTitles(document, registry);
  const named = (ids: readonly NodeId[]) => [...new Set(ids)].map((id) => titles.get(id) ?? id);
  const outputs = Object.entries(declaration.outputs).map(([port, { label, type }]): PortChoice => {
    const targets = wires.filter(({ source }) => source === `${node}.${port}`);
    return { node, port, side: 'output', label, type, wiredTo: named(targets.map((wire) => wire.node)) };
  });
  const inputs = Object.entries(declaration.inputs).map(([port, { label, type }]): PortChoice => {
    const sources = wires.filter((wire) => wire.node === node && wire.port === port);
    const feeding = sources.map(({ source }) => splitPortReference(source)?.node ?? '');
    return { node, port, side: 'input', label, type, wiredTo: named(feeding) };
  });
  return [...outputs, ...inputs];
}

/** What a wire from this port may lead to: free inputs before those that are fed already. */
export function targetChoices(
  document: WorkflowDocument,
  registry: NodeRegistry,
  end: WireEnd,
): { readonly fitting: readonly TargetChoice[]; readonly unfit: readonly UnfitNode[] } {
  const titles = nodeTitles(document, registry);
  const fitting: TargetChoice[] = [];
  const unfit: UnfitNode[] = [];
  for (const [node, title] of titles) {
    const declaration = registry.of(document.nodes[node]);
    if (node === end.node || !declaration) continue;
    const ports = Object.entries(end.side === 'output' ? declaration.inputs : declaration.outputs);
    const { category } = declaration;
    const fits = ports.filter(
      ([port]) => canConnect(document, registry, wireBetween(end, { node, port })).ok,
    );
    for (const [port, { label }] of fits) {
      fitting.push({
        node,
        port,
        label: `${title} · ${label}`,
        category,
        ...presentWire(document, registry, end, { node, port }),
      });
    }
    if (fits.length === 0)
      unfit.push({ node, title, category, why: whyUnfit(registry, document, end, ports) });
  }
  return { fitting: fitting.toSorted((a, b) => urgency(a) - urgency(b)), unfit };
}

/** All wires at a node: those that feed it, then those that it feeds. */
export function wireChoices(document: WorkflowDocument, registry: NodeRegistry, node: NodeId): WireChoice[] {
  const wires = wiresOf(document, registry, node);
  return wires.toSorted((a, b) => Number(b.node === node) - Number(a.node === node));
}

/** The connection between two ends, whichever was chosen first. */
export function wireBetween(end: WireEnd, other: { readonly node: NodeId; readonly port: string }) {
  const here = { node: end.node, port: end.port };
  const there = { node: other.node, port: other.port };
  return end.side === 'output' ? { from: here, to: there } : { from: there, to: here };
}

/** "Crop · Image" for an output `crop.image`. */
export function outputName(document: WorkflowDocument, registry: NodeRegistry, reference: string): string {
  const source = splitPortReference(reference);
  const node = source && document.nodes[source.node];
  if (!source || !node) return reference;
  const title = nodeTitles(document, registry).get(source.node) ?? source.node;
  return `${title} · ${registry.get(node.type)?.outputs[source.port]?.label ?? source.port}`;
}

function urgency({ isPresent, replaces }: TargetChoice): number {
  if (isPresent) return 2;
  return replaces === undefined ? 0 : 1;
}

function presentWire(
  document: WorkflowDocument,
  registry: NodeRegistry,
  end: WireEnd,
  other: { readonly node: NodeId; readonly port: string },
): Pick<TargetChoice, 'isPresent' | 'replaces'> {
  const { from, to } = wireBetween(end, other);
  const feeding = document.nodes[to.node]?.inputs?.[to.port];
  if (feeding === `${from.node}.${from.port}`) return { isPresent: true };
  if (end.side === 'input' || feeding === undefined) return { isPresent: false };
  return { isPresent: false, replaces: outputName(document, registry, feeding) };
}

function whyUnfit(
  registry: NodeRegistry,
  document: WorkflowDocument,
  end: WireEnd,
  ports: readonly (readonly [string, { readonly type: PortType }])[],
): UnfitNode['why'] {
  if (ports.length === 0) return { kind: 'no-port' };
  const types = [...new Set(ports.map(([, { type }]) => type))];
  const declaration = registry.of(document.nodes[end.node]);
  const own = (end.side === 'output' ? declaration?.outputs : declaration?.inputs)?.[end.port]?.type;
  const isRightType = own === 'Any' || types.some((type) => type === own || type === 'Any');
  return isRightType ? { kind: 'circle' } : { kind: 'types', types };
}

interface NamedWire extends WireChoice {
  readonly source: string;
}

function wiresOf(document: WorkflowDocument, registry: NodeRegistry, node: NodeId): NamedWire[] {
  const titles = nodeTitles(document, registry);
  return Object.entries(document.nodes).flatMap(([target, fed]) =>
    Object.entries(fed.inputs ?? {}).flatMap(([port, source]): NamedWire[] => {
      if (target !== node && splitPortReference(source)?.node !== node) return [];
      const label = registry.of(fed)?.inputs[port]?.label ?? port;
      const to = `${titles.get(target) ?? target} · ${label}`;
      return [{ node: target, port, source, from: outputName(document, registry, source), to }];
    }),
  );
}
