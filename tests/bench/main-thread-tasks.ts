/** An event of Chromium's trace: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU */
export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** µs */
  readonly ts: number;
  /** µs */
  readonly dur?: number;
  /** µs of the processor */
  readonly tdur?: number;
  readonly args?: { readonly data?: Readonly<Record<string, unknown>>; readonly name?: string };
}

/** One task of the page's main thread. */
export interface MainThreadTask {
  /** Since the trace began, ms. */
  readonly at: number;
  readonly ms: number;
  /** Of that, with a core, ms. */
  readonly computingMs: number;
  /** What was done in it, by its own time without what is in it; longest first. */
  readonly parts: readonly { readonly what: string; readonly ms: number }[];
}

const TASK = /(^|::)RunTask$/;
/** A part below this says nothing, ms. */
const LEAST_PART_MS = 2;

/** Tasks of the page's main thread that took longer than `boundMs`, in order of time. */
export function longTasksOf(events: readonly TraceEvent[], boundMs: number): readonly MainThreadTask[] {
  const thread = mainThread(events);
  const own = events
    .filter(({ ph, pid, tid }) => ph === 'X' && pid === thread?.pid && tid === thread.tid)
    .sort((a, b) => a.ts - b.ts);
  const begin = own[0]?.ts ?? 0;
  return outermost(own.filter(({ name }) => TASK.test(name)))
    .filter(({ dur = 0 }) => dur > boundMs * 1000)
    .map((task) => ({
      at: (task.ts - begin) / 1000,
      ms: (task.dur ?? 0) / 1000,
      computingMs: (task.tdur ?? task.dur ?? 0) / 1000,
      parts: partsOf(task, own),
    }));
}

/** Thread of the page whose scripts ran most: the trace has those of other pages of the browser too. */
function mainThread(
  events: readonly TraceEvent[],
): { readonly pid: number; readonly tid: number } | undefined {
  const named = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const count = ({ pid, tid }: TraceEvent) =>
    events.filter((event) => event.pid === pid && event.tid === tid && event.name === 'FunctionCall').length;
  return named.sort((a, b) => count(b) - count(a))[0];
}

/** A task may be told twice: by the scheduler and by the thread that it runs on. */
function outermost(tasks: readonly TraceEvent[]): readonly TraceEvent[] {
  let end = 0;
  return tasks.filter(({ ts, dur = 0 }) => {
    const isInside = ts + dur <= end;
    if (!isInside) end = ts + dur;
    return !isInside;
  });
}

function partsOf(task: TraceEvent, own: readonly TraceEvent[]): MainThreadTask['parts'] {
  const end = task.ts + (task.dur ?? 0);
  const inside = own.filter(
    (event) => event.ts >= task.ts && event.ts + (event.dur ?? 0) <= end && event !== task,
  );
  const times = new Map<string, number>();
  const open: { readonly event: TraceEvent; inner: number }[] = [];
  const close = () => {
    const last = open.pop();
    if (!last) return;
    const dur = last.event.dur ?? 0;
    const what = wordsFor(last.event);
    times.set(what, (times.get(what) ?? 0) + (dur - last.inner) / 1000);
    const outer = open.at(-1);
    if (outer) outer.inner += dur;
  };
  for (const event of inside) {
    for (
      let last = open.at(-1);
      last && last.event.ts + (last.event.dur ?? 0) <= event.ts;
      last = open.at(-1)
    )
      close();
    open.push({ event, inner: 0 });
  }
  while (open.length > 0) close();
  return [...times]
    .map(([what, ms]) => ({ what, ms }))
    .filter(({ ms }) => ms >= LEAST_PART_MS)
    .sort((a, b) => b.ms - a.ms);
}

function wordsFor({ name, args }: TraceEvent): string {
  const { functionName, url, type, lineNumber, columnNumber } = args?.data ?? {};
  const file = typeof url === 'string' ? url.slice(url.lastIndexOf('/') + 1) : '';
  const place = file && `${file}:${lineNumber ?? ''}:${columnNumber ?? ''}`;
  return [name, type, functionName, place]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ');
}
