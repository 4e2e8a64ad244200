import type { NodeId, SubgraphDefinition, WorkflowDocument, WorkflowNode } from './document.ts';
import { DOCUMENT_LIMITS } from './document-limits.ts';
import { paramOfPort, paramPort } from './param-inputs.ts';
import type { ParamValue } from './params.ts';
import { splitPortReference } from './registry.ts';
import { definitionOf, innerId, OWN_INPUTS, subgraphIdOf } from './subgraph-type.ts';

/** A document without subgraphs, and the instances that could not be replaced. */
export interface ExpandedDocument {
  /** Nodes of instances have ids like `eyes/crop`. Layout is left out. */
  readonly document: WorkflowDocument;
  /** Instances that remain, with the reason and its cure. */
  readonly faults: ReadonlyMap<NodeId, string>;
  /** References to ports of instances that nothing inside is wired to, with the reason and its cure. */
  readonly gaps: ReadonlyMap<string, string>;
}

/** One graph that is being put into the flat one: the document's own, or that of an instance. */
interface Level {
  readonly prefix: string;
  readonly nodes: Readonly<Record<NodeId, WorkflowNode>>;
  readonly depth: number;
  readonly pinned: boolean;
  /** Absent for the document's own graph. */
  readonly outer?: { readonly level: Level; readonly id: NodeId; readonly definition: SubgraphDefinition };
}

const NONE: ReadonlyMap<string, string> = new Map();

/**
 * Replaces every instance of a subgraph by the nodes it stands for: wires lead through its ports, exposed parameters
 * and the pin reach the nodes inside, a bypassed instance passes on the input of its output's type. Never throws: an
 * instance whose definition is missing or contains itself, that is too deep or would make the graph too large,
 * stays, and `faults` says why.
 */
export function expandSubgraphs(document: WorkflowDocument): ExpandedDocument {
  const hasInstances = Object.values(document.nodes).some(({ type }) => subgraphIdOf(type) !== undefined);
  return hasInstances ? new Expansion(document).perform() : { document, faults: NONE, gaps: NONE };
}

class Expansion {
  readonly #document: WorkflowDocument;
  readonly #nodes: Record<NodeId, WorkflowNode> = {};
  readonly #faults = new Map<NodeId, string>();
  readonly #gaps = new Map<string, string>();
  readonly #sizes = new Map<SubgraphDefinition, number>();
  #size = 0;

  constructor(document: WorkflowDocument) {
    this.#document = document;
  }

