import type { Lane } from '../../runtime/node.ts';
import type { NodeFate, RunRecord, TaskSpan } from '../../runtime/trace/run-record.ts';

/** One worker's line in the timeline. */
export interface TimelineRow {
  readonly lane: Lane;
  readonly worker: number;
  /** In order of time. */
  readonly spans: readonly TimelineSpan[];
}

/** A piece of work with what its node's result tells of it. */
export interface TimelineSpan extends TaskSpan {
  /** 0..1 of the run's length. */
  readonly left: number;
  readonly width: number;
  readonly fate: NodeFate | undefined;
}

const LANE_ORDER: readonly Lane[] = ['gpu', 'cpu', 'codec'];
/** Marks on the time axis, at most. */
const MOST_TICKS = 8;

/** The workers that had something to do, in the order of their lanes. */
export function timelineRows({ tasks, fates, ms }: RunRecord): readonly TimelineRow[] {
  const fateOf = new Map(fates.map((fate) => [subjectId(fate), fate]));
  const rows = new Map<string, { lane: Lane; worker: number; spans: TimelineSpan[] }>();
  const length = Math.max(ms, 1);
  for (const task of tasks) {
    const id = `${task.lane} ${task.worker}`;
    const row = rows.get(id) ?? { lane: task.lane, worker: task.worker, spans: [] };
    rows.set(id, row);
    const left = task.start / length;
    const width = (task.end - task.start) / length;
    row.spans.push({ ...task, left, width, fate: fateOf.get(subjectId(task)) });
  }
  for (const { spans } of rows.values()) spans.sort((a, b) => a.start - b.start);
  const place = (lane: Lane) => LANE_ORDER.indexOf(lane);
  return [...rows.values()].sort((a, b) => place(a.lane) - place(b.lane) || a.worker - b.worker);
}

/** Round times for the axis, ms: 0, 1, 2, 5, 10... */
export function timelineTicks(ms: number): readonly number[] {
  let step = 1;
  for (const factor of roundSteps()) {
    step = factor;
    if (ms / factor <= MOST_TICKS) break;
  }
  const ticks: number[] = [];
  for (let at = 0; at <= ms; at += step) ticks.push(at);
  return ticks;
}

/** Nodes, or elements of a list, in these states. */
export function fatesIn(record: RunRecord, ...states: readonly NodeFate['state'][]): readonly NodeFate[] {
  return record.fates.filter((fate) => states.includes(fate.state));
}

/** Bytes that the run stored. */
export function storedBytes({ fates }: RunRecord): number {
  return fates.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
}

/** 1, 2, 5, 10, 20, 50... ms, without end. */
function* roundSteps(): Generator<number> {
  for (let power = 1; ; power *= 10) yield* [power, 2 * power, 5 * power];
}

function subjectId({ node, element }: { readonly node: string; readonly element?: number }): string {
  return `${node}#${element ?? ''}`;
}
