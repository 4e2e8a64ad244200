import { describe, expect, it } from 'vitest';
import type { RunRecord, TaskSpan } from '../../runtime/trace/run-record.ts';
import { fatesIn, storedBytes, timelineRows, timelineTicks } from './timeline-rows.ts';

const span = (
  node: string,
  lane: TaskSpan['lane'],
  worker: number,
  start: number,
  end: number,
): TaskSpan => ({
  node,
  lane,
  worker,
  piece: 'run',
  start,
  end,
  queuedMs: 0,
  outcome: 'done',
});

const record: RunRecord = {
  run: 'run-1',
  startedAt: 5000,
  ms: 200,
  outcome: 'done',
  tasks: [
    span('encode', 'codec', 0, 100, 200),
    span('b', 'cpu', 1, 0, 50),
    span('c', 'cpu', 0, 60, 100),
    span('a', 'cpu', 0, 0, 50),
    span('faces', 'gpu', 0, 0, 20),
  ],
  fates: [
    { node: 'a', at: 50, state: 'computed', reason: 'never run', bytes: 10, notices: [] },
    { node: 'photo', at: 0, state: 'cached', reason: 'nothing before it changed', notices: [] },
    { node: 'b', at: 50, state: 'failed', reason: 'It broke.', notices: [] },
    { node: 'c', at: 99, state: 'computed', reason: 'a changed', bytes: 30, notices: [] },
  ],
  notices: [],
};

describe('timeline rows', () => {
  it('are one for each worker, in the order of lanes, with shares of the length', () => {
    const rows = timelineRows(record);
    expect(rows.map(({ lane, worker }) => `${lane} ${worker}`)).toEqual([
      'gpu 0',
      'cpu 0',
      'cpu 1',
      'codec 0',
    ]);
    expect(rows[1]?.spans).toMatchObject([
      { node: 'a', left: 0, width: 0.25, fate: { state: 'computed', reason: 'never run' } },
      { node: 'c', left: 0.3, width: 0.2 },
    ]);
    expect(rows[0]?.spans[0]?.fate).toBeUndefined();
  });

  it('keep elements of a list apart', () => {
    const takes = [0, 1].map((element) => ({
      ...span('take', 'cpu', 0, element * 50, element * 50 + 50),
      element,
    }));
    const fates = [0, 1].map(
      (element) =>
        ({ node: 'take', element, at: 100, state: 'computed', reason: `${element}`, notices: [] }) as const,
    );
    const [row] = timelineRows({ ...record, tasks: takes, fates });
    expect(row?.spans.map(({ fate }) => fate?.reason)).toEqual(['0', '1']);
  });

  it('have a short round axis', () => {
    expect(timelineTicks(0)).toEqual([0]);
    expect(timelineTicks(200)).toEqual([0, 50, 100, 150, 200]);
    for (const ms of [7, 99, 1234, 8000, 75_000, 3_600_000]) {
      const ticks = timelineTicks(ms);
      expect(ticks.length).toBeLessThanOrEqual(9);
      expect(ticks.length).toBeGreaterThan(2);
      expect(ticks.at(-1)).toBeLessThanOrEqual(ms);
    }
  });

  it('sum up', () => {
    expect(storedBytes(record)).toBe(40);
    expect(fatesIn(record, 'failed', 'cached').map(({ node }) => node)).toEqual(['photo', 'b']);
  });
});
