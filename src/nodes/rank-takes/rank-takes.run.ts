import { type RankedTake, rankTakes } from '../../motion/ranking/rank-takes.ts';
import type { TakeAspect } from '../../motion/ranking/score-take.ts';
import type { NodeRun } from '../../runtime/node.ts';
import { NodeError } from '../../values/errors.ts';
import type { ReportValue } from '../../values/value.ts';
import type { spec } from './rank-takes.node.ts';

type Measure = ReportValue['measures'][number];

/** From these scores on. */
const GOOD = 0.75;
const FAIR = 0.5;

const ASPECT_NAMES: Readonly<Record<TakeAspect['key'], string>> = {
  alive: 'Liveliness',
  blinks: 'Blinks',
  head: 'Head',
  breath: 'Breath',
  symmetry: 'Symmetry',
  speed: 'Speed',
  seam: 'Seam',
};

/** @throws {NodeError} `no-takes`, `reports-differ` */
export const run: NodeRun<typeof spec> = async (context, { takes, reports }, { pick }) => {
  if (reports && reports.length !== takes.length) {
    throw new NodeError(
      'reports-differ',
      `There are ${takes.length} takes and ${reports.length} reports.`,
      'Wire one report of every take, in the same order, or none.',
    );
  }
  const ranked = rankTakes(takes, reports);
  const place = Math.min(Math.round(pick), ranked.length);
  const picked = ranked[place - 1];
  const motion = picked && takes[picked.index];
  if (!motion) throw new NodeError('no-takes', 'There is no take to pick from.', 'Make at least one take.');
  if (place < pick) context.notice(`There are only ${ranked.length} takes; the last was picked.`);
  if (picked.rejected.length > 0)
    context.notice(`The picked take is rejected: ${picked.rejected.join('; ')}.`);
  return { motion, report: scoresOf(ranked, picked) };
};

/** The picked take's aspects first, then every take's score, the best first. */
function scoresOf(ranked: readonly RankedTake[], picked: RankedTake): ReportValue {
  const chosen: Measure = { key: 'picked', name: 'Picked take', value: picked.index + 1, unit: '' };
  const aspects = picked.aspects.map(({ key, score }) => measured(`picked.${key}`, ASPECT_NAMES[key], score));
  const takes = ranked.map(({ index, total }) => measured(`take.${index + 1}`, `Take ${index + 1}`, total));
  return { type: 'Report', measures: [chosen, ...aspects, ...takes] };
}

function measured(key: string, name: string, value: number): Measure {
  return {
    key,
    name,
    value,
    unit: '0..1',
    verdict: value >= GOOD ? 'good' : value >= FAIR ? 'fair' : 'poor',
  };
}
