import type { ReportValue } from '../../values/value.ts';

export type Measure = ReportValue['measures'][number];
type Verdict = NonNullable<Measure['verdict']>;

const WORST_FIRST: readonly (Verdict | undefined)[] = ['poor', 'fair', 'good', undefined];

/** Measures from poor to good, then those without a verdict; equals keep their order. */
export function worstFirst(measures: readonly Measure[]): Measure[] {
  const rank = ({ verdict }: Measure): number => WORST_FIRST.indexOf(verdict);
  return [...measures].sort((a, b) => rank(a) - rank(b));
}

/** How many measures have each verdict, the worst first; verdicts that none has are left out. */
export function countVerdicts(measures: readonly Measure[]): [Verdict, number][] {
  return WORST_FIRST.flatMap((verdict) => {
    if (verdict === undefined) return [];
    const count = measures.filter((measure) => measure.verdict === verdict).length;
    return count === 0 ? [] : [[verdict, count] as [Verdict, number]];
  });
}

/** A value with as many digits as tell something: cosines and ratios up to thousandths, the rest three digits. */
export function formatMeasure({ value, unit }: Pick<Measure, 'value' | 'unit'>): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '–';
  if (unit === 'cos' || unit === 'of 1') return value.toFixed(3);
  return String(Number(value.toPrecision(3)));
}
