import { describe, expect, it } from 'vitest';
import { testNodes } from '../../../tests/support/arithmetic-nodes.ts';
import { openTestEngine, workflow } from '../../../tests/support/test-engine.ts';
import { timedLanes } from '../../../tests/support/timed-lanes.ts';
import { VirtualClock } from '../../../tests/support/virtual-clock.ts';
import type { WorkflowDocument } from '../document.ts';
import { NodeRegistry } from '../registry.ts';
import { RunRecorder } from './run-record.ts';
import { type TraceFile, traceOf } from './trace-file.ts';

/**
 * The file against the Trace Event Format (source in trace-file.ts) and against what its readers do with it: Chrome's
 * importer and Perfetto's sort a thread's complete events by time, the longer first, and stack them; what reaches
 * beyond the slice that it lies in is cut or dropped. Neither reader runs here: these are their rules, written down.
 */

type Json = Record<string, unknown>;

const PHASES = new Set(['X', 'i', 'b', 'e', 'C', 'M']);
const METADATA: Readonly<Record<string, readonly [member: string, type: string]>> = {
  process_name: ['name', 'string'],
  thread_name: ['name', 'string'],
  thread_sort_index: ['sort_index', 'number'],
};
/** Reserved colour names that the importer knows, as far as they are used. */
const COLOURS = new Set(['terrible', 'bad', 'good']);

/** What is wrong with a trace file, as text that a reader gets. */
function faultsOf(text: string): string[] {
  const file = JSON.parse(text) as Json;
  const events = file.traceEvents;
  if (!Array.isArray(events)) return ['no traceEvents'];
  const faults = events.flatMap((event: Json, index) =>
    eventFaults(event).map((fault) => `${index} (${event.name}): ${fault}`),
  );
  if (file.displayTimeUnit !== 'ms' && file.displayTimeUnit !== 'ns') faults.push('no display unit');
  return [...faults, ...threadFaults(events), ...waitFaults(events), ...nestingFaults(events)];
}

function eventFaults(event: Json): string[] {
  const faults: string[] = [];
  const need = (name: string, holds: boolean) => holds || faults.push(`${name} is ${String(event[name])}`);
  const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
  const args = (event.args ?? {}) as Json;
  need('name', typeof event.name === 'string' && event.name !== '');
  need('ph', PHASES.has(event.ph as string));
  // Microseconds since the run began, whole.
  need('ts', isCount(event.ts));
  need('pid', isCount(event.pid));
  need('tid', isCount(event.tid));
  need('dur', event.ph === 'X' ? isCount(event.dur) : event.dur === undefined);
  need('cat', event.ph === 'M' || event.ph === 'C' || typeof event.cat === 'string');
  need('id', event.ph === 'b' || event.ph === 'e' ? typeof event.id === 'string' : event.id === undefined);
  need('s', event.ph === 'i' ? ['g', 'p', 't'].includes(event.s as string) : event.s === undefined);
  need('cname', event.cname === undefined || COLOURS.has(event.cname as string));
  need('args', typeof args === 'object' && !Array.isArray(args));
  if (event.ph === 'C') need('args', Object.values(args).every(Number.isFinite) && 'bytes' in args);
  if (event.ph === 'M') {
    const [member, type] = METADATA[event.name as string] ?? ['', ''];
    need('args', member !== '' && typeof args[member] === type);
  }
  return faults;
}

/** Every thread that has events is named, once. */
function threadFaults(events: readonly Json[]): string[] {
  const named = events.filter(({ name }) => name === 'thread_name').map(({ pid, tid }) => `${pid} ${tid}`);
  const used = new Set(events.filter(({ ph }) => ph !== 'M').map(({ pid, tid }) => `${pid} ${tid}`));
  const unnamed = [...used].filter((thread) => !named.includes(thread)).map((it) => `${it} has no name`);
  return new Set(named).size === named.length ? unnamed : [...unnamed, 'a thread has two names'];
}

/** Waiting begins and ends in pairs of one category, id and name. */
function waitFaults(events: readonly Json[]): string[] {
  const open = new Map<string, number>();
  const faults: string[] = [];
  for (const { ph, cat, id, name, ts } of events) {
    const key = `${cat} ${id} ${name}`;
    if (ph === 'b') {
      if (open.has(key)) faults.push(`${key} begins twice`);
      open.set(key, ts as number);
    }
    if (ph !== 'e') continue;
    if ((open.get(key) ?? Number.POSITIVE_INFINITY) > (ts as number)) faults.push(`${key} ends unbegun`);
    open.delete(key);
  }
  return [...faults, ...[...open.keys()].map((key) => `${key} never ends`)];
}

function nestingFaults(events: readonly Json[]): string[] {
  const faults: string[] = [];
  const slices = events.filter(({ ph }) => ph === 'X') as {
    ts: number;
    dur: number;
    tid: number;
    name: string;
  }[];
  for (const tid of new Set(slices.map((slice) => slice.tid))) {
    const own = slices.filter((slice) => slice.tid === tid).sort((a, b) => a.ts - b.ts || b.dur - a.dur);
    const stack: typeof slices = [];
    for (const slice of own) {
      const end = (of: { ts: number; dur: number }) => of.ts + of.dur;
      while (stack.length > 0 && end(stack.at(-1)!) <= slice.ts) stack.pop();
      const outer = stack.at(-1);
      if (outer && end(slice) > end(outer)) faults.push(`${slice.name} reaches beyond ${outer.name}`);
      stack.push(slice);
    }
  }
  return faults;
}

