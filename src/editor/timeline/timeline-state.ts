import { create } from 'zustand';
import type { RunEvent } from '../../runtime/events.ts';
import { DRAFT_PREFIX } from '../../runtime/plan.ts';
import { type RunRecord, RunRecorder } from '../../runtime/trace/run-record.ts';
import { engine } from '../run/engine.ts';

interface TimelineState {
  readonly open: boolean;
  /** The run that is under way, or was last. Kept current only while the timeline is open. */
  readonly record: RunRecord | undefined;
}

export const useTimeline = create<TimelineState>(() => ({ open: false, record: undefined }));

/** While a run goes on, the picture is renewed at most this often, ms. */
const RENEWAL_MS = 100;

let recorder: RunRecorder | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Listens to the engine from now on. Call once; a run that nobody looks at costs next to nothing. */
export async function recordRuns(): Promise<void> {
  await (await engine()).subscribe((events) => {
    for (const event of events) take(event);
    if (useTimeline.getState().open && timer === undefined) timer = setTimeout(renew, RENEWAL_MS);
  });
}

export function toggleTimeline(): void {
  useTimeline.setState(({ open }) => ({ open: !open, record: recorder?.record() }));
}

function take(event: RunEvent): void {
  if (event.run.startsWith(DRAFT_PREFIX)) return;
  if (event.kind === 'run-started') recorder = new RunRecorder(event);
  recorder?.take(event);
}

function renew(): void {
  timer = undefined;
  useTimeline.setState({ record: recorder?.record() });
}