  perform(): ExpandedDocument {
    const { nodes, outputs, app, subgraphs: _, view: __, ...rest } = this.#document;
    const root: Level = { prefix: '', nodes, depth: 0, pinned: false };
    this.#size = Object.keys(nodes).length;
    this.#admit(root);
    this.#put(root);
    const document: WorkflowDocument = {
      ...rest,
      nodes: this.#nodes,
      outputs: outputs.map((reference) => this.#source(root, reference)),
      ...(app
        ? { app: { ...app, controls: app.controls.map((control) => this.#param(root, control)) } }
        : {}),
    };
    return { document, faults: this.#faults, gaps: this.#gaps };
  }

  /** Decides, once and for all, which instances are entered. */
  #admit(level: Level): void {
    for (const [id, node] of Object.entries(level.nodes)) {
      if (subgraphIdOf(node.type) === undefined) continue;
      const definition = definitionOf(this.#document, node.type);
      const fault = this.#faultOf(level, node.type, definition);
      if (fault !== undefined) this.#faults.set(level.prefix + id, fault);
      else if (definition) {
        this.#size += Object.keys(definition.nodes).length;
        this.#admit(this.#inside(level, id, node, definition));
      }
    }
  }

  /** Puts all nodes of a level into the flat graph. */
  #put(level: Level): void {
    for (const [id, node] of Object.entries(level.nodes)) {
      const flatId = level.prefix + id;
      const inner = this.#enter(level, id);
      if (inner) {
        if (!node.bypassed) this.#put(inner);
        continue;
      }
      if (Object.hasOwn(this.#nodes, flatId)) {
        this.#faults.set(flatId, `Two nodes would have the name "${flatId}": rename one of them.`);
      }
      this.#nodes[flatId] = this.#flatNode(level, id, node);
    }
  }

  #flatNode(level: Level, id: NodeId, node: WorkflowNode): WorkflowNode {
    const inputs: Record<string, string> = {};
    for (const port of this.#wiredPorts(level, id, node)) {
      const source = this.#input(level, id, port, new Set());
      if (source !== undefined) inputs[port] = source;
    }
    const params = this.#params(level, id, node);
    return {
      ...node,
      ...(Object.keys(inputs).length > 0 || node.inputs ? { inputs } : {}),
      ...(params ? { params } : {}),
      ...(level.pinned ? { pinned: true } : {}),
    };
  }

  /** The graph of an instance; undefined for other nodes, and for instances that are not entered. */
  #enter(level: Level, id: NodeId): Level | undefined {
    const node = Object.hasOwn(level.nodes, id) ? level.nodes[id] : undefined;
    const definition = node && definitionOf(this.#document, node.type);
    if (!node || !definition || this.#faults.has(level.prefix + id)) return undefined;
    return this.#inside(level, id, node, definition);
  }

  #inside(level: Level, id: NodeId, node: WorkflowNode, definition: SubgraphDefinition): Level {
    return {
      prefix: innerId(level.prefix + id, ''),
      nodes: definition.nodes,
      depth: level.depth + 1,
      pinned: level.pinned || node.pinned === true,
      outer: { level, id, definition },
    };
  }

  #faultOf(level: Level, type: string, definition: SubgraphDefinition | undefined): string | undefined {
    if (!definition) {
      return `The subgraph "${subgraphIdOf(type)}" is not part of this workflow: remove this node, or paste it again from where it came.`;
    }
    for (let at: Level | undefined = level; at?.outer; at = at.outer.level) {
      if (at.outer.definition === definition) {
        return `The subgraph "${definition.name}" contains itself: remove it from its own inside.`;
      }
    }
    if (level.depth >= DOCUMENT_LIMITS.subgraphDepth) {
      return `Subgraphs are nested deeper than ${DOCUMENT_LIMITS.subgraphDepth} levels: expand some of them.`;
    }
    if (this.#size + this.#sizeOf(definition) > DOCUMENT_LIMITS.nodes) {
      return `With this subgraph the workflow would have more than ${DOCUMENT_LIMITS.nodes} nodes: remove some instances.`;
    }
    return undefined;
  }

  /** Nodes of a definition with all that is nested in it, or more than a document may have. */
  #sizeOf(definition: SubgraphDefinition): number {
    const known = this.#sizes.get(definition);
    if (known !== undefined) return known;
    // A definition that contains itself counts as nothing here; entering it is refused by name.
    this.#sizes.set(definition, 0);
    let size = 0;
    for (const { type } of Object.values(definition.nodes)) {
      const inner = definitionOf(this.#document, type);
      size += 1 + (inner ? this.#sizeOf(inner) : 0);
      if (size > DOCUMENT_LIMITS.nodes) break;
    }
    this.#sizes.set(definition, size);
    return size;
  }

  #wiredPorts(level: Level, id: NodeId, node: WorkflowNode): Set<string> {
    const ports = new Set(Object.keys(node.inputs ?? {}));
    for (const { to } of Object.values(level.outer?.definition.inputs ?? {})) {
      for (const reference of to) {
        const address = splitPortReference(reference);
        if (address?.node === id) ports.add(address.port);
      }
    }
    for (const { target } of Object.values(level.outer?.definition.params ?? {})) {
      const address = splitPortReference(target);
      if (address?.node === id) ports.add(paramPort(address.port));
    }
    return ports;
  }

  /** What feeds an input, as a reference of the flat graph. @param trail bypassed instances on the way */
  #input(level: Level, id: NodeId, port: string, trail: Set<string>): string | undefined {
    const { outer } = level;
    const reference = `${id}.${port}`;
    for (const [name, { to }] of Object.entries(outer?.definition.inputs ?? {})) {
      const given =
        outer && to.includes(reference) ? this.#input(outer.level, outer.id, name, trail) : undefined;
      if (given !== undefined) return given;
    }
    const given = this.#exposed(level, id, port, trail);
    if (given !== undefined) return given;
    const own = level.nodes[id]?.inputs?.[port];
    return own === undefined ? undefined : this.#source(level, own, trail);
  }

  /** What is wired to an exposed parameter of the instance whose inside this is. */
  #exposed({ outer }: Level, id: NodeId, port: string, trail: Set<string>): string | undefined {
    const param = paramOfPort(port);
    if (!outer || param === undefined) return undefined;
    for (const [name, { target }] of Object.entries(outer.definition.params)) {
      if (target !== `${id}.${param}`) continue;
      const given = this.#input(outer.level, outer.id, paramPort(name), trail);
      if (given !== undefined) return given;
    }
    return undefined;
  }

  /** Where what a reference names really comes from, as a reference of the flat graph. */
  #source(level: Level, reference: string, trail: Set<string> = new Set()): string {
    const flat = level.prefix + reference;
    const address = splitPortReference(reference);
    if (address?.node === OWN_INPUTS) return this.#passedIn(level, address.port, flat, trail);
    const inner = address && this.#enter(level, address.node);
    if (!address || !inner?.outer || trail.has(flat)) return flat;
    const { definition } = inner.outer;
    const output = Object.hasOwn(definition.outputs, address.port)
      ? definition.outputs[address.port]
      : undefined;
    if (!output) return flat;
    const { from, label = address.port } = output;
    if (!level.nodes[address.node]?.bypassed) {
      if (from !== undefined) return this.#source(inner, from, trail);
      const cure = 'go into it and wire a node to that output';
      this.#gaps.set(flat, `the subgraph "${definition.name}" gives nothing at "${label}" yet: ${cure}.`);
      return flat;
    }
    trail.add(flat);
    for (const [port, { type }] of Object.entries(definition.inputs)) {
      if (type !== output.type) continue;
      const passed = this.#input(level, address.node, port, trail);
      if (passed !== undefined) return passed;
    }
    return flat;
  }

