import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import type { PlannedNode } from '../../runtime/plan.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import { definitionOf, innerId, isInside, OWN_INPUTS } from '../../runtime/subgraph-type.ts';
import { boundarySide } from '../document/boundary.ts';
import { flatGraph } from '../document/flat-graph.ts';
import { locate } from '../document/places.ts';
import { sumUp } from './list-activity.ts';
import type { NodeActivity, RunState } from './run-state.ts';

type Activities = RunState['activities'];

/** Ids of nodes in subgraphs in subgraphs are not longer than this. */
const LONGEST_ID = 2_000;

const plans = new WeakMap<object, Map<NodeId, PlannedNode | undefined>>();
const works = new WeakMap<object, Map<NodeId, NodeActivity | undefined>>();

/** What is planned for a node; for an instance of a subgraph, for all nodes in it together. */
export function plannedFor({ plan }: Pick<RunState, 'plan'>, node: NodeId): PlannedNode | undefined {
  if (!plan) return undefined;
  return plan.nodes[node] ?? remembered(plans, plan, node, () => sumUpPlan(node, Object.values(plan.nodes)));
}

/** What a node does or did last; an instance of a subgraph, all nodes in it together. */
export function activityFor(
  { plan, activities }: Pick<RunState, 'plan' | 'activities'>,
  node: NodeId,
): NodeActivity | undefined {
  return activities[node] ?? remembered(works, activities, node, () => sumUpWork(node, activities, plan));
}

/** A port of the flat graph. */
interface FlatPort {
  readonly node: NodeId;
  readonly port: string | undefined;
}

/**
 * The `node.port` of the flat graph whose result an output of a node or instance is, or what comes in at an input of
 * a subgraph.
 * @param node as the canvas calls it: `eyes/crop`
 */
export function outputBehind(whole: WorkflowDocument, node: NodeId, port: string | undefined): FlatPort {
  if (boundarySide(node) === 'inputs' && port !== undefined) {
    return inputBehind(whole, node.slice(0, -`/${OWN_INPUTS}`.length), port) ?? { node, port };
  }
  const definition = definitionOf(whole, locate(whole, node)?.node.type ?? '');
  const output = definition?.outputs[port ?? Object.keys(definition.outputs)[0] ?? ''];
  const inner = splitPortReference(output?.from ?? '');
  // Each step goes one level down; a definition that contains itself ends where ids become absurd.
  if (!inner || node.length > LONGEST_ID) return { node, port };
  return outputBehind(whole, innerId(node, inner.node), inner.port);
}

/** The `node.port` of the flat graph that feeds an input of a node or instance; undefined when nothing does. */
export function inputBehind(whole: WorkflowDocument, node: NodeId, port: string): FlatPort | undefined {
  const { nodes } = flatGraph(whole);
  if (Object.hasOwn(nodes, node)) return splitPortReference(nodes[node]?.inputs?.[port] ?? '');
  const definition = definitionOf(whole, locate(whole, node)?.node.type ?? '');
  const target = splitPortReference(definition?.inputs[port]?.to[0] ?? '');
  if (!target || node.length > LONGEST_ID) return undefined;
  return inputBehind(whole, innerId(node, target.node), target.port);
}

/** The worst state in an instance, all reasons, the whole time. */
function sumUpPlan(instance: NodeId, all: readonly PlannedNode[]): PlannedNode | undefined {
  const inside = all.filter(({ node }) => isInside(node, instance));
  if (inside.length === 0) return undefined;
  const due = inside.filter(({ state }) => state !== 'bypassed');
  const is = (...states: PlannedNode['state'][]) => due.some(({ state }) => states.includes(state));
  const blocked = due.filter(({ state }) => state === 'blocked');
  const isReady = !is('blocked', 'new', 'stale');
  const unready = is('stale', 'fresh') ? 'stale' : 'new';
  const state = is('blocked') ? 'blocked' : isReady ? 'fresh' : unready;
  return {
    node: instance,
    state,
    reasons: [...new Set((blocked.length > 0 ? blocked : due).flatMap(({ reasons }) => reasons))],
    estimatedMs: due.reduce((sum, { estimatedMs }) => sum + estimatedMs, 0),
  };
}

function sumUpWork(
  instance: NodeId,
  activities: Activities,
  plan: RunState['plan'],
): NodeActivity | undefined {
  const inside = Object.entries(activities).flatMap(([id, work]) => (isInside(id, instance) ? [work] : []));
  if (inside.length === 0) return undefined;
  const count = Object.keys(plan?.nodes ?? {}).filter((id) => isInside(id, instance)).length;
  const { elements: _, ...whole } = sumUp({ ...inside }, Math.min(count, inside.length));
  return whole;
}

function remembered<T>(
  memory: WeakMap<object, Map<NodeId, T>>,
  of: object,
  node: NodeId,
  make: () => T,
): T | undefined {
  let known = memory.get(of);
  if (!known) {
    known = new Map();
    memory.set(of, known);
  }
  if (!known.has(node)) known.set(node, make());
  return known.get(node);
}
