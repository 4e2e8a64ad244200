import { describe, expect, it } from 'vitest';
import { testNodes } from '../../tests/support/arithmetic-nodes.ts';
import { HEARTBEATS, HOSTILE_NODES, LAST_WORDS } from '../../tests/support/hostile-nodes.ts';
import { SkippingClock } from '../../tests/support/skipping-clock.ts';
import { detectFacesNode } from '../nodes/detect-faces/detect-faces.node.ts';
import { MemoryStore } from '../runtime/cache/memory-store.ts';
import { ResultCache } from '../runtime/cache/result-cache.ts';
import type { WorkflowDocument, WorkflowNode } from '../runtime/document.ts';
import { AssetLibrary } from '../runtime/engine/asset-library.ts';
import { Engine } from '../runtime/engine/engine.ts';
import type { RunEvent } from '../runtime/events.ts';
import { NodeRegistry } from '../runtime/registry.ts';
import { browserLanes } from './browser-lanes.ts';

/**
 * Real workers of the browser with nodes that mistreat them. The deadlines are those of the app; where all that is
 * left waits for one, the clock skips it.
 */

/** Within the deadline for a sign of life, and beyond it (`lane-pool.ts`: 90 s), ms. */
const WITHIN_DEADLINE_MS = 80_000;
const BEYOND_DEADLINE_MS = 95_000;
/** A thread that is not heard for so long is taken, ms. */
const STANDSTILL_MS = 1_000;
/** On a busy machine workers take long to load from the development server, ms. */
const PATIENCE = { timeout: 300_000 };

/** Two branches beside the bad node, one of them in the lane of models. */
const document = (bad: Readonly<Record<string, WorkflowNode>>): WorkflowDocument => ({
  kineograph: 1,
  name: 'test',
  nodes: {
    start: { type: 'constant@1', params: { value: 3 } },
    beside: { type: 'add@1', params: { plus: 1 }, inputs: { a: 'start.value' } },
    model: { type: 'sign@1', inputs: { a: 'beside.value' } },
    ...bad,
  },
  outputs: [],
});

const hostile = (does: string): WorkflowDocument =>
  document({
    bad: { type: 'hostile@1', params: { does }, inputs: { a: 'start.value' } },
    after: { type: 'add@1', params: { plus: 1 }, inputs: { a: 'bad.value' } },
  });

async function openEngine() {
  const declarations = [...testNodes().declarations, ...HOSTILE_NODES, detectFacesNode];
  const clock = new SkippingClock();
  const store = new MemoryStore();
  const workers: Worker[] = [];
  const engine = new Engine({
    registry: new NodeRegistry(declarations),
    store,
    cache: await ResultCache.open(store),
    assets: new AssetLibrary(store, async () => undefined),
    lanes: browserLanes({ hasGpu: false, cores: 2 }, (name) => {
      const worker = new Worker(new URL('../../tests/support/hostile-lane.worker.ts', import.meta.url), {
        type: 'module',
        name,
      });
      workers.push(worker);
      return worker;
    }),
    modelHashes: new Map([['face-detector', '0'.repeat(64)]]),
    clock,
  });
  return { engine, clock, workers };
}

type Opened = Awaited<ReturnType<typeof openEngine>>;

/** A run, and a promise for each thing that it is going to tell. */
async function begin({ engine }: Opened, workflow: WorkflowDocument) {
  const events: RunEvent[] = [];
  const waiting = new Set<() => void>();
  engine.subscribe((batch) => {
    events.push(...batch);
    for (const look of waiting) look();
  });
  const told = (is: (event: RunEvent) => boolean, times = 1) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (events.filter(is).length < times) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  await engine.run(workflow, { mode: 'all' });
  const committed = (node: string) => told((event) => event.kind === 'committed' && event.node === node);
  const ended = told((event) => event.kind === 'run-ended');
  return { events, told, committed, ended };
}

/** Resolves when a worker's heart was heard, and then no more. */
function heartStopped(): Promise<void> {
  const heartbeats = new BroadcastChannel(HEARTBEATS);
  return new Promise((resolve) => {
    let silence: ReturnType<typeof setTimeout>;
    heartbeats.onmessage = () => {
      clearTimeout(silence);
      silence = setTimeout(() => {
        heartbeats.close();
        resolve();
      }, STANDSTILL_MS);
    };
  });
}

