import type { NodeRegistry } from '../../runtime/registry.ts';
import type { ValueType } from '../../values/value.ts';
import { adviceFor } from './advice.ts';
import type { ComfyGraph, ComfyNode, ComfySource, ComfyValue } from './comfy-graph.ts';
import type { Counterpart } from './counterpart.ts';
import { counterpartOf, MASK_OF_PHOTO, MASK_SLOT } from './counterparts.ts';
import type { AdviceId } from './remark.ts';
import { VALUE_NODES } from './value-nodes.ts';

/** What becomes of a node. */
export type Fate =
  | { readonly kind: 'node'; readonly counterpart: Counterpart }
  | { readonly kind: 'note'; readonly advice: AdviceId }
  /** It is a note there too. */
  | { readonly kind: 'comment' }
  /** Its wires are drawn through, or its value is put where it was used. */
  | { readonly kind: 'folded' };

/** Where a wire comes from, in terms of what is here: a node's port, and what flows out of it. */
export interface PortHere {
  readonly node: string;
  readonly port: string;
  readonly type: ValueType;
  /** The mask that belongs to the photo of the node, which needs a node of its own here. */
  readonly isMask?: boolean;
}

const REROUTES: ReadonlySet<string> = new Set(['Reroute', 'Reroute (rgthree)', 'ReroutePrimitive|pysssss']);
const COMMENTS: ReadonlySet<string> = new Set(['Note', 'MarkdownNote', 'Label (rgthree)', 'Note Plus (mtb)']);
const VALUES = /^(Primitive|(INT|Float|String)Constant|Seed \(rgthree\)|easy seed)/;

/** Finds out what becomes of every node, and follows wires through those that only pass something on. */
export class ComfyFates {
  readonly #graph: ComfyGraph;
  readonly #registry: NodeRegistry;
  readonly #fates = new Map<string, Fate>();
  readonly #consumers: ReadonlyMap<string, readonly { readonly node: string; readonly input: string }[]>;

  constructor(graph: ComfyGraph, registry: NodeRegistry) {
    this.#graph = graph;
    this.#registry = registry;
    this.#consumers = consumersOf(graph);
    // From the sources on, so that each node finds the fates before it known.
    for (const id of graph.nodes.keys()) this.#decide(id);
  }

  of(id: string): Fate {
    return this.#fates.get(id) ?? { kind: 'note', advice: 'other' };
  }

  /** The node and output where a wire really begins; undefined where it hangs in the air. */
  origin(source: ComfySource): { readonly node: ComfyNode; readonly slot: number } | undefined {
    const seen = new Set<string>();
    let { node: id, slot } = source;
    for (;;) {
      const node = this.#graph.nodes.get(id);
      if (!node || seen.has(id)) return undefined;
      if (!REROUTES.has(node.type)) return { node, slot };
      seen.add(id);
      const [before] = node.inputs.values();
      if (!before) return undefined;
      ({ node: id, slot } = before);
    }
  }

  /** The port here that a wire comes from; undefined where its origin has no counterpart. */
  portHere(source: ComfySource): PortHere | undefined {
    const origin = this.origin(source);
    const fate = origin && this.#decide(origin.node.id);
    if (!origin || fate?.kind !== 'node') return undefined;
    const { counterpart } = fate;
    if (counterpart.type === 'load-image' && origin.slot === MASK_SLOT)
      return { node: origin.node.id, port: 'mask', type: 'Mask', isMask: true };
    const port = Object.hasOwn(counterpart.outputs, origin.slot)
      ? counterpart.outputs[origin.slot]
      : undefined;
    const type = port && this.#registry.get(counterpart.type)?.outputs[port]?.type;
    return port && type ? { node: origin.node.id, port, type } : undefined;
  }

  /** The value that a wired field gets from a node that only holds one; of such a node itself, that value. */
  foldedValue(node: ComfyNode, field: string): unknown {
    if (VALUES.test(node.type)) return heldBy(node);
    const source = node.inputs.get(field);
    const origin = source && this.origin(source)?.node;
    if (!origin || (this.of(origin.id).kind === 'node' && !VALUES.test(origin.type))) return undefined;
    return heldBy(origin);
  }

