import type { RankedTake } from '../../motion/ranking/rank-takes.ts';
import type { TakeAspect } from '../../motion/ranking/score-take.ts';
import type { ReportValue } from '../../values/value.ts';

export type Measure = ReportValue['measures'][number];

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

/** A score 0..1 with its verdict. */
export function measured(key: string, name: string, value: number): Measure {
  return {
    key,
    name,
    value,
    unit: '0..1',
    verdict: value >= GOOD ? 'good' : value >= FAIR ? 'fair' : 'poor',
  };
}

/** The aspects of one take, as rows of a report. */
export function aspectsOf({ aspects }: RankedTake, prefix = ''): Measure[] {
  return aspects.map(({ key, score }) => measured(`${prefix}${key}`, ASPECT_NAMES[key], score));
}
