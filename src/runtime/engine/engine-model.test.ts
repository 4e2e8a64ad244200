import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { testNodes } from '../../../tests/support/arithmetic-nodes.ts';
import { evaluateNaively } from '../../../tests/support/naive-evaluator.ts';
import {
  type FinishedRun,
  openTestEngine,
  type TestEngine,
  workflow,
} from '../../../tests/support/test-engine.ts';
import { VirtualClock } from '../../../tests/support/virtual-clock.ts';
import type { CacheStore } from '../cache/cache-store.ts';
import { IndexedDbStore } from '../cache/indexeddb-store.ts';
import { MemoryStore } from '../cache/memory-store.ts';
import type { WorkflowDocument, WorkflowNode } from '../document.ts';
import { elementId, type Plan, type RunRequest } from '../plan.ts';
import type { Clock } from './clock.ts';

/** Random documents of this many nodes: enough for diamonds, twins and long chains. */
const NODES = 7;
/**
 * Sequences of edits, runs, cancels, restarts and losses, three runs in each on average. In virtual time one takes about
 * 4 ms of a processor. For a long search: `MODEL_CASES=200000 MODEL_STEPS=20 npx vitest run --project node engine-model`.
 */
const CASES = Number(process.env.MODEL_CASES ?? 10_000);
/** Steps of a sequence at most. */
const STEPS = Number(process.env.MODEL_STEPS ?? 8);
/** With a simulated database, real timers and all that waits for them. */
const CASES_WITH_DATABASE = CASES / 100;

/** One node of a random document; `a` and `b` count back to earlier nodes, so that there are no circles. */
const node = fc.record({
  kind: fc.constantFrom('constant', 'add', 'add', 'sign', 'fail', 'spread', 'refuse', 'total', 'sorted'),
  value: fc.integer({ min: -2, max: 2 }),
  a: fc.nat(NODES),
  b: fc.option(fc.nat(NODES)),
});
type RandomNode = typeof node extends fc.Arbitrary<infer T> ? T : never;

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('edit' as const), at: fc.nat(NODES - 1), to: node }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('run' as const),
      force: fc.boolean(),
      target: fc.option(fc.nat(NODES - 1)),
      cancelAfter: fc.option(fc.nat(6), { freq: 3 }),
      twice: fc.boolean(),
      isBatch: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lose' as const), value: fc.nat(20) }) },
);

const name = (index: number) => `n${index}`;

/** A node that points at nothing earlier becomes a constant. */
function documentOf(nodes: readonly RandomNode[]): WorkflowDocument {
  const entries = nodes.map(({ kind, value, a, b }, index): [string, WorkflowNode] => {
    const source = (back: number) => `${name(index - 1 - (back % index))}.value`;
    if (kind === 'constant' || index === 0) return [name(index), { type: 'constant@1', params: { value } }];
    if (kind === 'spread') {
      // Lengths of 1, 2 and 3, so that lists of several lengths meet.
      return [name(index), { type: 'spread@1', params: { count: (a % 3) + 1 }, inputs: { a: source(a) } }];
    }
    if (kind === 'refuse') {
      return [name(index), { type: 'refuse@1', params: { number: value }, inputs: { a: source(a) } }];
    }
    if (kind === 'total') {
      const inputs = { values: source(a), ...(b === null ? {} : { plus: source(b) }) };
      return [name(index), { type: 'total@1', inputs }];
    }
    if (kind === 'sorted') return [name(index), { type: 'sorted@1', inputs: { values: source(a) } }];
    if (kind !== 'add') return [name(index), { type: `${kind}@1`, inputs: { a: source(a) } }];
    const inputs = { a: source(a), ...(b === null ? {} : { b: source(b) }) };
    return [name(index), { type: 'add@1', params: { plus: value }, inputs }];
  });
  return workflow(Object.fromEntries(entries));
}

