import { describe, expect, it } from 'vitest';
import { OpenRuns } from './open-runs.ts';

const BECAUSE = 'The engine died.';

describe('open runs', () => {
  it('ends what was told of as under way, each run by itself', () => {
    const runs = new OpenRuns();
    runs.note({ kind: 'run-started', run: 'run-1', at: 10, nodes: ['a', 'b'] });
    runs.note({ kind: 'queued', run: 'run-1', at: 11, node: 'a', reason: 'never run' });
    runs.note({ kind: 'queued', run: 'run-1', at: 12, node: 'b', element: 2, reason: 'never run' });
    runs.note({ kind: 'committed', run: 'run-1', at: 13, node: 'a', key: 'k', ms: 1, bytes: 1, notices: [] });
    runs.note({ kind: 'run-started', run: 'draft-2', at: 14, nodes: [] });
    expect(runs.abandon(BECAUSE)).toEqual([
      { kind: 'cancelled', run: 'run-1', at: 14, node: 'b', element: 2, because: BECAUSE },
      { kind: 'run-ended', run: 'run-1', at: 14, outcome: 'failed', ms: 4 },
      { kind: 'run-ended', run: 'draft-2', at: 14, outcome: 'failed', ms: 0 },
    ]);
    expect(runs.abandon(BECAUSE)).toEqual([]);
  });

  it('ends a run of which only the answer was heard', () => {
    const runs = new OpenRuns();
    runs.open('run-1');
    expect(runs.abandon(BECAUSE)).toMatchObject([{ kind: 'run-ended', run: 'run-1', outcome: 'failed' }]);
  });

  it('does not end a run whose end was heard, even before the answer to who asked for it', () => {
    const runs = new OpenRuns();
    runs.note({ kind: 'run-started', run: 'run-1', at: 1, nodes: [] });
    runs.note({ kind: 'run-ended', run: 'run-1', at: 2, outcome: 'done', ms: 1 });
    runs.open('run-1');
    expect(runs.abandon(BECAUSE)).toEqual([]);
    runs.open('run-1');
    expect(runs.abandon(BECAUSE)).toHaveLength(1);
  });
});
