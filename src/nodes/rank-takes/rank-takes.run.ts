import type { RankedTake } from '../../motion/ranking/rank-takes.ts';
import type { NodeRun } from '../../runtime/node.ts';
import type { ReportValue } from '../../values/value.ts';
import { rankGathered } from './rank-gathered.ts';
import type { spec } from './rank-takes.node.ts';
import { aspectsOf, type Measure, measured } from './score-rows.ts';

/** @throws {NodeError} `no-takes`, `reports-differ` */
export const run: NodeRun<typeof spec> = async (context, { takes, reports }, { pick }) => {
  const place = Math.round(pick);
  const { all, ranked, motion } = rankGathered(takes, reports, place - 1);
  if (place > all.length) context.notice(`There are only ${all.length} takes; the last was picked.`);
  if (ranked.rejected.length > 0)
    context.notice(`The picked take is rejected: ${ranked.rejected.join('; ')}.`);
  return { motion, report: scoresOf(all, ranked) };
};

/** The picked take's aspects first, then every take's score, the best first. */
function scoresOf(ranked: readonly RankedTake[], picked: RankedTake): ReportValue {
  const chosen: Measure = { key: 'picked', name: 'Picked take', value: picked.index + 1, unit: '' };
  const takes = ranked.map(({ index, total }) => measured(`take.${index + 1}`, `Take ${index + 1}`, total));
  return { type: 'Report', measures: [chosen, ...aspectsOf(picked, 'picked.'), ...takes] };
}
