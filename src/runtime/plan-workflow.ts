import { assetParams } from './asset-params.ts';
import type { NodeId } from './document.ts';
import { explainRecipe } from './explain-recipe.ts';
import { sourcesOf } from './list-elements.ts';
import type { NodeDeclaration } from './node.ts';
import { elementId, type Plan, type PlannedElement, type PlannedNode } from './plan.ts';
import { inputKey, makeRecipe, type Recipe } from './recipe.ts';
import type { GraphNode, WorkflowGraph } from './workflow-graph.ts';

/** What the planner asks about the world; all answers are immediate. */
export interface PlanningContext {
  /** Content hash of an asset reference; undefined when the file is not there. */
  assetHash(reference: string): string | undefined;
  /** sha256 of a model; undefined when this build has no such model. */
  modelHash(id: string): string | undefined;
  isStored(key: string): boolean;
  /** The element's recipe at its last run of this document, by {@link elementId}. */
  lastRecipe(id: string): Recipe | undefined;
  /**
   * Expected compute time of an element, ms.
   * @param element 0 for single values @param recipes of all nodes before it, by {@link elementId}
   */
  estimate(node: GraphNode, element: number, recipes: ReadonlyMap<string, Recipe>): number;
  /** Whether nodes that may draw on a real GPU have one; default false. */
  readonly hasGpu?: boolean | undefined;
}

/** A plan with the recipes behind it. */
export interface PlannedWorkflow extends Plan {
  readonly graph: WorkflowGraph;
  /** Recipes of all elements that have a key, by {@link elementId}. */
  readonly recipes: ReadonlyMap<string, Recipe>;
}

interface Planning {
  readonly graph: WorkflowGraph;
  readonly context: PlanningContext;
  /** Grows from the inputs on. */
  readonly recipes: Map<string, Recipe>;
}

/** State, key, reasons and estimate of every node, in O(nodes + edges), where an element of a list counts as a node. Pure. */
export function planWorkflow(graph: WorkflowGraph, context: PlanningContext): PlannedWorkflow {
  const nodes = emptyRecord<PlannedNode>();
  const recipes = new Map<string, Recipe>();
  const world: Planning = { graph, context, recipes };
  for (const id of graph.order) {
    const node = graph.nodes.get(id);
    if (!node) continue;
    nodes[id] = planNode(node, world);
  }
  return { graph, nodes, order: graph.order, recipes };
}

/**
 * For thousands of members: without a prototype it is a table from the start. An ordinary object would be laid out anew
 * for every few members up to a thousand, more than a kilobyte of garbage per node.
 */
function emptyRecord<T>(): Record<string, T> {
  return Object.create(null);
}

function planNode(node: GraphNode, world: Planning): PlannedNode {
  const { id, declaration } = node;
  if (node.bypassed)
    return { node: id, state: 'bypassed', reasons: ['bypassed: passes its input on'], estimatedMs: 0 };
  const blocks = [...node.problems];
  const inputs = keysOfSingles(node, world);
  if (!inputs) blocks.push(...missingSources(node, world));
  const assets = collectAssets(node, world.context, blocks);
  const models = collectModels(node, world.context, blocks);
  const ready = blocks.length === 0 && declaration ? { declaration, assets, models, inputs } : undefined;
  if (node.elements === undefined) {
    return planElement(node, 0, ready, world) ?? blocked(id, blocks);
  }
  const elements: PlannedElement[] = [];
  for (let index = 0; index < node.elements; index++) {
    const planned = planElement(node, index, ready, world);
    if (planned) elements.push(withoutName(planned));
  }
  if (elements.length < node.elements) {
    // What is pinned of a list with gaps is of no use to others.
    for (let index = 0; index < node.elements; index++) world.recipes.delete(elementId(id, index));
    return blocked(id, blocks);
  }
  return sumUp(id, elements);
}

function withoutName({ key, state, reasons, estimatedMs }: PlannedPiece): PlannedElement {
  return { key, state, reasons, estimatedMs };
}

function missingSources({ inputs }: GraphNode, { recipes }: Planning): string[] {
  const missing: string[] = [];
  for (const { node } of inputs.values()) {
    if (!recipes.has(node)) missing.push(`"${node}", which feeds it, cannot run.`);
  }
  return missing;
}

/** What the recipes of all elements of a node have in common. */
interface ElementBasis {
  readonly declaration: NodeDeclaration;
  readonly assets: Readonly<Record<string, string>>;
  readonly models: Readonly<Record<string, string>>;
  /** {@link keysOfSingles} */
  readonly inputs: Readonly<Record<string, string>> | undefined;
}

/** A single value's part of the plan; as an element of a list it needs no name. */
type PlannedPiece = PlannedElement & Pick<PlannedNode, 'node'>;

/** @param basis absent while the node cannot run; its pinned elements are there all the same */
function planElement(
  node: GraphNode,
  index: number,
  basis: ElementBasis | undefined,
  world: Planning,
): PlannedPiece | undefined {
  const pinned = node.pinned ? planPinned(node, index, world) : undefined;
  if (pinned || !basis) return pinned;
  const { declaration, assets, models, inputs = keysOfElement(node, index, world) } = basis;
  const { hasGpu } = world.context;
  const recipe = makeRecipe(declaration, node.params, assets, models, inputs, index, hasGpu);
  return planRecipe(node, index, recipe, world);
}

