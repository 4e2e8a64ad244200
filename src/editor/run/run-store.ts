import { create } from 'zustand';
import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import type { RunEvent, RunId } from '../../runtime/events.ts';
import type { Plan, PlannedNode, RunRequest } from '../../runtime/plan.ts';
import { type ErrorReport, reportError } from '../../values/errors.ts';
import { useDocument } from '../document/document-store.ts';
import { announceEnd, announceFailure, announceNotice } from './announcements.ts';
import { engine } from './engine.ts';

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

interface RunState {
  readonly plan: Plan | undefined;
  readonly activities: Readonly<Record<NodeId, NodeActivity>>;
  /** Key of the newest result of each node: shown until a newer one is there. */
  readonly resultKeys: Readonly<Record<NodeId, string>>;
  readonly running: RunId | undefined;
  /** 0..1 of the running run, by expected time. */
  readonly progress: number;
  /** The document that made the newest result of this session; later edits are not in it. */
  readonly resultDocument: WorkflowDocument | undefined;
  readonly lastRun: { readonly outcome: 'done' | 'failed' | 'cancelled'; readonly ms: number } | undefined;
  /** The engine could not be started. */
  readonly fault: ErrorReport | undefined;
}

const INITIAL: RunState = {
  plan: undefined,
  activities: {},
  resultKeys: {},
  running: undefined,
  progress: 0,
  resultDocument: undefined,
  lastRun: undefined,
  fault: undefined,
};

/** Plans and runs of the open document. */
export const useRun = create<RunState>(() => INITIAL);

/** Delay after a change before it is planned: a drag makes many changes. */
const PLAN_DELAY_MS = 40;

let planTimer: ReturnType<typeof setTimeout> | undefined;
let planNumber = 0;

/** Connects to the engine, listens to its events and keeps the plan current. Call once. */
export async function startRunStore(): Promise<void> {
  try {
    const api = await engine();
    await api.subscribe((events) => useRun.setState((state) => events.reduce(applyEvent, state)));
    useDocument.subscribe((state, before) => {
      if (state.document.nodes !== before.document.nodes || state.document.name !== before.document.name)
        schedulePlan();
    });
    await refreshPlan();
  } catch (error) {
    useRun.setState({ fault: reportError(error) });
  }
}

/** Forgets what is known of nodes; for another document. */
export function resetRuns(): void {
  useRun.setState({
    activities: {},
    resultKeys: {},
    lastRun: undefined,
    resultDocument: undefined,
    progress: 0,
  });
}

/** A second click of a double click must neither start another run nor cancel the one that has just begun. */
const DOUBLE_CLICK_MS = 400;

let starting = false;
let startedAt = Number.NEGATIVE_INFINITY;
/** The document of the run that goes on; it becomes the result's once the run is done. */
let runDocument: WorkflowDocument | undefined;

export async function startRun(request: RunRequest): Promise<void> {
  if (starting || useRun.getState().running !== undefined) return;
  starting = true;
  startedAt = performance.now();
  try {
    const api = await engine();
    runDocument = useDocument.getState().document;
    await api.run(runDocument, request);
  } catch (error) {
    announceFailure(undefined, reportError(error));
  } finally {
    starting = false;
  }
}

/** Was the run begun by the click before this one? */
export function hasJustStarted(): boolean {
  return performance.now() - startedAt < DOUBLE_CLICK_MS;
}

export async function cancelRun(): Promise<void> {
  const { running } = useRun.getState();
  if (running !== undefined) await (await engine()).cancel(running);
}

export function schedulePlan(): void {
  clearTimeout(planTimer);
  planTimer = setTimeout(() => {
    refreshPlan().catch((error: unknown) => announceFailure(undefined, reportError(error)));
  }, PLAN_DELAY_MS);
}

async function refreshPlan(): Promise<void> {
  planNumber += 1;
  const number = planNumber;
  const plan = await (await engine()).plan(useDocument.getState().document);
  // A newer question is under way: this answer is out of date.
  if (number !== planNumber) return;
  useRun.setState(({ resultKeys }) => ({ plan, resultKeys: withStoredResults(resultKeys, plan) }));
}

/** Results that are stored for the present recipes, over those shown until now. */
function withStoredResults(
  keys: Readonly<Record<NodeId, string>>,
  plan: Plan,
): Readonly<Record<NodeId, string>> {
  const next: Record<NodeId, string> = {};
  for (const [id, { key, state }] of Object.entries(plan.nodes)) {
    const stored = state === 'fresh' || state === 'pinned' ? key : keys[id];
    if (stored !== undefined) next[id] = stored;
  }
  return next;
}

function applyEvent(state: RunState, event: RunEvent): RunState {
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
      const running = {
        phase: 'running',
        fraction,
        notices: [],
        ...(note === undefined ? {} : { note }),
      } as const;
      return withProgress(withActivity(state, event.node, running));
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
    case 'failed':
      announceFailure(event.node, event.error);
      return withActivity(state, event.node, {
        phase: 'failed',
        fraction: 0,
        notices: [],
        error: event.error,
      });
    case 'cancelled':
      return withActivity(state, event.node, {
        phase: 'cancelled',
        fraction: 0,
        notices: [],
        because: event.because,
      });
    case 'notice':
      announceNotice(event.code, event.message);
      return state;
    case 'run-ended':
      announceEnd(event.outcome, event.ms);
      schedulePlan();
      return {
        ...state,
        running: undefined,
        progress: 1,
        resultDocument: event.outcome === 'done' ? runDocument : state.resultDocument,
        lastRun: { outcome: event.outcome, ms: event.ms },
      };
  }
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
