import { describe, expect, it } from 'vitest';
import { testNodes } from '../../../tests/support/arithmetic-nodes.ts';
import { randomFrom, WORK_KINDS } from '../../../tests/support/random-work.ts';
import {
  begin,
  type LaneSizes,
  lowerBound,
  openSimulation,
  simulate,
  type Work,
} from '../../../tests/support/simulation.ts';
import { openTestEngine, workflow } from '../../../tests/support/test-engine.ts';
import { timedLanes } from '../../../tests/support/timed-lanes.ts';
import { VirtualClock } from '../../../tests/support/virtual-clock.ts';
import type { RunRequest } from '../plan.ts';
import { NodeRegistry } from '../registry.ts';
import type { LaneTask } from './lane.ts';

/** Everything here is the engine itself in virtual time: what is told of times is exact and always the same. */

const SIZES: LaneSizes = { gpu: 1, cpu: 2, codec: 1 };
const GRAPHS_EACH = 12;

/** So many pieces for the processor that do not wait for each other. */
const loose = (count: number, ms: number): Work[] =>
  Array.from({ length: count }, () => ({ lane: 'cpu', ms, after: [] }));
/** One after another. */
const chain = (count: number, ms: number): Work[] =>
  Array.from({ length: count }, (_, index) => ({ lane: 'cpu', ms, after: index === 0 ? [] : [index - 1] }));

describe('the length of a schedule', () => {
  it.each(Object.keys(WORK_KINDS))('is near what no schedule can beat: %s', async (kind) => {
    const ratios: number[] = [];
    for (let seed = 1; seed <= GRAPHS_EACH; seed++) {
      const work = WORK_KINDS[kind]!(randomFrom(seed));
      const length = await simulate(work, SIZES);
      ratios.push(length / lowerBound(work, SIZES));
      // Graham's bound for list schedules: no lane is idle while it has work, so a chain and all lanes' work add up.
      const perLane = (['gpu', 'cpu', 'codec'] as const).map(
        (lane) => work.reduce((sum, piece) => sum + (piece.lane === lane ? piece.ms : 0), 0) / SIZES[lane],
      );
      const longestChain = lowerBound(work, { gpu: 1e9, cpu: 1e9, codec: 1e9 });
      expect(length).toBeLessThanOrEqual(longestChain + perLane.reduce((sum, ms) => sum + ms, 0) + 1e-6);
    }
    for (const ratio of ratios) expect(ratio).toBeGreaterThanOrEqual(1 - 1e-9);
    expect(ratios.reduce((sum, ratio) => sum + ratio, 0) / GRAPHS_EACH).toBeLessThanOrEqual(1.2);
  });

  it('depends on what the engine knows of costs: the long chain goes first', async () => {
    const work = [
      ...loose(4, 100),
      ...chain(3, 100).map((piece) => ({ ...piece, after: piece.after.map((at) => at + 4) })),
    ];
    const at = (ms: number) => ms;
    expect(await simulate(work, SIZES, at)).toBe(400);
    expect(await simulate(work, SIZES, (ms, node) => (node <= 'w3' ? ms * 100 : ms))).toBe(500);
  });

  it('is the same every time', async () => {
    const work = WORK_KINDS['any graph']!(randomFrom(99));
    expect(await simulate(work, SIZES)).toBe(await simulate(work, SIZES));
  });
});

