import type { NodeId } from '../../runtime/document.ts';
import type { RunEvent, RunId } from '../../runtime/events.ts';
import type { Plan, PlannedNode } from '../../runtime/plan.ts';
import type { ErrorReport } from '../../values/errors.ts';

/** What happens, or last happened, to a node in this session. */
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
}

export interface RunState {
  readonly plan: Plan | undefined;
  readonly activities: Readonly<Record<NodeId, NodeActivity>>;
  /** Key of the newest result of each node: shown until a newer one is there. */
  readonly resultKeys: Readonly<Record<NodeId, string>>;
  readonly running: RunId | undefined;
  /** 0..1 of the running run, by expected time. */
  readonly progress: number;
  readonly lastRun: { readonly outcome: 'done' | 'failed' | 'cancelled'; readonly ms: number } | undefined;
  /** The engine could not be started, or died. */
  readonly fault: ErrorReport | undefined;
}

export const INITIAL_RUN_STATE: RunState = {
  plan: undefined,
  activities: {},
  resultKeys: {},
  running: undefined,
  progress: 0,
  lastRun: undefined,
  fault: undefined,
};

/** The state after an event of the engine. */
export function applyEvent(state: RunState, event: RunEvent): RunState {
  switch (event.kind) {
    case 'run-started':
      return {
        ...state,
        running: event.run,
        progress: 0,
        activities: withoutOldFailures(state.activities),
      };
    case 'queued':
      return withActivity(state, event.node, { phase: 'queued', fraction: 0, notices: [] });
    case 'started':
      return withActivity(state, event.node, { phase: 'running', fraction: 0, notices: [] });
    case 'progress': {
      const { fraction, note } = event;
      const noted = note === undefined ? {} : { note };
      return withProgress(
        withActivity(state, event.node, { phase: 'running', fraction, notices: [], ...noted }),
      );
    }
    case 'committed': {
      const { node, key, ms, notices } = event;
      return withProgress(
        withResult(withActivity(state, node, { phase: 'done', fraction: 1, ms, notices }), node, key),
      );
    }
    case 'cached': {
      const { node, key, notices } = event;
      return withProgress(
        withResult(withActivity(state, node, { phase: 'cached', fraction: 1, notices }), node, key),
      );
    }
    case 'failed': {
      const { node, error } = event;
      return withActivity(state, node, { phase: 'failed', fraction: 0, notices: [], error });
    }
    case 'cancelled': {
      const { node, because } = event;
      return withActivity(state, node, { phase: 'cancelled', fraction: 0, notices: [], because });
    }
    case 'notice':
      return state;
    case 'run-ended':
      // A run that was followed by another has nothing to end.
      if (state.running !== event.run) return state;
      return {
        ...state,
        running: undefined,
        progress: 1,
        lastRun: { outcome: event.outcome, ms: event.ms },
      };
  }
}

/** The state with a new plan: results that are stored for the present recipes come over those shown until now. */
export function withPlan(state: RunState, plan: Plan): RunState {
  const resultKeys: Record<NodeId, string> = {};
  for (const [id, planned] of Object.entries(plan.nodes)) {
    const isStored = planned.state === 'fresh' || planned.state === 'pinned';
    const stored = isStored ? planned.key : state.resultKeys[id];
    if (stored !== undefined) resultKeys[id] = stored;
  }
  return { ...state, plan, resultKeys };
}

function withActivity(state: RunState, node: NodeId, activity: NodeActivity): RunState {
  return { ...state, activities: { ...state.activities, [node]: activity } };
}

function withResult(state: RunState, node: NodeId, key: string): RunState {
  const planned = state.plan?.nodes[node];
  // The plan is refreshed after the run; until then the badge must not say "stale" under a fresh picture.
  const fresh: PlannedNode = { node, key, state: 'fresh', reasons: [], estimatedMs: 0 };
  const plan =
    state.plan && planned?.key === key
      ? { ...state.plan, nodes: { ...state.plan.nodes, [node]: fresh } }
      : state.plan;
  return { ...state, plan, resultKeys: { ...state.resultKeys, [node]: key } };
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
