import type { NodeId } from '../../runtime/document.ts';
import type { RunEvent, RunId } from '../../runtime/events.ts';
import { elementId, type Plan, type PlannedNode } from '../../runtime/plan.ts';
import type { ErrorReport } from '../../values/errors.ts';
import type { Value } from '../../values/value.ts';
import { sumUp } from './list-activity.ts';

/** What happens, or last happened, to a node in this session; for a node that gives a list, to all its elements. */
export interface NodeActivity {
  readonly phase: 'queued' | 'running' | 'done' | 'cached' | 'failed' | 'cancelled';
  /** 0..1 */
  readonly fraction: number;
  readonly note?: string;
  /** Compute time of the last run, ms. */
  readonly ms?: number;
  readonly notices: readonly string[];
  readonly error?: ErrorReport;
  readonly because?: string;
  /** Each element of a list by itself, as far as it was told of. */
  readonly elements?: Readonly<Record<number, NodeActivity>>;
}

export interface RunState {
  readonly plan: Plan | undefined;
  readonly activities: Readonly<Record<NodeId, NodeActivity>>;
  /** Key of the newest result by `elementId`: shown until a newer one is there. */
  readonly resultKeys: Readonly<Record<string, string>>;
  /** What a result that is being made looks like so far, by `elementId`. */
  readonly looks: Readonly<Record<string, Value>>;
  readonly running: RunId | undefined;
  /** 0..1 of the running run, by expected time. */
  readonly progress: number;
  /** Expected time until it ends, ms, as told last; undefined until there is something to tell. */
  readonly remainingMs: number | undefined;
  readonly lastRun: { readonly outcome: 'done' | 'failed' | 'cancelled'; readonly ms: number } | undefined;
  /** Runs that came to their end in this session, however. */
  readonly runsEnded: number;
  /** The engine could not be started, or died. */
  readonly fault: ErrorReport | undefined;
}

export const INITIAL_RUN_STATE: RunState = {
  plan: undefined,
  activities: {},
  resultKeys: {},
  looks: {},
  running: undefined,
  progress: 0,
  remainingMs: undefined,
  lastRun: undefined,
  runsEnded: 0,
  fault: undefined,
};

/** The state after an event of the engine. */
export function applyEvent(state: RunState, event: RunEvent): RunState {
  const next = applyActivity(state, event);
  const looks = looksAfter(state.looks, event);
  return looks === next.looks ? next : { ...next, looks };
}

/** A look at a result lasts until the result is there, or will not be. */
function looksAfter(looks: RunState['looks'], event: RunEvent): RunState['looks'] {
  switch (event.kind) {
    case 'preview':
      return { ...looks, [elementId(event.node, event.element)]: event.value };
    case 'committed':
    case 'cached':
    case 'failed':
    case 'cancelled': {
      const { [elementId(event.node, event.element)]: over, ...others } = looks;
      return over === undefined ? looks : others;
    }
    case 'run-ended':
      return Object.keys(looks).length === 0 ? looks : {};
    default:
      return looks;
  }
}

function applyActivity(state: RunState, event: RunEvent): RunState {
  switch (event.kind) {
    case 'run-started':
      return {
        ...state,
        running: event.run,
        progress: 0,
        remainingMs: event.expectedMs,
        activities: withoutOldFailures(state.activities),
      };
    case 'expected':
      return state.running === event.run ? { ...state, remainingMs: event.remainingMs } : state;
    case 'queued':
      return withActivity(state, event, { phase: 'queued', fraction: 0, notices: [] });
    case 'started':
      return withActivity(state, event, { phase: 'running', fraction: 0, notices: [] });
    case 'progress': {
      const { fraction, note } = event;
      const noted = note === undefined ? {} : { note };
      return withProgress(withActivity(state, event, { phase: 'running', fraction, notices: [], ...noted }));
    }
    case 'committed': {
      const { key, ms, notices } = event;
      return withProgress(
        withResult(withActivity(state, event, { phase: 'done', fraction: 1, ms, notices }), event, key),
      );
    }
    case 'cached': {
      const { key, notices } = event;
      return withProgress(
        withResult(withActivity(state, event, { phase: 'cached', fraction: 1, notices }), event, key),
      );
    }
    case 'failed': {
      const { error } = event;
      return withActivity(state, event, { phase: 'failed', fraction: 0, notices: [], error });
    }
    case 'cancelled': {
      const { because } = event;
      return withActivity(state, event, { phase: 'cancelled', fraction: 0, notices: [], because });
    }
    case 'preview':
    case 'task':
    case 'notice':
      return state;
    case 'run-ended':
      // A run that was followed by another has nothing to end.
      if (state.running !== event.run) return state;
      return {
        ...state,
        running: undefined,
        progress: 1,
        remainingMs: undefined,
        lastRun: { outcome: event.outcome, ms: event.ms },
        runsEnded: state.runsEnded + 1,
      };
  }
}

