import { type Bound, boundOf } from '../../motion/measures/verdicts.ts';
import type { ReportValue } from '../../values/value.ts';

/** A take's place in the ranking. */
export interface TakeScore {
  /** Which take, from 0. */
  readonly take: number;
  /** 0..1 */
  readonly score: number;
}

/** A measure of a take that is outside of its bound. */
export interface TakeFlag {
  readonly key: string | undefined;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly verdict: 'fair' | 'poor';
  /** What it should have kept. */
  readonly bound: Bound | undefined;
}

/** What is wrong with a take, as its report says. */
export interface TakeFlags {
  /** The poor ones first. */
  readonly flags: readonly TakeFlag[];
  /** Why it should not be used, in words. */
  readonly rejected: readonly string[];
}

const TAKE_KEY = /^take\.(\d+)$/;

/** Scores of all takes as the report of a ranking has them, the best first. */
export function rankingOf(report: ReportValue | undefined): readonly TakeScore[] {
  return (report?.measures ?? []).flatMap(({ key = '', value }) => {
    const number = TAKE_KEY.exec(key)?.[1];
    return number === undefined ? [] : [{ take: Number(number) - 1, score: value }];
  });
}

/** The measures that are outside of their bounds. */
export function flagsOf({ measures, rejected = [] }: ReportValue): TakeFlags {
  const flagged = (wanted: TakeFlag['verdict']): TakeFlag[] =>
    measures.flatMap(({ key, name, value, unit, verdict }) =>
      verdict === wanted
        ? [{ key, name, value, unit, verdict: wanted, bound: key === undefined ? undefined : boundOf(key) }]
        : [],
    );
  return { flags: [...flagged('poor'), ...flagged('fair')], rejected };
}
