/** One stroke of a brush over a picture of any size. All numbers are whole, so that documents stay small. */
export interface Stroke {
  /** Which of the parameter's tools the brush was, from 0. */
  readonly tool: number;
  /** Thousandths of the picture's longer side, 1..500. */
  readonly radius: number;
  /** How much of the radius is soft, percent. */
  readonly feather: number;
  /** How strictly the stroke keeps to the colours under its middle, percent; 0 ignores the picture. */
  readonly snap: number;
  /** x, y, x, y, … in ten-thousandths of the picture's width and height, at least one point. */
  readonly points: readonly number[];
}

/** Numbers that all strokes of one parameter may have together. */
export const STROKE_NUMBERS = 9_000;
/** Units of a point's coordinates over the width, and over the height. */
export const STROKE_UNITS = 10_000;
/** Bounds of a brush, see {@link Stroke}. */
export const STROKE_BOUNDS = { radius: [1, 500], feather: [0, 100], snap: [0, 100] } as const;

/** Tools that a brush may have at most. */
const MOST_TOOLS = 8;

/** Numbers before the points: tool, radius, feather, snap, count of points. */
const HEAD = 5;

/** Strokes as one row of numbers, the way documents hold them. */
export function packStrokes(strokes: readonly Stroke[]): number[] {
  return strokes.flatMap(({ tool, radius, feather, snap, points }) => [
    tool,
    radius,
    feather,
    snap,
    points.length / 2,
    ...points,
  ]);
}

/**
 * The strokes of a row of numbers; undefined when it is none that {@link packStrokes} makes.
 * @param tools how many tools the brush has
 */
export function unpackStrokes(row: readonly number[], tools = MOST_TOOLS): readonly Stroke[] | undefined {
  if (row.length > STROKE_NUMBERS || !row.every((number) => Number.isInteger(number) && number >= 0))
    return undefined;
  const strokes: Stroke[] = [];
  for (let at = 0; at < row.length; ) {
    const [tool = tools, radius = 0, feather = 0, snap = 0, count = 0] = row.slice(at, at + HEAD);
    const points = row.slice(at + HEAD, at + HEAD + 2 * count);
    const brush = { radius, feather, snap };
    const isWithin = Object.entries(STROKE_BOUNDS).every(([name, [least, most]]) => {
      const value = brush[name as keyof typeof brush];
      return value >= least && value <= most;
    });
    const isWhole = tool < tools && count >= 1 && points.length === 2 * count;
    if (!isWhole || !isWithin || points.some((part) => part > STROKE_UNITS)) return undefined;
    strokes.push({ tool, ...brush, points });
    at += HEAD + 2 * count;
  }
  return strokes;
}
