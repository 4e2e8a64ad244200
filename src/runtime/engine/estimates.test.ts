import { describe, expect, it } from 'vitest';
import { testNodes } from '../../../tests/support/arithmetic-nodes.ts';
import { openTestEngine, workflow } from '../../../tests/support/test-engine.ts';
import { type TaskTime, timedLanes } from '../../../tests/support/timed-lanes.ts';
import { VirtualClock } from '../../../tests/support/virtual-clock.ts';
import { MemoryStore } from '../cache/memory-store.ts';
import type { Lane } from '../node.ts';
import { NodeRegistry } from '../registry.ts';
import type { LaneTask } from './lane.ts';

/** What loading takes on a fresh worker, virtual ms. */
const START_MS = 700;
/** Four frames of 2 x 2. */
const CHUNK_BYTES = 64;
const SIZES: Readonly<Record<Lane, number>> = { gpu: 1, cpu: 2, codec: 1 };

/** Frames take 100 ms each, reading them 10; all else takes 20. */
function frameTimes(task: LaneTask): TaskTime {
  return { ms: msOf(task) };
}

function msOf(task: LaneTask): number {
  if (task.kind === 'render') return (task.range.end - task.range.start) * 100;
  const clip = task.inputs.clip;
  return task.kind === 'run' && clip && 'frameCount' in clip ? clip.frameCount * 10 : 20;
}

/** @param factor how much slower a worker is that never did such work */
async function setUp(store = new MemoryStore(), factor = 1.5) {
  const clock = new VirtualClock();
  const { declarations } = testNodes();
  const lanes = timedLanes(new NodeRegistry(declarations), clock, SIZES, frameTimes, {
    startMs: START_MS,
    factor,
  });
  const engine = await openTestEngine(declarations, { store, clock, lanes, chunkBytes: CHUNK_BYTES });
  return { clock, engine };
}

const film = (frames: number, start = 1) =>
  workflow({
    start: { type: 'constant@1', params: { value: start } },
    ramp: { type: 'ramp@1', params: { frames, side: 2 }, inputs: { start: 'start.value' } },
    inverse: { type: 'invert@1', inputs: { clip: 'ramp.clip' } },
    bytes: { type: 'first-bytes@1', inputs: { clip: 'inverse.clip' } },
  });