  #decide(id: string): Fate {
    const known = this.#fates.get(id);
    const node = this.#graph.nodes.get(id);
    if (known || !node) return known ?? { kind: 'note', advice: 'other' };
    // Until it is known: a circle of wires comes back here.
    this.#fates.set(id, { kind: 'note', advice: 'other' });
    const fate = this.#fateOf(node);
    this.#fates.set(id, fate);
    return fate;
  }

  #fateOf(node: ComfyNode): Fate {
    if (REROUTES.has(node.type)) return { kind: 'folded' };
    if (VALUES.test(node.type)) {
      const counterpart = this.#valueNode(node);
      return counterpart ? { kind: 'node', counterpart } : { kind: 'folded' };
    }
    if (COMMENTS.has(node.type)) return { kind: 'comment' };
    const counterpart = counterpartOf(node.type);
    if (!counterpart) {
      return { kind: 'note', advice: adviceFor(node.type, this.#graph.subgraphs.has(node.type)) };
    }
    if (counterpart.type === 'motion-prompt' && this.#isNegative(node.id))
      return { kind: 'note', advice: 'negative' };
    const { onClip } = counterpart;
    if (onClip === undefined || !this.#takesClip(node, counterpart)) return { kind: 'node', counterpart };
    return onClip === 'none' ? { kind: 'note', advice: 'frames' } : { kind: 'node', counterpart: onClip };
  }

  /** What a node that holds a value is here: it stays where it feeds a setting that can be an input here too. */
  #valueNode(node: ComfyNode): Counterpart | undefined {
    const held = heldBy(node);
    for (const { node: id, input } of this.#fedBy(node.id)) {
      const fate = this.#decide(id);
      if (fate.kind !== 'node') continue;
      const { settings = {}, type } = fate.counterpart;
      const param = Object.hasOwn(settings, input) ? settings[input] : undefined;
      const kind = param && this.#registry.get(type)?.params[param]?.kind;
      if (kind && typeof held === (kind === 'text' ? 'string' : 'number')) return VALUE_NODES[kind];
    }
    return undefined;
  }

  /** Inputs that a node feeds, also through reroutes. */
  *#fedBy(
    id: string,
    seen = new Set<string>(),
  ): Generator<{ readonly node: string; readonly input: string }> {
    if (seen.has(id)) return;
    seen.add(id);
    for (const consumer of this.#consumers.get(id) ?? []) {
      const isReroute = REROUTES.has(this.#graph.nodes.get(consumer.node)?.type ?? '');
      if (isReroute) yield* this.#fedBy(consumer.node, seen);
      else yield consumer;
    }
  }

  #takesClip(node: ComfyNode, { inputs }: Counterpart): boolean {
    for (const name of Object.keys(inputs)) {
      const source = node.inputs.get(name);
      if (source) return this.portHere(source)?.type === 'Clip';
    }
    return false;
  }

  /** Do its words only say what must not be? */
  #isNegative(id: string): boolean {
    const seen = new Set([id]);
    const pending = [id];
    let isUsed = false;
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      for (const { node, input } of this.#consumers.get(at) ?? []) {
        if (input === 'positive') return false;
        if (input === 'negative') isUsed = true;
        else if (!seen.has(node)) {
          seen.add(node);
          pending.push(node);
        }
      }
    }
    return isUsed;
  }
}

/** The value of a node that only holds one. */
function heldBy(node: ComfyNode): ComfyValue | undefined {
  return node.listed[0] ?? [...node.named.values()][0];
}

function consumersOf(graph: ComfyGraph): ReadonlyMap<string, { node: string; input: string }[]> {
  const consumers = new Map<string, { node: string; input: string }[]>();
  for (const [id, { inputs }] of graph.nodes) {
    for (const [input, source] of inputs) {
      const list = consumers.get(source.node);
      if (list) list.push({ node: id, input });
      else consumers.set(source.node, [{ node: id, input }]);
    }
  }
  return consumers;
}

/** What stands for the mask of a photo. */
export { MASK_OF_PHOTO };
