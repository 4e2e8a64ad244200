import { type RankedTake, rankTakes } from '../../motion/ranking/rank-takes.ts';
import { NodeError } from '../../values/errors.ts';
import type { MotionValue } from '../../values/motion.ts';
import type { ReportValue } from '../../values/value.ts';

/**
 * Ranks gathered takes and finds the one at a place.
 * @param place 0 is the best; places after the last are the last
 * @throws {NodeError} `no-takes`, `reports-differ`
 */
export function rankGathered(
  takes: readonly MotionValue[],
  reports: readonly ReportValue[] | undefined,
  place: number,
): { readonly all: readonly RankedTake[]; readonly ranked: RankedTake; readonly motion: MotionValue } {
  if (reports && reports.length !== takes.length) {
    throw new NodeError(
      'reports-differ',
      `There are ${takes.length} takes and ${reports.length} reports.`,
      'Wire one report of every take, in the same order, or none.',
    );
  }
  const all = rankTakes(takes, reports);
  const ranked = all[Math.min(place, all.length - 1)];
  const motion = ranked && takes[ranked.index];
  if (!motion) throw new NodeError('no-takes', 'There is no take to pick from.', 'Make at least one take.');
  return { all, ranked, motion };
}
