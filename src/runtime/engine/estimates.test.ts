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

async function setUp(store = new MemoryStore()) {
  const clock = new VirtualClock();
  const { declarations } = testNodes();
  const lanes = timedLanes(new NodeRegistry(declarations), clock, SIZES, frameTimes, START_MS);
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
  it('are those of the declarations until something has run, and do not count loading twice', async () => {
    const { clock, engine } = await setUp();
    const times = async (start: number) =>
      Object.values((await clock.until(engine.engine.plan(film(30, start)))).nodes).map(
        (node) => node.estimatedMs,
      );
    expect(await times(1)).toEqual([1, 50, 20, 10]);
    await clock.until(engine.run(film(30)));
    // 20 to prepare and 30 frames of 100 ms.
    const [start, ramp, inverse, bytes] = await times(2);
    expect(start).toBeCloseTo(20);
    expect(ramp).toBeCloseTo(3020);
    expect(inverse).toBeCloseTo(3020, 0);
    expect(bytes).toBeCloseTo(300, 0);
  });

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
    expect((await plan(40)).inverse?.estimatedMs).toBeCloseTo(1020, 0);
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
});
