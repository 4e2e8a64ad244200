import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import type { RunEvent, RunId } from '../../runtime/events.ts';
import { DRAFT_PREFIX, type RunRequest } from '../../runtime/plan.ts';
import { engine } from '../run/engine.ts';

/** A draft that is under way. */
export interface DraftRun {
  /** How it ended; `cancelled` also when the engine failed. */
  readonly ended: Promise<'done' | 'failed' | 'cancelled'>;
  cancel(): void;
}

type Listener = (event: RunEvent) => void;

const listeners = new Map<RunId, Listener>();
/** Events of runs whose ids are not known yet: answers and events take different ways out of the engine. */
const early = new Map<RunId, RunEvent[]>();
let listening: Promise<unknown> | undefined;

/**
 * Runs what some nodes of a draft document need, apart from the runs of the open document.
 * @param hear each event of the run
 */
export async function runDraft(
  document: WorkflowDocument,
  targets: readonly NodeId[],
  hear: (event: RunEvent) => void,
  urgency: RunRequest['urgency'] = 'interactive',
): Promise<DraftRun> {
  const api = await engine();
  listening ??= api.subscribe((events) => events.forEach(pass));
  await listening;
  const id = await api.run(document, { mode: 'to', targets, urgency, draft: true });
  const ended = new Promise<'done' | 'failed' | 'cancelled'>((resolve) => {
    listeners.set(id, (event) => {
      hear(event);
      if (event.kind !== 'run-ended') return;
      listeners.delete(id);
      resolve(event.outcome);
    });
  });
  const waiting = early.get(id) ?? [];
  early.delete(id);
  waiting.forEach(pass);
  return { ended, cancel: () => void api.cancel(id) };
}

function pass(event: RunEvent): void {
  if (!event.run.startsWith(DRAFT_PREFIX)) return;
  const listener = listeners.get(event.run);
  if (listener) listener(event);
  else early.set(event.run, [...(early.get(event.run) ?? []), event]);
}
