import { describe, expect, it } from 'vitest';
import { testNodes } from '../../../tests/support/arithmetic-nodes.ts';
import { openTestEngine, workflow } from '../../../tests/support/test-engine.ts';
import type { RunEvent } from '../events.ts';
import { RunRecorder } from './run-record.ts';
import { traceOf } from './trace-file.ts';

/** Two small frames in a chunk. */
const SIDE = 8;
const CHUNK_BYTES = 2 * SIDE * SIDE * 4;

/** Numbers, a clip of several chunks and its reader. */
const film = workflow({
  start: { type: 'constant@1', params: { value: 3 } },
  ramp: { type: 'ramp@1', params: { frames: 3, side: SIDE }, inputs: { start: 'start.value' } },
  bytes: { type: 'first-bytes@1', inputs: { clip: 'ramp.clip' } },
});

function recordOf(events: readonly RunEvent[]) {
  const [first] = events;
  if (first?.kind !== 'run-started') throw new Error('a run begins with its start');
  const recorder = new RunRecorder(first);
  for (const event of events) recorder.take(event);
  return recorder.record();
}

describe('the record of a run', () => {
  it('has every piece of work on its worker, with time, waiting and bytes', async () => {
    const engine = await openTestEngine(testNodes().declarations, { chunkBytes: CHUNK_BYTES });
    const { tasks, fates, outcome, ms } = recordOf((await engine.run(film)).events);
    expect(outcome).toBe('done');
    expect(tasks.map(({ node, piece }) => `${node} ${piece}`).sort()).toEqual(
      ['bytes run', 'ramp prepare', 'ramp render', 'ramp render', 'start run'].sort(),
    );
    for (const task of tasks) {
      expect(task.start).toBeGreaterThanOrEqual(0);
      expect(task.end).toBeGreaterThanOrEqual(task.start);
      expect(task.end).toBeLessThanOrEqual(ms);
      expect(task.queuedMs).toBeGreaterThanOrEqual(0);
    }
    const rendered = tasks.filter((task) => task.piece === 'render');
    const frames = rendered.flatMap(({ range }) => [range?.start, range?.end]);
    expect(frames.sort()).toEqual([0, 2, 2, 3]);
    const ramp = fates.find((fate) => fate.node === 'ramp');
    expect(ramp).toMatchObject({ state: 'computed', reason: expect.stringMatching(/\S/) });
    expect(rendered.reduce((sum, { bytes = 0 }) => sum + bytes, 0)).toBeLessThanOrEqual(ramp?.bytes ?? 0);
  });

  it('says why nothing had to run the second time', async () => {
    const engine = await openTestEngine(testNodes().declarations, { chunkBytes: CHUNK_BYTES });
    await engine.run(film);
    const { tasks, fates } = recordOf((await engine.run(film)).events);
    expect(tasks).toEqual([]);
    expect(fates.map(({ state }) => state)).toEqual(fates.map(() => 'cached'));
    expect(fates[0]?.reason).toBe('nothing before it changed');
  });
});

describe('a trace', () => {
  it('gives every worker a named thread whose slices do not overlap, and every wait an end', async () => {
    const engine = await openTestEngine(testNodes().declarations, { chunkBytes: CHUNK_BYTES });
    const { traceEvents } = traceOf(recordOf((await engine.run(film)).events), 'Film');
    const named = traceEvents.filter((event) => event.name === 'thread_name').map((event) => event.tid);
    const slices = traceEvents.filter((event) => event.ph === 'X' && event.cat !== 'run');
    expect(slices).toHaveLength(5);
    for (const { tid, args } of slices) {
      expect(named).toContain(tid);
      expect(args).toMatchObject({
        outcome: 'done',
        cache: 'miss, stored',
        reason: expect.stringMatching(/\S/),
      });
    }
    for (const tid of new Set(slices.map((slice) => slice.tid))) {
      const own = slices.filter((slice) => slice.tid === tid).sort((a, b) => a.ts - b.ts);
      for (const [index, { ts }] of own.entries()) {
        const before = own[index - 1];
        if (before) expect(ts).toBeGreaterThanOrEqual(before.ts + (before.dur ?? 0) - 1);
      }
    }
    const ids = (phase: string) => traceEvents.filter((event) => event.ph === phase).map((event) => event.id);
    expect(ids('b').sort()).toEqual(ids('e').sort());
    for (const { ts } of traceEvents) expect(Number.isInteger(ts)).toBe(true);
  });

  it('shows what failed, and what did not run because of it', async () => {
    const engine = await openTestEngine(testNodes().declarations, { chunkBytes: CHUNK_BYTES });
    const broken = workflow({
      start: { type: 'constant@1', params: { value: 3 } },
      bad: { type: 'fail@1', inputs: { a: 'start.value' } },
      after: { type: 'add@1', inputs: { a: 'bad.value' } },
    });
    const { traceEvents, otherData } = traceOf(recordOf((await engine.run(broken)).events), 'Broken');
    expect(otherData.outcome).toBe('failed');
    const states = traceEvents.flatMap(({ cat, args }) => (cat === 'result' ? [args?.state] : []));
    expect(states.sort()).toEqual(['cancelled', 'computed', 'failed']);
    expect(traceEvents.find((event) => event.args?.outcome === 'failed')).toMatchObject({ name: 'bad' });
  });
});
