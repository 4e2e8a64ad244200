import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../cache/memory-store.ts';
import { ResultCache } from '../cache/result-cache.ts';
import type { CancelSignal } from './cancellation.ts';
import type { ComputationReport, NodeOutcome } from './computation.ts';
import { SharedComputation } from './shared-computation.ts';

async function setUp() {
  const cache = await ResultCache.open(new MemoryStore());
  let report: ComputationReport | undefined;
  let signal: CancelSignal | undefined;
  let finish: (outcome: NodeOutcome) => void = () => undefined;
  const shared = new SharedComputation(cache.lease(), (itsSignal, _lease, itsReport) => {
    signal = itsSignal;
    report = itsReport;
    return new Promise((resolve) => {
      finish = resolve;
    });
  });
  const watcher = () => {
    const told: string[] = [];
    const own: ComputationReport = {
      started: () => told.push('started'),
      preview: () => undefined,
      task: () => undefined,
      progress: (fraction) => told.push(`progress ${fraction}`),
      committed: (ms) => told.push(`committed ${ms}`),
      cutOff: () => told.push('cut off'),
    };
    return { told, own, participant: { lease: cache.lease() } };
  };
  const done = { outputs: {}, growing: undefined };
  return { shared, watcher, report: report!, signal: signal!, end: () => finish(done) };
}

describe('a shared computation', () => {
  it('tells everybody everything, and late comers what they missed', async () => {
    const { shared, watcher, report, end } = await setUp();
    const [early, late, last] = [watcher(), watcher(), watcher()];
    shared.join(early.participant, early.own);
    report.started();
    shared.join(late.participant, late.own);
    report.progress(0.5);
    report.committed(7, 1, []);
    shared.join(last.participant, last.own);
    end();
    await shared.outcome;
    expect(early.told).toEqual(['started', 'progress 0.5', 'committed 7']);
    expect(late.told).toEqual(['started', 'progress 0.5', 'committed 7']);
    expect(last.told).toEqual(['started', 'committed 7']);
  });

  it('ends early only when nobody is left', async () => {
    const { shared, watcher, signal } = await setUp();
    const [one, other, stranger] = [watcher(), watcher(), watcher()];
    shared.join(one.participant, one.own);
    shared.join(other.participant, other.own);
    shared.leave(one.participant, new Error('enough'));
    shared.leave(one.participant, new Error('enough'));
    shared.leave(stranger.participant, new Error('enough'));
    expect(signal.aborted).toBe(false);
    shared.leave(other.participant, new Error('enough'));
    expect(signal.reason).toMatchObject({ message: 'enough' });
    expect(shared.isAborted).toBe(true);
  });
});
