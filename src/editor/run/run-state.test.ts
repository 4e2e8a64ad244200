import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../runtime/events.ts';
import type { PlannedNode } from '../../runtime/plan.ts';
import { applyEvent, INITIAL_RUN_STATE, withPlan } from './run-state.ts';

const at = 0;
const ERROR = { code: 'x', message: 'No face.', remedy: 'Choose another photo.' };
const stateAfter = (...events: RunEvent[]) => events.reduce(applyEvent, INITIAL_RUN_STATE);
const planned = (node: string, state: PlannedNode['state'], key: string): PlannedNode => ({
  node,
  key,
  state,
  reasons: [],
  estimatedMs: 100,
});

describe('run state', () => {
  it('is running from the first event to the last, whenever the reply to the call comes', () => {
    const started = stateAfter({ kind: 'run-started', run: 'r1', at, nodes: ['a'] });
    expect(started.running).toBe('r1');
    const ended = applyEvent(started, { kind: 'run-ended', run: 'r1', at, outcome: 'done', ms: 12 });
    expect(ended).toMatchObject({ running: undefined, lastRun: { outcome: 'done', ms: 12 } });
  });

  it('says how long the run will take, and corrects itself while it goes on', () => {
    const started = stateAfter({ kind: 'run-started', run: 'r1', at, nodes: ['a'], expectedMs: 900 });
    expect(started.remainingMs).toBe(900);
    const later = applyEvent(started, { kind: 'expected', run: 'r1', at, remainingMs: 2500 });
    expect(later.remainingMs).toBe(2500);
    expect(applyEvent(later, { kind: 'expected', run: 'r0', at, remainingMs: 1 })).toBe(later);
    const ended = applyEvent(later, { kind: 'run-ended', run: 'r1', at, outcome: 'done', ms: 3400 });
    expect(ended.remainingMs).toBeUndefined();
  });

  it('does not end a run by the end of an earlier one', () => {
    const state = stateAfter(
      { kind: 'run-started', run: 'r1', at, nodes: [] },
      { kind: 'run-started', run: 'r2', at, nodes: [] },
      { kind: 'run-ended', run: 'r1', at, outcome: 'cancelled', ms: 1 },
    );
    expect(state.running).toBe('r2');
  });

  it('forgets failures when the next run starts, and keeps what was done', () => {
    const state = stateAfter(
      { kind: 'run-started', run: 'r1', at, nodes: ['a', 'b'] },
      { kind: 'committed', run: 'r1', at, node: 'a', key: 'k', ms: 5, bytes: 1, notices: [] },
      { kind: 'failed', run: 'r1', at, node: 'b', error: ERROR },
      { kind: 'run-ended', run: 'r1', at, outcome: 'failed', ms: 9 },
      { kind: 'run-started', run: 'r2', at, nodes: ['a', 'b'] },
    );
    expect(Object.keys(state.activities)).toEqual(['a']);
    expect(state.resultKeys).toEqual({ a: 'k' });
  });

  it('keeps showing an old result while a node is stale, and the stored one when it is fresh again', () => {
    const shown = withPlan(INITIAL_RUN_STATE, { order: ['a'], nodes: { a: planned('a', 'fresh', 'k1') } });
    const stale = withPlan(shown, { order: ['a'], nodes: { a: planned('a', 'stale', 'k2') } });
    expect(stale.resultKeys.a).toBe('k1');
    const gone = withPlan(stale, { order: [], nodes: {} });
    expect(gone.resultKeys).toEqual({});
  });

  it('shows what a result looks like until it is there', () => {
    const value = { type: 'Number', value: 1 } as const;
    const looking = stateAfter({ kind: 'preview', run: 'r1', at, node: 'a', element: 1, value });
    expect(looking.looks).toEqual({ 'a.1': value });
    const done = {
      kind: 'committed',
      run: 'r1',
      at,
      key: 'k',
      ms: 5,
      bytes: 1,
      notices: [],
      node: 'a',
    } as const;
    expect(applyEvent(looking, done).looks).toEqual({ 'a.1': value });
    expect(applyEvent(looking, { ...done, element: 1 }).looks).toEqual({});
    expect(
      applyEvent(looking, { kind: 'run-ended', run: 'r1', at, outcome: 'cancelled', ms: 1 }).looks,
    ).toEqual({});
  });

  it('never moves the progress back', () => {
    const begun = stateAfter(
      { kind: 'run-started', run: 'r1', at, nodes: ['a', 'b'] },
      { kind: 'progress', run: 'r1', at, node: 'a', fraction: 0.9 },
    );
    const next = applyEvent(begun, { kind: 'progress', run: 'r1', at, node: 'b', fraction: 0 });
    expect(next.progress).toBeGreaterThanOrEqual(begun.progress);
    expect(begun.progress).toBeGreaterThan(0.5);
  });
});

describe('a node that gives a list', () => {
  const element = (state: 'fresh' | 'new', key: string) => ({ key, state, reasons: [], estimatedMs: 10 });
  const list = (...elements: ReturnType<typeof element>[]) =>
    withPlan(INITIAL_RUN_STATE, {
      order: ['a'],
      nodes: { a: { ...planned('a', 'new', 'k0'), elements } },
    });
  const common = { run: 'r1', at, node: 'a' } as const;
  const done = (index: number): RunEvent => ({
    ...common,
    kind: 'committed',
    element: index,
    key: `k${index}`,
    ms: 5,
    bytes: 1,
    notices: [],
  });

  it('is done when all its elements are, and shows each by its own key', () => {
    const half = applyEvent(list(element('new', 'k0'), element('new', 'k1')), done(0));
    expect(half.activities.a).toMatchObject({ phase: 'running', fraction: 0.5 });
    expect(half.plan?.nodes.a?.state).toBe('new');
    const whole = applyEvent(half, done(1));
    expect(whole.activities.a).toMatchObject({ phase: 'done', fraction: 1, ms: 10 });
    expect(whole.plan?.nodes.a?.state).toBe('fresh');
    expect(whole.resultKeys).toEqual({ a: 'k0', 'a.1': 'k1' });
  });

  it('has failed when one element has, once the others have ended', () => {
    const begun = list(element('new', 'k0'), element('new', 'k1'));
    const failed = applyEvent(begun, { ...common, kind: 'failed', element: 0, error: ERROR });
    expect(failed.activities.a?.phase).toBe('running');
    const ended = applyEvent(failed, done(1));
    expect(ended.activities.a).toMatchObject({ phase: 'failed', error: ERROR });
    expect(ended.activities.a?.elements?.[1]?.phase).toBe('done');
  });
});