const { declarations } = testNodes();

/** Times that no microsecond divides, so that rounding shows. */
const ODD_MS = 0.333_6;

async function traceText(documents: readonly WorkflowDocument[]): Promise<string> {
  const clock = new VirtualClock();
  const sizes = { gpu: 1, cpu: 2, codec: 1 };
  const lanes = timedLanes(new NodeRegistry(declarations), clock, sizes, () => ({
    ms: ODD_MS,
    perChunkMs: ODD_MS,
  }));
  const engine = await openTestEngine(declarations, { clock, lanes, chunkBytes: 64 });
  let text = '';
  for (const document of documents) {
    const { events } = await clock.until(engine.run(document));
    const [first] = events;
    if (first?.kind !== 'run-started') throw new Error('a run begins with its start');
    const recorder = new RunRecorder(first);
    for (const event of events) recorder.take(event);
    text = JSON.stringify(traceOf(recorder.record(), 'Test “ü”'));
  }
  return text;
}

const film = (frames: number): WorkflowDocument =>
  workflow({
    start: { type: 'constant@1', params: { value: 3 } },
    ramp: { type: 'ramp@1', params: { frames, side: 2 }, inputs: { start: 'start.value' } },
    inverse: { type: 'invert@1', inputs: { clip: 'ramp.clip' } },
    bytes: { type: 'first-bytes@1', inputs: { clip: 'inverse.clip' } },
  });

const broken = workflow({
  many: { type: 'spread@1', params: { count: 5 } },
  some: { type: 'refuse@1', params: { number: 2 }, inputs: { a: 'many.value' } },
  sum: { type: 'total@1', inputs: { values: 'some.value' } },
  bad: { type: 'fail@1', inputs: { a: 'sum.value' } },
  after: { type: 'add@1', inputs: { a: 'bad.value' } },
});

describe('a trace file', () => {
  it.each([
    ['of a clip in many pieces on two workers', [film(60)]],
    ['of lists with elements that fail', [broken]],
    ['of a run that found all stored', [film(10), film(10)]],
    ['of a run of which a part was stored', [film(10), film(20)]],
  ])('%s is as the format and its readers want it', async (_what, documents) => {
    expect(faultsOf(await traceText(documents))).toEqual([]);
  });

  it('lets each piece of work end before the next of its worker, though word of it came later', () => {
    const piece = { lane: 'cpu', worker: 0, piece: 'run', queuedMs: 0, outcome: 'done' } as const;
    const record = {
      run: 'run-1',
      startedAt: 0,
      ms: 30,
      outcome: 'done',
      tasks: [
        { ...piece, node: 'first', start: 0, end: 10.4 },
        { ...piece, node: 'second', start: 10.1, end: 21 },
        { ...piece, node: 'beside', worker: 1, start: 5, end: 25 },
        { ...piece, node: 'third', start: 20.9, end: 30 },
      ],
      fates: [],
      notices: [],
    } as const;
    const trace = traceOf(record, 'Test');
    expect(faultsOf(JSON.stringify(trace))).toEqual([]);
    const durations = trace.traceEvents.flatMap(({ ph, cat, dur }) =>
      ph === 'X' && cat === 'cpu' ? [dur] : [],
    );
    expect(durations).toEqual([10_100, 10_800, 20_000, 9_100]);
  });

  it('has times in microseconds: the run is as long as its record says', async () => {
    const file = JSON.parse(await traceText([film(10)])) as TraceFile;
    const run = file.traceEvents.find(({ cat }) => cat === 'run');
    expect(run?.dur).toBe(Math.round(Number(file.otherData.ms) * 1000));
    const pieces = file.traceEvents.filter(({ ph, cat }) => ph === 'X' && cat === 'cpu');
    for (const { dur } of pieces) expect(dur).toBeGreaterThanOrEqual(Math.floor(ODD_MS * 1000));
  });
});

describe('the check of a trace file', () => {
  const slice = (ts: number, dur: number, more: Json = {}) => ({
    name: 'a',
    cat: 'cpu',
    ph: 'X',
    ts,
    dur,
    pid: 1,
    tid: 5,
    ...more,
  });
  const name = { name: 'thread_name', ph: 'M', ts: 0, pid: 1, tid: 5, args: { name: 'cpu 1' } };
  const check = (...events: Json[]) =>
    faultsOf(JSON.stringify({ displayTimeUnit: 'ms', traceEvents: events }));

  it('passes what is right and finds what is wrong', () => {
    expect(check(name, slice(0, 10), slice(2, 8), slice(10, 0))).toEqual([]);
    expect(check(name, slice(0, 10), slice(9, 2))).toHaveLength(1);
    expect(check(name, slice(0.5, 10))).toHaveLength(1);
    expect(check(name, slice(0, -1))).toHaveLength(1);
    expect(check(name, slice(0, Number.NaN))).toHaveLength(1);
    expect(check(slice(0, 10))).toHaveLength(1);
    expect(check(name, slice(0, 1, { ph: 'Z', dur: undefined }))).toHaveLength(1);
    expect(check(name, slice(0, 1, { ph: 'b', dur: undefined, id: 'w' }))).toHaveLength(1);
    expect(check(name, { ...slice(0, 0), ph: 'C', dur: undefined, args: { bytes: 'many' } })).toHaveLength(1);
  });
});
