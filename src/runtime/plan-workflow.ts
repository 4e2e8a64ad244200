import type { NodeId } from './document.ts';
import { explainRecipe } from './explain-recipe.ts';
import type { Plan, PlannedNode } from './plan.ts';
import { inputKey, makeRecipe, type Recipe } from './recipe.ts';
import type { GraphNode, WorkflowGraph } from './workflow-graph.ts';

/** What the planner asks about the world; all answers are immediate. */
export interface PlanningContext {
  /** Content hash of an asset reference; undefined when the file is not there. */
  assetHash(reference: string): string | undefined;
  /** sha256 of a model; undefined when this build has no such model. */
  modelHash(id: string): string | undefined;
  isStored(key: string): boolean;
  /** The node's recipe at its last run of this document. */
  lastRecipe(node: NodeId): Recipe | undefined;
  /** Expected compute time, ms. */
  estimate(node: GraphNode): number;
}

/** A plan with the recipes behind it. */
export interface PlannedWorkflow extends Plan {
  readonly graph: WorkflowGraph;
  /** Recipes of all nodes that have a key, by node. */
  readonly recipes: ReadonlyMap<NodeId, Recipe>;
}

/** State, key, reasons and estimate of every node, in O(nodes + edges). Pure. */
export function planWorkflow(graph: WorkflowGraph, context: PlanningContext): PlannedWorkflow {
  const nodes: Record<NodeId, PlannedNode> = {};
  const recipes = new Map<NodeId, Recipe>();
  for (const id of graph.order) {
    const node = graph.nodes.get(id);
    if (!node) continue;
    nodes[id] = planNode(node, context, recipes);
  }
  return { graph, nodes, order: graph.order, recipes };
}

function planNode(node: GraphNode, context: PlanningContext, recipes: Map<NodeId, Recipe>): PlannedNode {
  const { id, declaration } = node;
  if (node.bypassed)
    return { node: id, state: 'bypassed', reasons: ['bypassed: passes its input on'], estimatedMs: 0 };
  const last = context.lastRecipe(id);
  // A pin holds a result of this node's type only: its id may have belonged to another node before.
  const isPinnable = last?.ingredients.type === declaration?.type;
  if (node.pinned && last && isPinnable && context.isStored(last.key)) {
    recipes.set(id, last);
    return {
      node: id,
      key: last.key,
      state: 'pinned',
      reasons: ['pinned: keeps its result'],
      estimatedMs: 0,
    };
  }
  const blocks = [...node.problems];
  const inputs: Record<string, string> = {};
  for (const [port, address] of node.inputs) {
    const recipe = recipes.get(address.node);
    if (recipe) inputs[port] = inputKey(recipe.key, address.port);
    else blocks.push(`"${address.node}", which feeds it, cannot run.`);
  }
  const assets = collectAssets(node, context, blocks);
  const models = collectModels(node, context, blocks);
  if (blocks.length > 0 || !declaration)
    return { node: id, state: 'blocked', reasons: blocks, estimatedMs: 0 };
  const recipe = makeRecipe(declaration, node.params, assets, models, inputs);
  recipes.set(id, recipe);
  if (declaration.purity !== 'volatile' && context.isStored(recipe.key)) {
    return { node: id, key: recipe.key, state: 'fresh', reasons: [], estimatedMs: 0 };
  }
  const estimatedMs = context.estimate(node);
  if (!last) return { node: id, key: recipe.key, state: 'new', reasons: ['never run'], estimatedMs };
  const changes = explainRecipe(id, last.ingredients, recipe.ingredients);
  const reasons = changes.length > 0 ? changes : ['its stored result was cleared'];
  const state = context.isStored(last.key) ? 'stale' : 'new';
  return { node: id, key: recipe.key, state, reasons, estimatedMs };
}

function collectAssets(node: GraphNode, context: PlanningContext, blocks: string[]): Record<string, string> {
  const assets: Record<string, string> = {};
  for (const [name, spec] of Object.entries(node.declaration?.params ?? {})) {
    if (spec.kind !== 'asset') continue;
    const reference = String(node.params[name] ?? '');
    const hash = reference === '' ? undefined : context.assetHash(reference);
    if (hash !== undefined) assets[name] = hash;
    else if (reference === '') blocks.push(`No file is chosen for ${node.id}.${name}: choose one.`);
    else
      blocks.push(
        `The file of ${node.id}.${name} (${reference.slice(0, 60)}) is not on this device: choose it again.`,
      );
  }
  return assets;
}

function collectModels(node: GraphNode, context: PlanningContext, blocks: string[]): Record<string, string> {
  const models: Record<string, string> = {};
  for (const id of node.declaration?.models ?? []) {
    const hash = context.modelHash(id);
    if (hash !== undefined) models[id] = hash;
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
