import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testNodes } from '../../../tests/support/arithmetic-nodes.ts';
import { evaluateNaively } from '../../../tests/support/naive-evaluator.ts';
import {
  type FinishedRun,
  openTestEngine,
  type TestEngine,
  workflow,
} from '../../../tests/support/test-engine.ts';
import { VirtualClock } from '../../../tests/support/virtual-clock.ts';
import { MemoryStore } from '../cache/memory-store.ts';
import type { WorkflowDocument, WorkflowNode } from '../document.ts';
import { elementId, type Plan } from '../plan.ts';

/** Random documents of this many nodes: enough for diamonds, twins and long chains. */
const NODES = 7;
/** Sequences of edits, runs, cancels, restarts and losses, four runs in each on average; more for a long search. */
const CASES = Number(process.env.MODEL_CASES ?? 400);

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

describe('any sequence of edits, runs, cancels, restarts and losses', () => {
  it(
    'gives what a naive evaluator gives, and runs nothing whose result is stored',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(node, { minLength: NODES, maxLength: NODES }),
          fc.array(step, { minLength: 1, maxLength: 12 }),
          async (initial, steps) => {
            const nodes = testNodes();
            const store = new MemoryStore();
            const current = [...initial];
            const clock = new VirtualClock();
            let engine = await openTestEngine(nodes.declarations, { store, clock });
            let valuesWereLost = false;
            for (const action of [...steps, LAST_RUN]) {
              if (action.do === 'edit') current[action.at] = action.to;
              else if (action.do === 'restart')
                engine = await openTestEngine(nodes.declarations, { store, clock });
              else if (action.do === 'lose') {
                valuesWereLost = true;
                await loseValue(store, action.value);
              } else await checkRun(engine, clock, nodes, documentOf(current), action, valuesWereLost);
            }
          },
        ),
        { numRuns: CASES },
      );
    },
    30_000 + CASES * 50,
  );
});

type RunStep = Extract<typeof step extends fc.Arbitrary<infer T> ? T : never, { do: 'run' }>;
const LAST_RUN: RunStep = { do: 'run', force: false, target: null, cancelAfter: null, twice: false };

async function loseValue(store: MemoryStore, index: number): Promise<void> {
  const digests = await store.valueDigests();
  const digest = digests[index % Math.max(1, digests.length)];
  if (digest !== undefined) await store.deleteValues([digest]);
}

async function checkRun(
  engine: TestEngine,
  clock: VirtualClock,
  nodes: ReturnType<typeof testNodes>,
  document: WorkflowDocument,
  { force, target, cancelAfter, twice }: RunStep,
  valuesWereLost: boolean,
): Promise<void> {
  const before = await engine.engine.plan(document);
  const request =
    target === null ? ({ mode: 'all' } as const) : ({ mode: 'to', targets: [name(target)] } as const);
  nodes.ledger.length = 0;
  let left = cancelAfter ?? Number.POSITIVE_INFINITY;
  let id = '';
  nodes.before = () => {
    if (left-- <= 0) engine.engine.cancel(id);
  };
  id = await engine.engine.run(document, { ...request, force });
  const other = twice ? await engine.engine.run(document, request) : undefined;
  const ids = [id, ...(other === undefined ? [] : [other])];
  const runs = await clock.until(Promise.all(ids.map((run) => engine.ended(run))));
  nodes.before = () => undefined;
  const expected = evaluateNaively(document);
  const main = runs[0]!;

  for (const event of runs.flatMap((run) => run.events)) {
    if (event.kind === 'committed' || event.kind === 'cached') {
      const output = (await engine.engine.outputs(event.key))?.value;
      const right = expected.get(event.node)?.values[event.element ?? 0];
      expect(right).toBeDefined();
      // A value that was deleted behind the engine's back may be gone, but is never wrong.
      if (output) expect(output).toEqual({ type: 'Number', value: right?.value });
    }
  }
  if (main.outcome === 'cancelled') return;
  const scope = new Set(main.events.flatMap((event) => (event.kind === 'run-started' ? event.nodes : [])));
  const mustFail = [...scope].some((id) => expected.get(id)!.values.some((value) => value === undefined));
  expect(main.outcome).toBe(mustFail ? 'failed' : 'done');

  // Every node and every element tells exactly one end.
  const ends = main.events.filter((event) => ['committed', 'failed', 'cancelled'].includes(event.kind));
  const told = ends.flatMap((event) => ('node' in event ? [elementId(event.node, event.element)] : []));
  expect(new Set(told).size).toBe(told.length);
  for (const run of runs) expect(withoutEnd(run)).toEqual([]);

  // What was asked for is stored. What only stored results used may be gone: nobody needs it.
  const used = new Set(Object.values(document.nodes).flatMap(({ inputs }) => Object.values(inputs ?? {})));
  const asked = target === null ? [...scope].filter((id) => !used.has(`${id}.value`)) : [name(target)];
  const after = await engine.engine.plan(document);
  for (const id of asked) {
    const { values, isList } = expected.get(id)!;
    const states = isList ? after.nodes[id]?.elements : [after.nodes[id]];
    // What was made of a part of a list must not pass for the whole.
    for (const [index, value] of values.entries()) {
      if (value) expect(states?.[index]?.state === 'fresh').toBe(value.whole);
    }
  }
  if (force || valuesWereLost) return;
  // Nothing whose result was stored runs, and every other recipe once; failures are not stored.
  const stored = keysOf(before, true);
  const computed = runs.flatMap((run) => run.events).filter((event) => event.kind === 'committed');
  expect(computed.filter((event) => stored.has(event.key))).toEqual([]);
  const lines = nodes.ledger.filter((line) => !/^(fail|refuse|sorted)/.test(line));
  expect(lines.length).toBeLessThanOrEqual(keysOf(before, false).size);
}

/** Keys of all nodes and elements that are fresh, or that are not. */
function keysOf(plan: Plan, fresh: boolean): Set<string> {
  const all = Object.values(plan.nodes).flatMap(
    (planned): readonly { readonly state: string; readonly key?: string }[] => planned.elements ?? [planned],
  );
  return new Set(all.flatMap(({ state, key }) => ((state === 'fresh') === fresh && key ? [key] : [])));
}
