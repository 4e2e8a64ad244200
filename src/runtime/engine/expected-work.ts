import type { ResultCache } from '../cache/result-cache.ts';
import { elementsOf } from '../list-elements.ts';
import type { NodeDeclaration } from '../node.ts';
import { elementId } from '../plan.ts';
import type { Recipe } from '../recipe.ts';
import type { GraphNode, PortAddress, WorkflowGraph } from '../workflow-graph.ts';
import { type NodeCosts, outputBytesOf, type WorkFacts } from './node-costs.ts';

interface ExpectedWorkOptions {
  readonly graph: WorkflowGraph;
  readonly costs: NodeCosts;
  readonly cache: ResultCache;
  /** Has a worker done such work before, with models and code loaded? */
  readonly isWarm: (declaration: NodeDeclaration) => boolean;
}

/** What the nodes of one plan will probably take, from the sizes of what is stored and of what will be made. */
export class ExpectedWork {
  readonly #options: ExpectedWorkOptions;
  /** `element.port` -> bytes */
  readonly #bytes = new Map<string, number | undefined>();

  constructor(options: ExpectedWorkOptions) {
    this.#options = options;
  }

  /** ms @param recipes of all nodes before this one */
  estimate(node: GraphNode, element: number, recipes: ReadonlyMap<string, Recipe>): number {
    const { costs, isWarm } = this.#options;
    const { declaration } = node;
    if (!declaration) return 0;
    return costs.estimate(declaration, this.#factsOf(node, element, recipes), isWarm(declaration));
  }

  #factsOf(node: GraphNode, element: number, recipes: ReadonlyMap<string, Recipe>): WorkFacts {
    return {
      params: node.params,
      bytesAt: (port) => {
        const address = node.inputs.get(port);
        return address && this.#bytesEntering(node, port, address, element, recipes);
      },
    };
  }

  /** Of a gathered list all parts together. */
  #bytesEntering(
    node: GraphNode,
    port: string,
    address: PortAddress,
    element: number,
    recipes: ReadonlyMap<string, Recipe>,
  ): number | undefined {
    const source = this.#options.graph.nodes.get(address.node);
    if (!source) return undefined;
    const count = elementsOf(source).length;
    if (node.declaration?.inputs[port]?.gather !== true) {
      return this.#bytesOf(source, count > 1 ? element : 0, address.port, recipes);
    }
    // Elements of a list are much alike.
    const one = this.#bytesOf(source, 0, address.port, recipes);
    return one && one * count;
  }

  #bytesOf(
    source: GraphNode,
    element: number,
    port: string,
    recipes: ReadonlyMap<string, Recipe>,
  ): number | undefined {
    const id = `${elementId(source.id, element)}.${port}`;
    if (this.#bytes.has(id)) return this.#bytes.get(id);
    const { cache, costs } = this.#options;
    const key = recipes.get(elementId(source.id, element))?.key;
    const record = key === undefined ? undefined : cache.record(key);
    const bytes =
      (record && outputBytesOf(record)[port]) ??
      (source.declaration &&
        costs.expectedBytes(source.declaration, this.#factsOf(source, element, recipes), port));
    this.#bytes.set(id, bytes);
    return bytes;
  }
}
