import type { SubgraphDefinition, WorkflowDocument } from './document.ts';
import { DOCUMENT_LIMITS } from './document-limits.ts';
import type { InputSpec, NodeDeclaration, OutputSpec, PortType } from './node.ts';
import type { ParamSpec, ParamValue } from './params.ts';
import { NodeRegistry, splitPortReference } from './registry.ts';
import { definitionOf, subgraphIdOf, subgraphType } from './subgraph-type.ts';

type Subgraphs = Pick<WorkflowDocument, 'subgraphs'>;

/**
 * Node types as a document knows them: those of a registry, and its own subgraphs, whose instances look like any
 * node with ports and parameters. Instances are expanded before planning and are never run as such.
 */
export class DocumentRegistry extends NodeRegistry {
  readonly #base: NodeRegistry;
  readonly #document: () => Subgraphs;
  /** Declarations by definition, with the definitions that they were derived from. */
  readonly #derived = new WeakMap<SubgraphDefinition, { of: Subgraphs['subgraphs']; is: NodeDeclaration }>();

  /** @param document is asked anew at each look-up: definitions change while they are edited */
  constructor(base: NodeRegistry, document: () => Subgraphs) {
    super([]);
    this.#base = base;
    this.#document = document;
  }

  override get(reference: string): NodeDeclaration | undefined {
    return subgraphIdOf(reference) === undefined ? this.#base.get(reference) : this.#instance(reference, 0);
  }

  /** The base's declarations, then the document's subgraphs. */
  override all(): readonly NodeDeclaration[] {
    const own = Object.keys(this.#document().subgraphs ?? {}).flatMap(
      (id) => this.get(subgraphType(id)) ?? [],
    );
    return own.length === 0 ? this.#base.all() : [...this.#base.all(), ...own];
  }

  #instance(reference: string, depth: number): NodeDeclaration | undefined {
    const document = this.#document();
    const id = subgraphIdOf(reference);
    const definition = definitionOf(document, reference);
    if (id === undefined || !definition || depth > DOCUMENT_LIMITS.subgraphDepth) return undefined;
    const known = this.#derived.get(definition);
    if (known && known.of === document.subgraphs) return known.is;
    const declaration = this.#derive(id, definition, depth);
    if (depth === 0) this.#derived.set(definition, { of: document.subgraphs, is: declaration });
    return declaration;
  }

  #derive(id: string, definition: SubgraphDefinition, depth: number): NodeDeclaration {
    const { name, inputs, outputs, params } = definition;
    const input = ([port, { type, label, optional }]: [string, (typeof inputs)[string]]) =>
      [port, { type: type as PortType, label: label ?? port, ...(optional ? { optional } : {}) }] as const;
    const output = ([port, { type, label }]: [string, (typeof outputs)[string]]) =>
      [port, { type: type as OutputSpec['type'], label: label ?? port }] as const;
    return {
      type: subgraphType(id),
      version: 1,
      implementation: 1,
      title: name,
      summary: '',
      category: 'subgraph',
      keywords: ['subgraph', id],
      lane: 'cpu',
      purity: 'pure',
      inputs: Object.fromEntries(Object.entries(inputs).map(input)) as Record<string, InputSpec>,
      outputs: Object.fromEntries(Object.entries(outputs).map(output)),
      params: Object.fromEntries(
        Object.entries(params).flatMap(([param, { target, label }]) => {
          const spec = this.#param(definition, target, depth);
          return spec ? [[param, label === undefined ? spec : { ...spec, label }]] : [];
        }),
      ),
      typicalMs: 0,
      load: () => Promise.reject(new TypeError(`${id} is a subgraph and has no code`)),
    };
  }

  /** The parameter inside, with the value that it has there as its default. */
  #param(definition: SubgraphDefinition, target: string, depth: number): ParamSpec | undefined {
    const address = splitPortReference(target);
    const node =
      address && Object.hasOwn(definition.nodes, address.node) ? definition.nodes[address.node] : undefined;
    if (!address || !node) return undefined;
    const declaration =
      subgraphIdOf(node.type) === undefined
        ? this.#base.get(node.type)
        : this.#instance(node.type, depth + 1);
    const params = declaration?.params ?? {};
    const spec = Object.hasOwn(params, address.port) ? params[address.port] : undefined;
    if (!spec) return undefined;
    const { when: _, ...plain } = spec;
    const own: ParamValue | undefined = node.params?.[address.port];
    return (own === undefined ? plain : { ...plain, default: own }) as ParamSpec;
  }
}
