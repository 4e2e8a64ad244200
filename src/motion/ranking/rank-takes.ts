import type { MotionValue } from '../../values/motion.ts';
import type { ReportValue } from '../../values/value.ts';
import { scoreTake, type TakeScore } from './score-take.ts';

/** A take with its place. */
export interface RankedTake extends TakeScore {
  /** Place in the list that was given, from 0. */
  readonly index: number;
  /** Naturalness times what the report says of the frames, 0..1. */
  readonly total: number;
  /** Why it should not be used, in words. */
  readonly rejected: readonly string[];
}

/** What a verdict of a report is worth. */
const VERDICT_WORTH = { good: 1, fair: 0.7, poor: 0.3 } as const;

/**
 * The takes, the best first; rejected takes come last, equal ones in the order given.
 * @param reports of the takes' clips, in the same order; none where the frames were not measured
 */
export function rankTakes(takes: readonly MotionValue[], reports: readonly ReportValue[] = []): RankedTake[] {
  const ranked = takes.map((take, index): RankedTake => {
    const natural = scoreTake(take);
    const report = reports[index];
    const rejected = report?.rejected ?? [];
    return { ...natural, index, rejected, total: natural.score * (report ? worthOf(report) : 1) };
  });
  return ranked.sort(
    (a, b) =>
      Math.min(1, a.rejected.length) - Math.min(1, b.rejected.length) ||
      b.total - a.total ||
      a.index - b.index,
  );
}

/** Mean worth of the measures that have a verdict; 1 where none has. */
function worthOf({ measures }: ReportValue): number {
  const worths = measures.flatMap(({ verdict }) => (verdict ? [VERDICT_WORTH[verdict]] : []));
  return worths.length === 0 ? 1 : worths.reduce((sum, worth) => sum + worth, 0) / worths.length;
}
