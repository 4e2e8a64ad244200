import type { WorkflowDocument } from './document.ts';
import type { PortType } from './node.ts';
import { type NodeRegistry, splitPortReference } from './registry.ts';

/** An edge that somebody wants to draw. */
export interface ProposedConnection {
  readonly from: { readonly node: string; readonly port: string };
  readonly to: { readonly node: string; readonly port: string };
}

/** Yes, or no with the reason in words. */
export type ConnectionVerdict = { readonly ok: true } | { readonly ok: false; readonly reason: string };

const YES: ConnectionVerdict = { ok: true };

/** True when a value of the output's type may enter the input. A new port of a subgraph has no type of its own yet. */
export function typesFit(output: PortType, input: PortType): boolean {
  return input === 'Any' || output === 'Any' || input === output;
}

/** May this edge be drawn? An input that is wired already may be rewired. */
export function canConnect(
  document: WorkflowDocument,
  registry: NodeRegistry,
  { from, to }: ProposedConnection,
): ConnectionVerdict {
  const source = own(document.nodes, from.node);
  const target = own(document.nodes, to.node);
  if (!source || !target) return no('One of the nodes no longer exists.');
  if (from.node === to.node) return no('A node cannot feed itself.');
  const sourceType = registry.of(source);
  const targetType = registry.of(target);
  if (!sourceType) return no(`The type of "${from.node}" (${source.type}) is unknown here.`);
  if (!targetType) return no(`The type of "${to.node}" (${target.type}) is unknown here.`);
  const output = own(sourceType.outputs, from.port);
  const input = own(targetType.inputs, to.port);
  if (!output) return no(`${sourceType.title} has no output "${from.port}".`);
  if (!input) return no(`${targetType.title} has no input "${to.port}".`);
  if (!typesFit(output.type, input.type)) {
    return no(
      `${input.label} of ${targetType.title} takes ${withArticle(input.type)}, not ${withArticle(output.type)}.`,
    );
  }
  if (reaches(document, to.node, from.node))
    return no('That would close a circle: the node would wait for itself.');
  return YES;
}

/** A member by an untrusted name; nothing inherited answers. */
function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function no(reason: string): ConnectionVerdict {
  return { ok: false, reason };
}

function withArticle(type: PortType): string {
  if (type === 'Any') return 'anything';
  return /^[AEIOU]/.test(type) ? `an ${type}` : `a ${type}`;
}

/** Is `goal` downstream of `start`? */
function reaches(document: WorkflowDocument, start: string, goal: string): boolean {
  const consumers = new Map<string, string[]>();
  for (const [id, node] of Object.entries(document.nodes)) {
    for (const reference of Object.values(node.inputs ?? {})) {
      const source = splitPortReference(reference)?.node;
      if (source === undefined) continue;
      const list = consumers.get(source);
      if (list) list.push(id);
      else consumers.set(source, [id]);
    }
  }
  const seen = new Set([start]);
  const pending = [start];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node === goal) return true;
    for (const next of consumers.get(node) ?? []) {
      if (!seen.has(next)) {
        seen.add(next);
        pending.push(next);
      }
    }
  }
  return false;
}