/** Nodes and elements of a run that were begun and of which nothing more was heard. */
function withoutEnd({ events }: FinishedRun): string[] {
  const open = new Set<string>();
  for (const event of events) {
    if (event.kind === 'queued') open.add(elementId(event.node, event.element));
    else if ('node' in event && !['started', 'progress', 'preview', 'task'].includes(event.kind))
      open.delete(elementId(event.node, event.element));
  }
  return [...open];
}

/** Where a sequence happens: what is stored, and time, real or not. */
interface World {
  readonly store: CacheStore;
  readonly clock?: Clock;
  until<T>(promise: Promise<T>): Promise<T>;
}

function virtualWorld(): World {
  const clock = new VirtualClock();
  return { store: new MemoryStore(), clock, until: (promise) => clock.until(promise) };
}

async function databaseWorld(): Promise<World> {
  globalThis.indexedDB = new IDBFactory();
  const store = await IndexedDbStore.open();
  return { store, until: (promise) => promise };
}

async function checkSequence(
  world: World,
  initial: readonly RandomNode[],
  steps: readonly Step[],
): Promise<void> {
  const nodes = testNodes();
  const { store, clock } = world;
  const open = () => openTestEngine(nodes.declarations, { store, ...(clock ? { clock } : {}) });
  const current = [...initial];
  let engine = await open();
  let valuesWereLost = false;
  for (const action of [...steps, LAST_RUN]) {
    if (action.do === 'edit') current[action.at] = action.to;
    else if (action.do === 'restart') engine = await open();
    else if (action.do === 'lose') {
      valuesWereLost = true;
      await loseValue(store, action.value);
    } else await checkRun({ engine, until: world.until, nodes }, documentOf(current), action, valuesWereLost);
  }
}