describe('runs that go on at once', () => {
  it('a short run overtakes a long one that somebody waits for too', async () => {
    const simulation = await openSimulation({ ...SIZES, cpu: 1 });
    const { clock } = simulation;
    const long = await begin(simulation, loose(100, 100));
    await clock.until(clock.pause(1000));
    const short = await begin(simulation, chain(3, 100));
    // In turns: what runs now, then one of each.
    expect((await clock.until(short.end)) - 1000).toBeLessThanOrEqual(700);
    expect(await clock.until(long.end)).toBe(10_300);
  });

  it('share a lane evenly by time, however long their pieces and chains are', async () => {
    const simulation = await openSimulation({ ...SIZES, cpu: 1 });
    const few = await begin(simulation, loose(10, 1000));
    const many = await begin(simulation, loose(100, 100));
    const ends = await simulation.clock.until(Promise.all([few.end, many.end]));
    expect(Math.max(...ends)).toBe(20_000);
    expect(Math.min(...ends)).toBeGreaterThanOrEqual(18_000);
  });

  it('are charged what they took, not what they were expected to take', async () => {
    const simulation = await openSimulation({ ...SIZES, cpu: 1 }, () => 1);
    const heavy = await begin(simulation, loose(20, 1000));
    const light = await begin(simulation, loose(20, 100));
    const [heavyEnd, lightEnd] = await simulation.clock.until(Promise.all([heavy.end, light.end]));
    expect(heavyEnd).toBe(22_000);
    // Its two seconds take no more than four, and one piece of the other that is under way.
    expect(lightEnd).toBeLessThanOrEqual(5_000);
  });

  it('a run that somebody waits for overtakes a batch at the next free worker', async () => {
    const simulation = await openSimulation(SIZES);
    const { clock } = simulation;
    const batch = await begin(simulation, loose(200, 500), 'batch');
    await clock.until(clock.pause(1100));
    const interactive = await begin(simulation, loose(4, 100));
    expect(await clock.until(interactive.end)).toBe(1700);
    expect(await clock.until(batch.end)).toBe(50_200);
  });

  it('a batch comes to its end even while somebody always waits for something', async () => {
    const simulation = await openSimulation({ ...SIZES, cpu: 1 });
    const { clock } = simulation;
    const batch = await begin(simulation, loose(5, 100), 'batch');
    let isOver = false;
    const watched = batch.end.then((at) => {
      isOver = true;
      return at;
    });
    let runs = 0;
    const crowd = (async () => {
      while (!isOver && runs < 200) {
        runs += 1;
        await begin(simulation, loose(20, 100));
        await clock.pause(1000);
      }
    })();
    const end = await clock.until(watched);
    await clock.until(crowd);
    expect(runs).toBeLessThan(200);
    // It waits for its patience, then takes one turn of eight.
    expect(end).toBeGreaterThan(20_000);
    expect(end).toBeLessThan(30_000);
  });
});

describe('what does not depend on each other', () => {
  it('goes side by side: two branches take as long as one', async () => {
    const branch = (first: number): Work[] =>
      Array.from({ length: 4 }, (_, index) => ({
        lane: 'cpu',
        ms: 50,
        after: index === 0 ? [] : [first + index - 1],
      }));
    expect(await simulate([...branch(0), ...branch(4)], SIZES)).toBe(200);
    expect(await simulate([...branch(0), ...branch(4)], { ...SIZES, cpu: 1 })).toBe(400);
  });

  it('overlaps along a clip: a frame is encoded while the next is rendered', async () => {
    const clock = new VirtualClock();
    const { declarations } = testNodes();
    const timeOf = (task: LaneTask) => ({ ms: task.kind === 'render' ? 100 : 0, perChunkMs: 100 });
    const lanes = timedLanes(new NodeRegistry(declarations), clock, { ...SIZES, cpu: 1 }, timeOf);
    const engine = await openTestEngine(declarations, { clock, lanes, chunkBytes: 32 });
    const film = (start: number) =>
      workflow({
        start: { type: 'constant@1', params: { value: start } },
        render: { type: 'ramp@1', params: { frames: 24, side: 2 }, inputs: { start: 'start.value' } },
        encode: { type: 'first-bytes@1', inputs: { clip: 'render.clip' } },
      });
    const timed = async (start: number, request: RunRequest) => {
      const { events } = await clock.until(engine.run(film(start), request));
      return events.reduce((sum, event) => sum + (event.kind === 'run-ended' ? event.ms : 0), 0);
    };
    // Twelve chunks of 100 ms, rendered and then read; and both at once, the reader a chunk behind.
    const apart = (await timed(1, { mode: 'to', targets: ['render'] })) + (await timed(1, { mode: 'all' }));
    // Seeing that a worker is loaded takes a hundredth of a millisecond each time.
    expect(apart).toBeCloseTo(2400, 0);
    expect(await timed(2, { mode: 'all' })).toBeCloseTo(1300, 0);
  });
});
