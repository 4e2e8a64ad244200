import type { ReportValue } from '../../values/value.ts';

/** A take's place in the ranking. */
export interface TakeScore {
  /** Which take, from 0. */
  readonly take: number;
  /** 0..1 */
  readonly score: number;
}

/** What is wrong with a take, as its report says. */
export interface TakeFlags {
  /** Names of measures that are poor. */
  readonly poor: readonly string[];
  readonly fair: readonly string[];
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

export function flagsOf({ measures, rejected = [] }: ReportValue): TakeFlags {
  const named = (wanted: string) =>
    measures.filter(({ verdict }) => verdict === wanted).map(({ name }) => name);
  return { poor: named('poor'), fair: named('fair'), rejected };
}