describe('any sequence of edits, runs, cancels, restarts and losses', () => {
  const sequences = [
    fc.array(node, { minLength: NODES, maxLength: NODES }),
    fc.array(step, { minLength: 1, maxLength: STEPS }),
  ] as const;

  it(
    'gives what a naive evaluator gives, and runs nothing whose result is stored',
    async () => {
      await fc.assert(
        fc.asyncProperty(...sequences, (initial, steps) => checkSequence(virtualWorld(), initial, steps)),
        { numRuns: CASES },
      );
    },
    60_000 + CASES * 50,
  );

  it(
    'does so with a database too',
    async () => {
      await fc.assert(
        fc.asyncProperty(...sequences, async (initial, steps) =>
          checkSequence(await databaseWorld(), initial, steps),
        ),
        { numRuns: CASES_WITH_DATABASE },
      );
    },
    60_000 + CASES * 50,
  );
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type RunStep = Extract<Step, { do: 'run' }>;
const LAST_RUN: RunStep = {
  do: 'run',
  force: false,
  target: null,
  cancelAfter: null,
  twice: false,
  isBatch: false,
};

/** `expect` takes longer than what it looks at. */
function check(isRight: boolean, expected: string, seen?: unknown): void {
  if (!isRight) throw new Error(seen === undefined ? expected : `${expected}, not ${JSON.stringify(seen)}`);
}

async function loseValue(store: CacheStore, index: number): Promise<void> {
  const digests = await store.valueDigests();
  const digest = digests[index % Math.max(1, digests.length)];
  if (digest !== undefined) await store.deleteValues([digest]);
}

interface Setting {
  readonly engine: TestEngine;
  readonly until: World['until'];
  readonly nodes: ReturnType<typeof testNodes>;
}

async function checkRun(
  { engine, until, nodes }: Setting,
  document: WorkflowDocument,
  { force, target, cancelAfter, twice, isBatch }: RunStep,
  valuesWereLost: boolean,
): Promise<void> {
  const mode =
    target === null ? ({ mode: 'all' } as const) : ({ mode: 'to', targets: [name(target)] } as const);
  const request: RunRequest = { ...mode, urgency: isBatch ? 'batch' : 'interactive' };
  const isCounted = !force && !valuesWereLost;
  const before = isCounted ? await engine.engine.plan(document) : undefined;
  nodes.ledger.length = 0;
  let left = cancelAfter ?? Number.POSITIVE_INFINITY;
  let id = '';
  nodes.before = () => {
    if (left-- <= 0) engine.engine.cancel(id);
  };
  id = await engine.engine.run(document, { ...request, force });
  const ids = twice ? [id, await engine.engine.run(document, mode)] : [id];
  const runs = await until(Promise.all(ids.map((run) => engine.ended(run))));
  nodes.before = () => undefined;
  const expected = evaluateNaively(document);
  const main = runs[0]!;
  await checkValues(engine, runs, expected);
  if (main.outcome === 'cancelled') return;
  const scope = new Set(main.events.flatMap((event) => (event.kind === 'run-started' ? event.nodes : [])));
  const mustFail = [...scope].some((each) => expected.get(each)!.values.some((value) => value === undefined));
  check(main.outcome === (mustFail ? 'failed' : 'done'), 'an outcome as the values tell', main.outcome);
  checkEnds(runs);

  // What was asked for is stored. What only stored results used may be gone: nobody needs it.
  const used = new Set(Object.values(document.nodes).flatMap(({ inputs }) => Object.values(inputs ?? {})));
  const asked = target === null ? [...scope].filter((each) => !used.has(`${each}.value`)) : [name(target)];
  checkStored(await engine.engine.plan(document), asked, expected);
  if (!before) return;
  // Nothing whose result was stored runs, and every other recipe once; failures are not stored.
  const stored = keysOf(before, true);
  const computed = runs.flatMap((run) => run.events).filter((event) => event.kind === 'committed');
  check(!computed.some((event) => stored.has(event.key)), 'nothing runs whose result is stored', computed);
  const lines = nodes.ledger.filter((line) => !/^(fail|refuse|sorted)/.test(line));
  check(lines.length <= keysOf(before, false).size, 'every recipe runs once', lines);
}

type Expected = ReturnType<typeof evaluateNaively>;

async function checkValues(
  engine: TestEngine,
  runs: readonly FinishedRun[],
  expected: Expected,
): Promise<void> {
  for (const event of runs.flatMap((run) => run.events)) {
    if (event.kind !== 'committed' && event.kind !== 'cached') continue;
    const output = (await engine.engine.outputs(event.key))?.value;
    const right = expected.get(event.node)?.values[event.element ?? 0];
    check(right !== undefined, `${event.node} has a result`);
    // A value that was deleted behind the engine's back may be gone, but is never wrong.
    if (output) check(output.type === 'Number' && output.value === right?.value, `${right?.value}`, output);
  }
}

/** Every node and every element tells exactly one end. */
function checkEnds(runs: readonly FinishedRun[]): void {
  const ends = runs[0]!.events.filter((event) => ['committed', 'failed', 'cancelled'].includes(event.kind));
  const told = ends.flatMap((event) => ('node' in event ? [elementId(event.node, event.element)] : []));
  check(new Set(told).size === told.length, 'one end each', told);
  for (const run of runs) check(withoutEnd(run).length === 0, 'an end for what began', withoutEnd(run));
}

function checkStored(plan: Plan, asked: readonly string[], expected: Expected): void {
  for (const id of asked) {
    const { values, isList } = expected.get(id)!;
    const states = isList ? plan.nodes[id]?.elements : [plan.nodes[id]];
    // What was made of a part of a list must not pass for the whole.
    for (const [index, value] of values.entries()) {
      if (value) check((states?.[index]?.state === 'fresh') === value.whole, `${id} fresh: ${value.whole}`);
    }
  }
}

/** Keys of all nodes and elements that are fresh, or that are not. */
function keysOf(plan: Plan, fresh: boolean): Set<string> {
  const all = Object.values(plan.nodes).flatMap(
    (planned): readonly { readonly state: string; readonly key?: string }[] => planned.elements ?? [planned],
  );
  return new Set(all.flatMap(({ state, key }) => ((state === 'fresh') === fresh && key ? [key] : [])));
}
