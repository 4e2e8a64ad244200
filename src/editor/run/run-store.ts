import { create } from 'zustand';
import type { WorkflowDocument } from '../../runtime/document.ts';
import type { RunEvent } from '../../runtime/events.ts';
import { DRAFT_PREFIX, type RunRequest } from '../../runtime/plan.ts';
import { reportError } from '../../values/errors.ts';
import { useDocument } from '../document/document-store.ts';
import { computesTheSame } from '../document/flat-graph.ts';
import { nodeTitle } from '../document/node-titles.ts';
import { registry } from '../registry.ts';
import { announceEnd, announceFailure, announceNotice, announceRunFailure } from './announcements.ts';
import { engine } from './engine.ts';
import { ResultOrigins } from './result-origins.ts';
import { applyEvent, INITIAL_RUN_STATE, type RunState, withPlan } from './run-state.ts';

/** Plans and runs of the open document. */
export const useRun = create<RunState>(() => INITIAL_RUN_STATE);

/** News of progress alone is shown this often at most, ms: each time the page is laid out and painted anew. */
const PROGRESS_INTERVAL_MS = 100;
const QUIET: ReadonlySet<RunEvent['kind']> = new Set(['progress', 'expected', 'task']);

/** At most one plan in this time, ms: a drag makes many changes. */
const PLAN_INTERVAL_MS = 40;

const origins = new ResultOrigins();
/** What the run that is under way, or was last, computes; one run at a time. */
let runDocument: WorkflowDocument | undefined;
/** Events that are still to be shown, in order. */
const heard: RunEvent[] = [];
let hearing: ReturnType<typeof setTimeout> | undefined;
let isPlanDue = false;
let isPlanning = false;
let isPlanWanted = false;
let isStarting = false;
/** Counts opened documents: an answer about an earlier one is worth nothing. */
let generation = 0;

/** Connects to the engine, listens to its events and keeps the plan current. Call once. */
export async function startRunStore(): Promise<void> {
  try {
    const api = await engine();
    await api.subscribe(hear);
    useDocument.subscribe((state, before) => {
      if (!computesTheSame(state.whole, before.whole) || state.whole.name !== before.whole.name)
        schedulePlan();
    });
    await refreshPlan();
  } catch (error) {
    useRun.setState({ fault: reportError(error) });
  }
}

/** Forgets what is known of nodes; for another document. A run that is under way is stopped. */
export function resetRuns(): void {
  generation += 1;
  heard.length = 0;
  void cancelRun();
  useRun.setState({
    plan: undefined,
    activities: {},
    resultKeys: {},
    looks: {},
    lastRun: undefined,
    progress: 0,
  });
}

export async function startRun(request: RunRequest): Promise<void> {
  if (isStarting || useRun.getState().running !== undefined) return;
  isStarting = true;
  try {
    const api = await engine();
    const { whole: document } = useDocument.getState();
    runDocument = document;
    await api.run(document, request);
  } catch (error) {
    announceFailure(undefined, reportError(error));
  } finally {
    isStarting = false;
  }
}

export async function cancelRun(): Promise<void> {
  const { running } = useRun.getState();
  if (running === undefined) return;
  try {
    await (await engine()).cancel(running);
  } catch (error) {
    announceFailure(undefined, reportError(error));
  }
}

/** The document that made the result under this key, as far as this page knows. */
export function documentBehind(key: string): WorkflowDocument | undefined {
  return origins.documentOf(key);
}

export function schedulePlan(): void {
  if (isPlanDue) return;
  isPlanDue = true;
  setTimeout(() => {
    isPlanDue = false;
    void refreshPlan();
  }, PLAN_INTERVAL_MS);
}

async function refreshPlan(): Promise<void> {
  isPlanWanted = true;
  if (isPlanning) return;
  isPlanning = true;
  try {
    const api = await engine();
    while (isPlanWanted) {
      isPlanWanted = false;
      const asked = generation;
      const { whole: document } = useDocument.getState();
      const plan = await api.plan(document);
      if (asked !== generation) continue;
      origins.notePlan(plan, document);
      useRun.setState((state) => withPlan(state, plan));
    }
  } catch (error) {
    const fault = reportError(error);
    // A dead engine stays dead; anything else may be over with the next change.
    if (fault.code === 'engine-failed') useRun.setState({ fault });
    else announceFailure(undefined, fault);
  } finally {
    isPlanning = false;
  }
}

/** Drafts have listeners of their own. */
function hear(all: readonly RunEvent[]): void {
  const events = all.filter(({ run }) => !run.startsWith(DRAFT_PREFIX));
  if (events.length === 0) return;
  heard.push(...events);
  if (events.every(({ kind }) => QUIET.has(kind))) hearing ??= setTimeout(applyHeard, PROGRESS_INTERVAL_MS);
  else applyHeard();
}

function applyHeard(): void {
  clearTimeout(hearing);
  hearing = undefined;
  const events = heard.splice(0);
  useRun.setState((state) => events.reduce(applyEvent, state));
  for (const event of events) tell(event);
}

/** What people call a node of the running document. */
function titleOf(id: string): string {
  return nodeTitle(useDocument.getState().whole, id, registry);
}

/** What people are told of an event, beside what the nodes show. */
function tell(event: RunEvent): void {
  switch (event.kind) {
    case 'committed':
    case 'cached':
      if (runDocument) origins.note(event.key, runDocument);
      return;
    case 'failed':
      announceRunFailure(event.run, titleOf(event.node), event.error);
      return;
    case 'notice':
      announceNotice(event.code, event.message);
      return;
    case 'run-ended':
      announceEnd(event.outcome, event.ms);
      schedulePlan();
      return;
    default:
  }
}
