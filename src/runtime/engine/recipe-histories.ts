import type { CacheStore } from '../cache/cache-store.ts';
import type { ResultCache } from '../cache/result-cache.ts';
import type { WorkflowDocument } from '../document.ts';
import { identityOf } from '../document-identity.ts';
import type { Recipe } from '../recipe.ts';
import type { WorkflowGraph } from '../workflow-graph.ts';

/** By which recipes the results of each document were made last: from this every miss is explained in words. */
export class RecipeHistories {
  readonly #store: CacheStore;
  readonly #cache: ResultCache;
  /** document -> element -> recipe of its last result */
  readonly #known = new Map<string, Map<string, Recipe>>();

  constructor(store: CacheStore, cache: ResultCache) {
    this.#store = store;
    this.#cache = cache;
  }

  /** Recipes by `elementId`; grows with what is noted. */
  async of(document: WorkflowDocument): Promise<ReadonlyMap<string, Recipe>> {
    const identity = identityOf(document);
    const known = this.#known.get(identity);
    if (known) return known;
    const stored = (await this.#stored(identity)) ?? (await this.#storedByName(document)) ?? {};
    const history = new Map(Object.entries(stored));
    this.#known.set(identity, history);
    return history;
  }

  /** @param document its identity @param id `elementId` of what was made */
  note(document: string, id: string, recipe: Recipe): void {
    this.#known.get(document)?.set(id, recipe);
  }

  /** Keeps a document's history beyond this session, without what its graph no longer holds. @throws {StorageError} */
  async keep(document: string, graph: WorkflowGraph): Promise<void> {
    const history = this.#known.get(document);
    if (!history) return;
    for (const id of history.keys()) if (!isOf(graph, id)) history.delete(id);
    await this.#store.putHistory(document, recordOf(history));
  }

  #stored(document: string): Promise<Readonly<Record<string, Recipe>> | undefined> {
    return this.#store.history(document).catch(() => undefined);
  }

  /** What a document did before it had an identity went by its name; it is taken over, and the name pins no more. */
  async #storedByName(document: WorkflowDocument): Promise<Readonly<Record<string, Recipe>> | undefined> {
    if (document.id === undefined) return undefined;
    const earlier = await this.#stored(document.name);
    if (earlier) await this.#cache.pin(document.name, new Set());
    return earlier;
  }
}

/** For thousands of members (see `planWorkflow`). */
function recordOf<T>(members: ReadonlyMap<string, T>): Readonly<Record<string, T>> {
  const record: Record<string, T> = Object.create(null);
  for (const [name, member] of members) record[name] = member;
  return record;
}

/** Does the graph hold the node of this `elementId`? */
function isOf(graph: WorkflowGraph, id: string): boolean {
  const dot = id.indexOf('.');
  return graph.nodes.has(dot < 0 ? id : id.slice(0, dot));
}