/** The state with a new plan: results that are stored for the present recipes come over those shown until now. */
export function withPlan(state: RunState, plan: Plan): RunState {
  const resultKeys: Record<string, string> = {};
  for (const [node, planned] of Object.entries(plan.nodes)) {
    for (const [element, { state: known, key }] of (planned.elements ?? [planned]).entries()) {
      const id = elementId(node, element);
      const stored = known === 'fresh' || known === 'pinned' ? key : state.resultKeys[id];
      if (stored !== undefined) resultKeys[id] = stored;
    }
  }
  return { ...state, plan, resultKeys };
}

/** Which node, or which element of its list, an event is about. */
interface EventSubject {
  readonly node: NodeId;
  readonly element?: number;
}

function withActivity(state: RunState, { node, element }: EventSubject, activity: NodeActivity): RunState {
  if (element === undefined) return { ...state, activities: { ...state.activities, [node]: activity } };
  const elements = { ...state.activities[node]?.elements, [element]: activity };
  const count = state.plan?.nodes[node]?.elements?.length ?? 0;
  return { ...state, activities: { ...state.activities, [node]: sumUp(elements, count) } };
}

function withResult(state: RunState, { node, element }: EventSubject, key: string): RunState {
  const resultKeys = { ...state.resultKeys, [elementId(node, element)]: key };
  const planned = state.plan?.nodes[node];
  if (!state.plan || !planned) return { ...state, resultKeys };
  // The plan is refreshed after the run; until then the badge must not say "stale" under a fresh picture.
  const refreshed = element === undefined ? freshNode(planned, key) : freshElement(planned, element, key);
  const plan = { ...state.plan, nodes: { ...state.plan.nodes, [node]: refreshed } };
  return { ...state, plan, resultKeys };
}

function freshNode(planned: PlannedNode, key: string): PlannedNode {
  return planned.key === key ? { ...planned, state: 'fresh', reasons: [], estimatedMs: 0 } : planned;
}

/** A list is fresh when its last element is. */
function freshElement(planned: PlannedNode, element: number, key: string): PlannedNode {
  const elements = planned.elements?.map((part, index) =>
    index === element && part.key === key
      ? { ...part, state: 'fresh' as const, reasons: [], estimatedMs: 0 }
      : part,
  );
  if (!elements) return planned;
  const isFresh = elements.every((part) => part.state === 'fresh' || part.state === 'pinned');
  const estimatedMs = elements.reduce((sum, part) => sum + part.estimatedMs, 0);
  const shown = isFresh ? ({ state: 'fresh', reasons: [] } as const) : {};
  return { ...planned, ...shown, estimatedMs, elements };
}

function withoutOldFailures(activities: RunState['activities']): RunState['activities'] {
  const kept = Object.entries(activities).filter(([, { phase }]) => phase === 'done' || phase === 'cached');
  return Object.fromEntries(kept);
}

/** Share of the expected time that has passed, by the nodes' own progress. */
function withProgress(state: RunState): RunState {
  let expected = 0;
  let passed = 0;
  for (const [id, activity] of Object.entries(state.activities)) {
    const ms = Math.max(state.plan?.nodes[id]?.estimatedMs ?? 0, activity.ms ?? 0, 1);
    expected += ms;
    passed += ms * (activity.phase === 'cached' || activity.phase === 'done' ? 1 : activity.fraction);
  }
  // Nodes that wait are not told of yet; the bar never goes back.
  const waiting = Object.values(state.plan?.nodes ?? {}).filter(({ node }) => !state.activities[node]);
  for (const { estimatedMs } of waiting) expected += estimatedMs;
  return { ...state, progress: Math.max(state.progress, expected > 0 ? passed / expected : 0) };
}