describe('estimates', () => {
  it('are those of the declarations, on fresh workers, until something has run; then loading counts no more', async () => {
    const { clock, engine } = await setUp();
    const times = async (start: number) =>
      Object.values((await clock.until(engine.engine.plan(film(30, start)))).nodes).map(
        (node) => node.estimatedMs,
      );
    const declared = [1, 50, 20, 10];
    for (const [index, ms] of (await times(1)).entries()) expect(ms).toBeGreaterThan(declared[index]! * 1.2);
    await clock.until(engine.run(film(30)));
    // 20 to prepare and 30 frames of 100 ms; the run was the first and took longer.
    const usual = [20, 3020, 3020, 300];
    for (const [index, ms] of (await times(2)).entries()) {
      expect(ms / usual[index]!).toBeGreaterThan(1 / 1.5);
      expect(ms / usual[index]!).toBeLessThan(1.2);
    }
  });

  it.each([1, 2, 4])(
    'learn what the first time takes, apart from the work: %d times as long',
    async (factor) => {
      const store = new MemoryStore();
      const { clock, engine } = await setUp(store, factor);
      const numbers = (value: number) =>
        workflow({
          start: { type: 'constant@1', params: { value } },
          sum: { type: 'add@1', params: { plus: 1 }, inputs: { a: 'start.value' } },
        });
      for (const value of [1, 2, 3]) await clock.until(engine.run(numbers(value)));
      const warm = await clock.until(engine.engine.plan(numbers(4)));
      expect(warm.nodes.sum?.estimatedMs).toBeGreaterThan(20 / 1.2);
      expect(warm.nodes.sum?.estimatedMs).toBeLessThan(20 * 1.2);
      const next = await setUp(store, factor);
      const cold = await next.clock.until(next.engine.engine.plan(numbers(4)));
      const firstMs = (cold.nodes.sum?.estimatedMs ?? 0) - START_MS;
      expect(firstMs).toBeGreaterThan((20 * factor) / 1.4);
      expect(firstMs).toBeLessThan(20 * factor * 1.4);
    },
  );

  it('of a run that is warm are near what it takes, and so they are after a restart but for loading', async () => {
    const store = new MemoryStore();
    const first = await setUp(store);
    await first.clock.until(first.engine.run(film(120)));
    const ratioOf = async ({ clock, engine }: typeof first, start: number) => {
      const { events } = await clock.until(engine.run(film(120, start)));
      const begun = events.find((event) => event.kind === 'run-started');
      const ended = events.find((event) => event.kind === 'run-ended');
      return (begun?.expectedMs ?? 0) / (ended?.ms ?? 1);
    };
    const warm = await ratioOf(first, 2);
    expect(warm).toBeGreaterThan(1 / 1.5);
    expect(warm).toBeLessThan(1.5);
    const again = await ratioOf(await setUp(store), 3);
    expect(again).toBeGreaterThan(1 / 1.5);
    expect(again).toBeLessThan(1.5);
  });

  it('follow the size of what enters, seen once, and of a parameter, seen twice', async () => {
    const { clock, engine } = await setUp();
    await clock.until(engine.run(film(10)));
    const plan = async (frames: number) => (await clock.until(engine.engine.plan(film(frames, 7)))).nodes;
    // That `frames` matters is unknown yet, and so is how long the clip will be.
    const before = (await plan(40)).inverse?.estimatedMs;
    expect(before).toBeGreaterThan(1020 / 1.5);
    expect(before).toBeLessThan(1020 * 1.2);
    // Once more as it was, so that the first time and the parameter do not change at once.
    await clock.until(engine.run(film(10, 3)));
    await clock.until(engine.run(film(20, 2)));
    const nodes = await plan(40);
    expect(nodes.ramp?.estimatedMs).toBeGreaterThan(3000);
    expect(nodes.ramp?.estimatedMs).toBeLessThan(5000);
    expect(nodes.inverse?.estimatedMs).toBeGreaterThan(3000);
    expect(nodes.bytes?.estimatedMs).toBeGreaterThan(300);
    await clock.until(engine.run(film(40, 7), { mode: 'to', targets: ['ramp'] }));
    expect((await plan(40)).inverse?.estimatedMs).toBeGreaterThan(3500);
  });

  it('of a forced run count what is stored too', async () => {
    const { clock, engine } = await setUp();
    await clock.until(engine.run(film(10)));
    const { events } = await clock.until(engine.run(film(10), { mode: 'all', force: true }));
    const begun = events.find((event) => event.kind === 'run-started');
    expect(begun?.expectedMs).toBeGreaterThan(900);
    const warm = await clock.until(engine.run(film(10)));
    expect(warm.events[0]).toMatchObject({ kind: 'run-started', expectedMs: 0 });
  });

  it.each([0.5, 1, 4])('of what never ran follow what has run: a machine %d times as slow', async (pace) => {
    const { declarations } = testNodes();
    const clock = new VirtualClock();
    const typical: Readonly<Record<string, number>> = { constant: 1, add: 2, sign: 1 };
    const lanes = timedLanes(
      new NodeRegistry(declarations),
      clock,
      SIZES,
      ({ nodeType }) => ({ ms: (typical[nodeType] ?? 0) * pace }),
      { startMs: 120 * pace, factor: 1.5 },
    );
    const { engine } = await openTestEngine(declarations, { clock, lanes });
    const document = workflow({
      start: { type: 'constant@1', params: { value: 1 } },
      sum: { type: 'add@1', inputs: { a: 'start.value' } },
      sign: { type: 'sign@1', inputs: { a: 'sum.value' } },
    });
    const declared = 121.5;
    const before = await clock.until(engine.plan(document));
    expect(before.nodes.sign?.estimatedMs).toBeCloseTo(declared);
    await clock.until(
      engine.run(document, { mode: 'to', targets: ['sum'] }).then(() => new Promise<void>(untilDone)),
    );
    const after = await clock.until(engine.plan(document));
    const ratio = (after.nodes.sign?.estimatedMs ?? 0) / declared;
    // Two short stages tell nearly half of it; a long first run tells nearly all.
    const learned = Math.log(ratio) / Math.log(pace);
    if (pace === 1) expect(ratio).toBeCloseTo(1, 2);
    else expect(learned).toBeGreaterThan(0.4);
    if (pace !== 1) expect(learned).toBeLessThan(1);

    function untilDone(resolve: () => void): void {
      engine.subscribe((events) => {
        if (events.some((event) => event.kind === 'run-ended')) resolve();
      });
    }
  });

  it('are told anew while a run goes on, and come near what is really left', async () => {
    const { clock, engine } = await setUp();
    // 7 s in all where the declarations say 0.4: nothing ran before.
    const { events } = await clock.until(engine.run(film(60)));
    const begun = events.find((event) => event.kind === 'run-started');
    const ended = events.find((event) => event.kind === 'run-ended')!;
    expect(begun?.expectedMs).toBeLessThan(ended.at / 5);
    const told = events.filter((event) => event.kind === 'expected');
    expect(told.length).toBeGreaterThan(4);
    for (const [index, event] of told.entries()) {
      if (index > 0) expect(event.at - told[index - 1]!.at).toBeGreaterThanOrEqual(1000);
    }
    const late = told.filter(({ at }) => at > begun!.at + (ended.at - begun!.at) / 2);
    expect(late.length).toBeGreaterThan(0);
    for (const { at, remainingMs } of late) {
      expect(remainingMs).toBeGreaterThan((ended.at - at) / 3);
      expect(remainingMs).toBeLessThan((ended.at - at) * 3 + 500);
    }
  });
});
