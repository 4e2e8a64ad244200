import type { NodeActivity } from './run-state.ts';

const ENDED: readonly NodeActivity['phase'][] = ['done', 'cached', 'failed', 'cancelled'];

/**
 * What a node that gives a list does, from what its elements do: it runs until all have ended, and has failed when
 * one of them has.
 * @param count length of the list as planned; elements that were not told of yet wait
 */
export function sumUp(elements: Readonly<Record<number, NodeActivity>>, count: number): NodeActivity {
  const known = Object.values(elements);
  const of = Math.max(count, known.length);
  const fraction = known.reduce(
    (sum, { phase, fraction }) => sum + (ENDED.includes(phase) ? 1 : fraction),
    0,
  );
  const ms = known.reduce((sum, part) => sum + (part.ms ?? 0), 0);
  const [failed, cancelled] = (['failed', 'cancelled'] as const).map((phase) =>
    known.find((part) => part.phase === phase),
  );
  const working = known.find(({ phase }) => phase === 'running');
  const worst = failed ?? cancelled;
  return {
    phase: phaseOf(known, of),
    fraction: of === 0 ? 0 : fraction / of,
    notices: [...new Set(known.flatMap(({ notices }) => notices))],
    elements,
    ...(ms > 0 ? { ms } : {}),
    ...(working?.note === undefined ? {} : { note: working.note }),
    ...(worst?.error ? { error: worst.error } : {}),
    ...(worst?.because === undefined ? {} : { because: worst.because }),
  };
}

function phaseOf(known: readonly NodeActivity[], count: number): NodeActivity['phase'] {
  const has = (phase: NodeActivity['phase']) => known.some((part) => part.phase === phase);
  const ended = known.filter(({ phase }) => ENDED.includes(phase)).length;
  if (ended < count) return has('running') || ended > 0 ? 'running' : 'queued';
  if (has('failed')) return 'failed';
  if (has('cancelled')) return 'cancelled';
  return has('done') ? 'done' : 'cached';
}
