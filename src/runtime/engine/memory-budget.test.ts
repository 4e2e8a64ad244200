import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testNodes } from '../../../tests/support/arithmetic-nodes.ts';
import { openTestEngine, workflow } from '../../../tests/support/test-engine.ts';
import { VirtualClock } from '../../../tests/support/virtual-clock.ts';
import type { WorkflowDocument, WorkflowNode } from '../document.ts';
import type { Lane } from '../node.ts';
import { NodeRegistry } from '../registry.ts';
import { inProcessLanes } from './in-process-lanes.ts';
import type { LaneHost } from './lane.ts';
import { MemoryBudget, MemoryClaim } from './memory-budget.ts';

describe('a memory budget', () => {
  it('lets nobody overtake who was refused first, and tells them in that order', () => {
    const budget = new MemoryBudget(100);
    const told: string[] = [];
    const seeker = (name: string) => ({ roomFreed: () => told.push(name) });
    const [a, b] = [seeker('a'), seeker('b')];
    const claim = new MemoryClaim(budget, 80);
    claim.hold();
    expect(budget.hasRoom(50, a)).toBe(false);
    // It would fit, but not before the first.
    expect(budget.hasRoom(10, b)).toBe(false);
    expect(budget.hasRoom(20, a)).toBe(true);
    claim.end();
    expect(told).toEqual(['a', 'b']);
    expect(budget.hasRoom(1000, b)).toBe(true);
  });

  it('counts a claim once, whatever is told of it and in whatever order', () => {
    const acts = fc.array(fc.constantFrom('hold' as const, 'pause' as const, 'end' as const));
    fc.assert(
      fc.property(acts, (sequence) => {
        const budget = new MemoryBudget(10);
        const claim = new MemoryClaim(budget, 7 - 1e-9);
        for (const act of sequence) {
          claim[act]();
          expect([0, 7]).toContain(budget.usedBytes);
        }
        claim.end();
        claim.hold();
        expect(budget.usedBytes).toBe(0);
      }),
    );
  });
});

/** A frame of 2 x 2 has 16 bytes, and two make a chunk. */
const FRAME_BYTES = 16;
const CHUNK_BYTES = 2 * FRAME_BYTES;

/** Clips that are made, inverted, passed on, and read, from one another at random. */
const clipNode = fc.record({
  kind: fc.constantFrom('ramp', 'invert', 'keep', 'from last', 'first-bytes'),
  frames: fc.integer({ min: 1, max: 9 }),
  back: fc.nat(8),
});

function clipDocument(
  nodes: readonly { kind: string; frames: number; back: number }[],
  list: number,
): WorkflowDocument {
  const clips = ['r'];
  const entries: [string, WorkflowNode][] = [
    ['start', { type: 'constant@1', params: { value: 3 } }],
    ['each', { type: 'spread@1', params: { count: list }, inputs: { a: 'start.value' } }],
    ['r', { type: 'ramp@1', params: { frames: 7, side: 2 }, inputs: { start: 'each.value' } }],
  ];
  for (const [index, { kind, frames, back }] of nodes.entries()) {
    const id = `n${index}`;
    const clip = `${clips[clips.length - 1 - (back % clips.length)]}.clip`;
    if (kind === 'ramp') {
      const params = { frames, side: 2 };
      entries.push([id, { type: 'ramp@1', params, inputs: { start: 'start.value' } }]);
    } else if (kind === 'first-bytes') entries.push([id, { type: 'first-bytes@1', inputs: { clip } }]);
    else entries.push([id, { type: 'invert@1', params: { mode: kind }, inputs: { clip } }]);
    if (kind !== 'first-bytes') clips.push(id);
  }
  return workflow(Object.fromEntries(entries));
}

/** Lanes whose tasks take a while, and the most bytes of frames that were being made at once. */
function slowLanes(lanes: LaneHost, clock: VirtualClock, msOf: () => number) {
  const seen = { now: 0, most: 0 };
  const host: LaneHost = {
    sizes: lanes.sizes,
    spawn: (lane: Lane) => {
      const worker = lanes.spawn(lane);
      return {
        perform: async (task, services) => {
          const bytes = task.kind === 'render' ? (task.range.end - task.range.start) * FRAME_BYTES : 0;
          seen.now += bytes;
          seen.most = Math.max(seen.most, seen.now);
          try {
            await clock.pause(msOf());
            return await worker.perform(task, services);
          } finally {
            seen.now -= bytes;
          }
        },
        cancel: () => worker.cancel(),
        dispose: () => worker.dispose(),
      };
    },
  };
  return { host, seen };
}

describe('a run within a memory budget', () => {
  const environment = { readModel: () => Promise.reject(new Error('no models')), hasGpu: false, threads: 1 };
  const machine = fc.record({
    cpu: fc.integer({ min: 1, max: 4 }),
    limit: fc.integer({ min: 1, max: 12 * CHUNK_BYTES }),
    delays: fc.array(fc.nat(30), { minLength: 1, maxLength: 8 }),
  });

  async function open({ cpu, limit, delays }: { cpu: number; limit: number; delays: readonly number[] }) {
    const clock = new VirtualClock();
    const { declarations } = testNodes();
    let calls = 0;
    const lanes = inProcessLanes(new NodeRegistry(declarations), environment, { gpu: 1, cpu, codec: 1 });
    const { host, seen } = slowLanes(lanes, clock, () => delays[calls++ % delays.length] ?? 0);
    const options = { clock, lanes: host, runMemoryBytes: limit, chunkBytes: CHUNK_BYTES };
    return { clock, seen, engine: await openTestEngine(declarations, options) };
  }

  it('ends, whatever streams into whatever, and keeps to its bounds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(clipNode, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 3 }),
        machine,
        async (nodes, list, given) => {
          const { clock, seen, engine } = await open(given);
          // Virtual time would tell at once if everybody waited for everybody.
          const { outcome } = await clock.until(engine.run(clipDocument(nodes, list)), 60_000);
          expect(outcome).toBe('done');
          expect(seen.most).toBeLessThanOrEqual(Math.max(given.limit, CHUNK_BYTES));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('gives everything back when it is cancelled: the next run has the whole budget', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(clipNode, { minLength: 1, maxLength: 6 }),
        machine,
        fc.nat(200),
        async (nodes, given, after) => {
          const { clock, engine } = await open(given);
          const document = clipDocument(nodes, 2);
          const id = await engine.engine.run(document, { mode: 'all' });
          const other = await engine.engine.run(document, { mode: 'all', urgency: 'batch' });
          clock.after(after, () => engine.engine.cancel(id));
          const ends = await clock.until(Promise.all([engine.ended(id), engine.ended(other)]), 60_000);
          expect(ends[1].outcome).toBe('done');
          expect((await clock.until(engine.run(document), 60_000)).outcome).toBe('done');
        },
      ),
      { numRuns: 80 },
    );
  });
});
