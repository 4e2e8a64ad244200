import type { NodeRun } from '../../runtime/node.ts';
import { rankGathered } from '../rank-takes/rank-gathered.ts';
import { aspectsOf, measured } from '../rank-takes/score-rows.ts';
import type { spec } from './order-takes.node.ts';

/** @throws {NodeError} `no-takes`, `reports-differ` */
export const run: NodeRun<typeof spec> = async (context, { takes, reports }) => {
  const { ranked, motion } = rankGathered(takes, reports, context.element.index);
  const measures = [measured('total', 'Score', ranked.total), ...aspectsOf(ranked)];
  const report = { type: 'Report', measures } as const;
  return { motion, report: ranked.rejected.length > 0 ? { ...report, rejected: ranked.rejected } : report };
};