/** Runs a workflow whose `bad` node is tried twice, and hangs. @param hung resolves when it does */
async function runPastDeadlines(
  opened: Opened,
  workflow: WorkflowDocument,
  hung: (run: Awaited<ReturnType<typeof begin>>, attempt: number) => Promise<void>,
) {
  const { clock, workers } = opened;
  const run = await begin(opened, workflow);
  for (const attempt of [1, 2]) {
    // A worker that does not even come that far is ended at its deadline in real time.
    await Promise.race([hung(run, attempt), run.ended]);
    await run.committed('beside');
    const before = workers.length;
    clock.skip(WITHIN_DEADLINE_MS);
    await new Promise((resolve) => setTimeout(resolve));
    expect(workers).toHaveLength(before);
    clock.skip(BEYOND_DEADLINE_MS - WITHIN_DEADLINE_MS);
  }
  await run.ended;
  return run.events;
}

const failures = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.kind === 'failed' ? [{ node: event.node, ...event.error }] : []));

/** The other branches' results are there, and those only. */
async function expectOthersDone({ engine }: Opened, workflow: WorkflowDocument, events: readonly RunEvent[]) {
  const { nodes } = await engine.plan(workflow);
  const output = async (node: string) => (await engine.outputs(nodes[node]?.key ?? ''))?.value;
  expect(await output('beside')).toEqual({ type: 'Number', value: 4 });
  expect(await output('model')).toEqual({ type: 'Number', value: 1 });
  expect(await output('bad')).toBeUndefined();
  expect(events.at(-1)).toMatchObject({ kind: 'run-ended', outcome: 'failed' });
}

/** The same engine does its work with other workers. */
async function expectGoesOn(opened: Opened) {
  const { events, ended } = await begin(opened, hostile('works'));
  await ended;
  expect(events.at(-1)).toMatchObject({ outcome: 'done' });
  const made = events.flatMap((event) => (event.kind === 'committed' ? [event.node] : [])).sort();
  expect(made).toEqual(['after', 'bad']);
}

describe('a node in a real worker', PATIENCE, () => {
  it.each([
    ['computes without end', 'spins'],
    ['waits for nothing', 'waits'],
    ['closes its worker', 'leaves'],
  ])('that %s is ended at its deadline; all else is done, and so is the next run', async (_what, does) => {
    const opened = await openEngine();
    const isHung = (event: RunEvent) =>
      event.kind === 'progress' && event.node === 'bad' && event.note === LAST_WORDS;
    const events = await runPastDeadlines(opened, hostile(does), (run, attempt) => run.told(isHung, attempt));
    expect(failures(events)).toEqual([
      expect.objectContaining({
        node: 'bad',
        code: 'worker-lost',
        message: expect.stringContaining('no sign of life'),
        remedy: expect.stringContaining('smaller picture'),
      }),
    ]);
    await expectOthersDone(opened, hostile(does), events);
    await expectGoesOn(opened);
    opened.engine.dispose();
  });

  it('that throws outside of its run costs two workers; all else is done, and so is the next run', async () => {
    const passedOn: ErrorEvent[] = [];
    const note = (event: ErrorEvent) => void passedOn.push(event);
    window.addEventListener('error', note);
    const opened = await openEngine();
    const { events, ended } = await begin(opened, hostile('throws'));
    await ended;
    // It is the lane's matter: whoever runs the engine never hears of it.
    window.removeEventListener('error', note);
    expect(passedOn).toEqual([]);
    expect(failures(events)).toEqual([
      expect.objectContaining({
        node: 'bad',
        code: 'worker-lost',
        message: expect.stringContaining('thrown outside of the run'),
      }),
    ]);
    await expectOthersDone(opened, hostile('throws'), events);
    await expectGoesOn(opened);
    opened.engine.dispose();
  });

  it('that wants more memory than there is fails alone, and says so', async () => {
    const opened = await openEngine();
    const { events, ended } = await begin(opened, hostile('hoards'));
    await ended;
    expect(failures(events)).toEqual([
      expect.objectContaining({
        node: 'bad',
        code: 'out-of-memory',
        remedy: expect.stringContaining('smaller picture'),
      }),
    ]);
    await expectOthersDone(opened, hostile('hoards'), events);
    await expectGoesOn(opened);
    opened.engine.dispose();
  });
});

describe('a model in a real worker', PATIENCE, () => {
  it('that never comes to an end is ended at its deadline; its lane goes on', async () => {
    const opened = await openEngine();
    const endless = document({
      picture: { type: 'picture@1' },
      bad: { type: 'detect-faces@1', inputs: { image: 'picture.image' } },
    });
    const events = await runPastDeadlines(opened, endless, heartStopped);
    expect(failures(events)).toEqual([
      expect.objectContaining({
        node: 'bad',
        code: 'worker-lost',
        message: expect.stringContaining('no sign of life'),
      }),
    ]);
    await expectOthersDone(opened, endless, events);
    await expectGoesOn(opened);
    opened.engine.dispose();
  });
});