/** Keys of what enters, by slot, where that is nothing but single values: nearly everywhere. */
function keysOfSingles(
  { declaration, inputs }: GraphNode,
  { graph, recipes }: Planning,
): Record<string, string> | undefined {
  const keys: Record<string, string> = {};
  for (const [port, address] of inputs) {
    const recipe = recipes.get(address.node);
    if (!recipe || declaration?.inputs[port]?.gather) return undefined;
    if (graph.hasLists && graph.nodes.get(address.node)?.elements !== undefined) return undefined;
    keys[port] = inputKey(recipe.key, address.port);
  }
  return keys;
}

/** The same of one element, from lists too. */
function keysOfElement(node: GraphNode, index: number, { graph, recipes }: Planning): Record<string, string> {
  const keys: Record<string, string> = {};
  for (const { slot, id, outputPort } of sourcesOf(graph, node, index)) {
    const recipe = recipes.get(id);
    if (recipe) keys[slot] = inputKey(recipe.key, outputPort);
  }
  return keys;
}

function blocked(node: NodeId, reasons: readonly string[]): PlannedNode {
  return { node, state: 'blocked', reasons, estimatedMs: 0 };
}

/** A pin holds a result of this node's type only: its id may have belonged to another node before. */
function planPinned(node: GraphNode, index: number, world: Planning): PlannedPiece | undefined {
  const id = elementId(node.id, index);
  const last = world.context.lastRecipe(id);
  if (!last || last.ingredients.type !== node.declaration?.type) return undefined;
  if (!world.context.isStored(last.key)) return undefined;
  world.recipes.set(id, last);
  return { node: node.id, key: last.key, state: 'pinned', reasons: PINNED, estimatedMs: 0 };
}

/** Shared: a plan holds thousands. */
const NO_REASON: readonly string[] = [];
const PINNED: readonly string[] = ['pinned: keeps its result'];
const NEVER_RUN: readonly string[] = ['never run'];

function planRecipe(node: GraphNode, index: number, recipe: Recipe, world: Planning): PlannedPiece {
  const { context, recipes } = world;
  const id = elementId(node.id, index);
  const { key } = recipe;
  recipes.set(id, recipe);
  if (node.declaration?.purity !== 'volatile' && context.isStored(key)) {
    return { node: node.id, key, state: 'fresh', reasons: NO_REASON, estimatedMs: 0 };
  }
  const estimatedMs = context.estimate(node, index, recipes);
  const last = context.lastRecipe(id);
  if (!last) return { node: node.id, key, state: 'new', reasons: NEVER_RUN, estimatedMs };
  const changes = explainRecipe(node.id, last.ingredients, recipe.ingredients);
  const reasons = changes.length > 0 ? changes : ['its stored result was cleared'];
  const state = context.isStored(last.key) ? 'stale' : 'new';
  return { node: node.id, key, state, reasons, estimatedMs };
}

/** A list is fresh when all its elements are; while only some are there it is stale. */
function sumUp(node: NodeId, elements: readonly PlannedElement[]): PlannedNode {
  const states = new Set(elements.map((element) => element.state));
  const [only = 'new'] = states;
  const isThere = (state: PlannedElement['state']) => state === 'fresh' || state === 'pinned';
  const all = [...states].every(isThere) ? 'fresh' : 'stale';
  return {
    node,
    key: elements[0]?.key ?? '',
    state: states.size === 1 ? only : all,
    reasons: [...new Set(elements.flatMap((element) => element.reasons))],
    estimatedMs: elements.reduce((sum, element) => sum + element.estimatedMs, 0),
    elements,
  };
}

/** Most nodes have neither files nor models: they share this. */
const NONE: Readonly<Record<string, string>> = Object.freeze({});

function collectAssets(
  node: GraphNode,
  context: PlanningContext,
  blocks: string[],
): Readonly<Record<string, string>> {
  let assets = NONE;
  for (const name of assetParams(node.declaration)) {
    const reference = String(node.params[name] ?? '');
    const hash = reference === '' ? undefined : context.assetHash(reference);
    if (hash !== undefined) assets = { ...assets, [name]: hash };
    else if (reference === '') blocks.push(`No file is chosen for ${node.id}.${name}: choose one.`);
    else
      blocks.push(
        `The file of ${node.id}.${name} (${reference.slice(0, 60)}) is not on this device: choose it again.`,
      );
  }
  return assets;
}

function collectModels(
  node: GraphNode,
  context: PlanningContext,
  blocks: string[],
): Readonly<Record<string, string>> {
  let models = NONE;
  for (const id of node.declaration?.models ?? []) {
    const hash = context.modelHash(id);
    if (hash !== undefined) models = { ...models, [id]: hash };
    else blocks.push(`The model "${id}" is missing from this installation: install Kineograph again.`);
  }
  return models;
}

/** Nodes that a target needs, the target included. */
export function upstreamOf(graph: WorkflowGraph, targets: Iterable<NodeId>): Set<NodeId> {
  const needed = new Set<NodeId>();
  const pending = [...targets];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (needed.has(id)) continue;
    needed.add(id);
    for (const address of graph.nodes.get(id)?.inputs.values() ?? []) pending.push(address.node);
  }
  return needed;
}

/** Nodes that use a target's outputs, directly or not, the target included. */
export function downstreamOf(graph: WorkflowGraph, targets: Iterable<NodeId>): Set<NodeId> {
  const reached = new Set(targets);
  for (const id of graph.order) {
    const inputs = graph.nodes.get(id)?.inputs.values() ?? [];
    for (const address of inputs) if (reached.has(address.node)) reached.add(id);
  }
  return reached;
}
