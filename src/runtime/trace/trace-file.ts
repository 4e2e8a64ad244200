import type { NodeFate, RunRecord, TaskSpan } from './run-record.ts';

/**
 * An event of the Trace Event format, which chrome://tracing and Perfetto open: "Trace Event Format", Google, 2016,
 * https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU. Times are microseconds.
 */
interface TraceEvent {
  readonly name: string;
  readonly cat?: string;
  /** `X` complete, `i` instant, `b`/`e` begin and end of waiting, `C` counter, `M` names. */
  readonly ph: 'X' | 'i' | 'b' | 'e' | 'C' | 'M';
  readonly ts: number;
  readonly dur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly id?: string;
  /** Scope of an instant: its thread. */
  readonly s?: 't';
  readonly cname?: string;
  readonly args?: Readonly<Record<string, unknown>>;
}

export interface TraceFile {
  readonly displayTimeUnit: 'ms';
  readonly otherData: Readonly<Record<string, string | number>>;
  readonly traceEvents: readonly TraceEvent[];
}

const PID = 1;
/** The thread on which results appear; workers follow it. */
const RESULTS_TID = 1;
const LANE_ORDER = ['gpu', 'cpu', 'codec'] as const;
/** Threads of one lane; no machine has so many workers. */
const TIDS_PER_LANE = 1000;

/**
 * A run as a trace: workers are threads, pieces of work are slices with their cache state, bytes, reason and waiting
 * time, results appear as instants, and a counter shows the bytes stored.
 * @param name of the document
 */
export function traceOf(record: RunRecord, name: string): TraceFile {
  const fates = new Map(record.fates.map((fate) => [subject(fate), fate]));
  const threads = new Map<number, string>([[RESULTS_TID, 'results']]);
  for (const task of record.tasks) threads.set(threadOf(task), `${task.lane} ${task.worker + 1}`);
  return {
    displayTimeUnit: 'ms',
    otherData: { document: name, run: record.run, outcome: record.outcome ?? 'unfinished', ms: record.ms },
    traceEvents: [
      ...names(name, threads),
      { name: 'run', cat: 'run', ph: 'X', ts: 0, dur: micro(record.ms), pid: PID, tid: RESULTS_TID },
      ...untilTheNext(record.tasks).flatMap((task, index) =>
        taskEvents(task, fates.get(subject(task)), index),
      ),
      ...resultEvents(record.fates),
      ...record.notices.map(({ at, code, message }) => ({
        ...instant(code, 'notice', at),
        args: { message },
      })),
    ],
  };
}

function names(document: string, threads: ReadonlyMap<number, string>): TraceEvent[] {
  const meta = { ph: 'M', ts: 0, pid: PID } as const;
  const process = { ...meta, name: 'process_name', tid: 0, args: { name: `Kineograph: ${document}` } };
  const named = [...threads].flatMap(([tid, name]) => [
    { ...meta, name: 'thread_name', tid, args: { name } },
    { ...meta, name: 'thread_sort_index', tid, args: { sort_index: tid } },
  ]);
  return [process, ...named];
}

/**
 * Word that a piece of work is done comes a little after its worker has begun the next; readers drop slices of one
 * thread that overlap, so that each ends where the next begins at the latest.
 */
function untilTheNext(tasks: readonly TaskSpan[]): TaskSpan[] {
  const next = new Map<number, number>();
  const ends = new Map<TaskSpan, number>();
  for (const task of [...tasks].sort((a, b) => b.start - a.start)) {
    const thread = threadOf(task);
    ends.set(task, Math.min(task.end, next.get(thread) ?? task.end));
    next.set(thread, task.start);
  }
  return tasks.map((task) => ({ ...task, end: ends.get(task) ?? task.end }));
}

function taskEvents(task: TaskSpan, fate: NodeFate | undefined, index: number): TraceEvent[] {
  const { piece, range, outcome, queuedMs, bytes } = task;
  const name = subject(task);
  const waiting = { name: `${name} waits`, cat: 'queue', pid: PID, tid: RESULTS_TID, id: `wait-${index}` };
  const waits: TraceEvent[] =
    queuedMs > 0
      ? [
          { ...waiting, ph: 'b', ts: micro(task.start - queuedMs) },
          { ...waiting, ph: 'e', ts: micro(task.start) },
        ]
      : [];
  return [
    ...waits,
    {
      name: range ? `${name} ${range.start}–${range.end}` : piece === 'prepare' ? `${name} prepare` : name,
      cat: task.lane,
      ph: 'X',
      ts: micro(task.start),
      // From rounded ends: rounded by itself it could reach a microsecond into the next slice.
      dur: micro(task.end) - micro(task.start),
      pid: PID,
      tid: threadOf(task),
      ...(outcome === 'failed' ? { cname: 'terrible' } : {}),
      args: {
        node: task.node,
        ...(task.element === undefined ? {} : { element: task.element }),
        piece,
        outcome,
        cache: fate?.state === 'computed' ? 'miss, stored' : (fate?.state ?? 'miss'),
        reason: fate?.reason ?? '',
        queuedMs: round(queuedMs),
        ...(bytes === undefined ? {} : { pieceBytes: bytes }),
        ...(fate?.bytes === undefined ? {} : { resultBytes: fate.bytes }),
      },
    },
  ];
}

/** Results in the order in which they came, and the sum of what was stored by then. */
function resultEvents(fates: readonly NodeFate[]): TraceEvent[] {
  let stored = 0;
  return fates.flatMap((fate): TraceEvent[] => {
    const { at, state, reason, ms, bytes, notices } = fate;
    const event: TraceEvent = {
      ...instant(`${subject(fate)} ${state}`, 'result', at),
      args: { state, reason, ...(ms === undefined ? {} : { ms: round(ms) }), bytes, notices },
    };
    if (bytes === undefined) return [event];
    stored += bytes;
    const counter = { name: 'bytes stored', ph: 'C', ts: micro(at), pid: PID, tid: RESULTS_TID } as const;
    return [event, { ...counter, args: { bytes: stored } }];
  });
}

function instant(name: string, cat: string, at: number) {
  return { name, cat, ph: 'i', s: 't', ts: micro(at), pid: PID, tid: RESULTS_TID } as const;
}

function subject({ node, element }: { readonly node: string; readonly element?: number }): string {
  return element === undefined ? node : `${node} ${element + 1}`;
}

function threadOf({ lane, worker }: TaskSpan): number {
  return (LANE_ORDER.indexOf(lane) + 1) * TIDS_PER_LANE + worker;
}

/** ms -> whole microseconds */
function micro(ms: number): number {
  return Math.max(0, Math.round(ms * 1000));
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