  /** What is wired to an input of the instance whose inside this is: an output inside may pass it on as it is. */
  #passedIn({ outer }: Level, port: string, flat: string, trail: Set<string>): string {
    if (!outer || trail.has(flat)) return flat;
    trail.add(flat);
    const given = this.#input(outer.level, outer.id, port, trail);
    if (given !== undefined) return given;
    const { name, inputs } = outer.definition;
    const label = (Object.hasOwn(inputs, port) ? inputs[port]?.label : undefined) ?? port;
    this.#gaps.set(flat, `the input "${label}" of the subgraph "${name}" is not connected.`);
    return flat;
  }

  /** Parameters of a node with what instances give of their own. */
  #params(level: Level, id: NodeId, node: WorkflowNode): WorkflowNode['params'] {
    const given: Record<string, ParamValue> = {};
    for (const [name, { target }] of Object.entries(level.outer?.definition.params ?? {})) {
      const address = splitPortReference(target);
      if (address?.node !== id || !level.outer) continue;
      const value = this.#value(level.outer.level, level.outer.id, name);
      if (value !== undefined) given[address.port] = value;
    }
    return Object.keys(given).length > 0 ? { ...node.params, ...given } : node.params;
  }

  /** The value that an instance gives an exposed parameter; the outermost instance that gives one decides. */
  #value(level: Level, id: NodeId, param: string): ParamValue | undefined {
    const { outer } = level;
    for (const [name, { target }] of Object.entries(outer?.definition.params ?? {})) {
      const given =
        outer && target === `${id}.${param}` ? this.#value(outer.level, outer.id, name) : undefined;
      if (given !== undefined) return given;
    }
    const params = level.nodes[id]?.params;
    return params && Object.hasOwn(params, param) ? params[param] : undefined;
  }

  /** The `node.param` of the flat graph that a control stands for. */
  #param(level: Level, reference: string): string {
    const address = splitPortReference(reference);
    const inner = address && this.#enter(level, address.node);
    const params = inner?.outer?.definition.params ?? {};
    const target = address && Object.hasOwn(params, address.port) ? params[address.port]?.target : undefined;
    return inner && target !== undefined ? this.#param(inner, target) : level.prefix + reference;
  }
}
