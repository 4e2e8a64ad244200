import type { NumberParam } from '../../runtime/params.ts';
import type { Framing } from './framing.ts';

/** The two ends of a path, as they begin the names of parameters. */
export const PATH_ENDS = ['start', 'end'] as const;
export type PathEnd = (typeof PATH_ENDS)[number];

type Part = 'X' | 'Y' | 'Zoom' | 'Roll';
export type FramingParamName = `${PathEnd}${Part}`;

/** Farthest that a framing's middle lies from the photo's, percent of its width. */
const MOST_OFFSET = 10;

const number = (
  label: string,
  help: string,
  of: Omit<NumberParam, 'kind' | 'label' | 'help'>,
): NumberParam => ({
  kind: 'number',
  label,
  help,
  advanced: true,
  ...of,
});
const offset = (label: string, help: string) =>
  number(label, help, { default: 0, min: -MOST_OFFSET, max: MOST_OFFSET, step: 0.1, unit: '%' });
const zoom = (label: string, value: number) =>
  number(label, '1 shows the whole photo, 1.25 four fifths of its width.', {
    default: value,
    min: 1,
    max: 1.25,
    step: 0.01,
    unit: '×',
  });
const roll = (label: string) =>
  number(label, 'How far the camera leans to the right.', {
    default: 0,
    min: -3,
    max: 3,
    step: 0.1,
    unit: 'degrees',
  });
const ACROSS = 'Middle of the framing, right of the photo’s, in percent of its width.';
const DOWN = 'Middle of the framing, below the photo’s, in percent of its width.';

/** Both framings as plain numbers: the same that are dragged on the picture. */
export const FRAMING_PARAMS = {
  startX: offset('Start, across', ACROSS),
  startY: offset('Start, down', DOWN),
  startZoom: zoom('Start, zoom', 1),
  startRoll: roll('Start, roll'),
  endX: offset('End, across', ACROSS),
  endY: offset('End, down', DOWN),
  endZoom: zoom('End, zoom', 1.08),
  endRoll: roll('End, roll'),
} as const satisfies Readonly<Record<FramingParamName, NumberParam>>;

/** The framing at one end of the path. */
export function framingAt(params: Readonly<Record<FramingParamName, number>>, end: PathEnd): Framing {
  return {
    x: params[`${end}X`] / 100,
    y: params[`${end}Y`] / 100,
    zoom: params[`${end}Zoom`],
    roll: params[`${end}Roll`],
  };
}
