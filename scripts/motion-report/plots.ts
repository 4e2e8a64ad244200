import { quantile } from '../../src/motion/measures/take-statistics-samples.ts';

const WIDTH = 300;
const HEIGHT = 128;
const LEFT = 6;
const RIGHT = 6;
const TOP = 8;
const BOTTOM = 20;
const BINS = 30;
/** Tails beyond these shares are drawn at the edge. */
const TAIL_SHARE = 0.005;

/** Colour class of the nth source, `s0`, `s1`...; the page's style sheet has them. */
export function colourOf(source: number): string {
  return `s${source % 6}`;
}

interface Axis {
  readonly from: number;
  readonly to: number;
}

/** Histograms of several sets over one another; each set's area is the same. A band marks the published range. */
export function histogram(
  sets: readonly (readonly number[])[],
  { unit, range }: { readonly unit: string; readonly range?: readonly [number, number] },
): string {
  const filled = sets.filter(({ length }) => length > 0);
  if (filled.length === 0) return empty();
  const axis = axisFor(filled, range);
  const shares = sets.map((values) => binShares(values, axis));
  const most = Math.max(...shares.flat());
  const x = (value: number): number => place(value, axis, LEFT, WIDTH - RIGHT);
  const y = (share: number): number => HEIGHT - BOTTOM - (share / most) * (HEIGHT - BOTTOM - TOP);
  const bars = shares.map((bins, source) => stepPath(bins, x, y, axis, source));
  return svg([band(range, axis, x), ...bars, ticks(axis, x, unit)].join(''));
}

function axisFor(sets: readonly (readonly number[])[], range: readonly [number, number] | undefined): Axis {
  const lows = sets.map((values) => quantile(values, TAIL_SHARE));
  const highs = sets.map((values) => quantile(values, 1 - TAIL_SHARE));
  const from = Math.min(...lows, ...(range === undefined ? [] : [range[0]]));
  const to = Math.max(...highs, ...(range === undefined ? [] : [range[1]]));
  const margin = to > from ? 0.04 * (to - from) : 0.1 * Math.abs(from) + 0.01;
  return { from: from - margin, to: to + margin };
}

function binShares(values: readonly number[], { from, to }: Axis): number[] {
  const bins = new Array<number>(BINS).fill(0);
  for (const value of values) {
    const bin = Math.floor(((value - from) / (to - from)) * BINS);
    bins[Math.min(BINS - 1, Math.max(0, bin))] += 1 / values.length;
  }
  return bins;
}

function stepPath(
  bins: readonly number[],
  x: (value: number) => number,
  y: (share: number) => number,
  { from, to }: Axis,
  source: number,
): string {
  const edge = (bin: number): string => x(from + ((to - from) * bin) / BINS).toFixed(1);
  const steps = bins.map((share, bin) => `V${y(share).toFixed(1)}H${edge(bin + 1)}`).join('');
  return `<path class="${colourOf(source)} area" d="M${edge(0)},${y(0)}${steps}V${y(0)}Z"/>`;
}

function band(
  range: readonly [number, number] | undefined,
  axis: Axis,
  x: (value: number) => number,
): string {
  if (range === undefined) return '';
  const from = x(Math.max(axis.from, range[0]));
  const to = x(Math.min(axis.to, range[1]));
  return `<rect class="band" x="${from.toFixed(1)}" y="${TOP}" width="${(to - from).toFixed(1)}" height="${HEIGHT - BOTTOM - TOP}"/>`;
}

function ticks({ from, to }: Axis, x: (value: number) => number, unit: string): string {
  const step = roundStep((to - from) / 4);
  const marks: string[] = [];
  for (let value = Math.ceil(from / step) * step; value <= to; value += step) {
    const text = Number(value.toPrecision(6));
    marks.push(
      `<line class="tick" x1="${x(value).toFixed(1)}" x2="${x(value).toFixed(1)}" y1="${HEIGHT - BOTTOM}" y2="${HEIGHT - BOTTOM + 3}"/>` +
        `<text x="${x(value).toFixed(1)}" y="${HEIGHT - 6}" text-anchor="middle">${text}</text>`,
    );
  }
  const base = `<line class="tick" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${HEIGHT - BOTTOM}" y2="${HEIGHT - BOTTOM}"/>`;
  return `${base}${marks.join('')}<text x="${WIDTH - RIGHT}" y="${TOP + 4}" text-anchor="end">${unit}</text>`;
}

/** 1, 2 or 5 times a power of ten. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough) ?? 10;
  return factor * power;
}

function place(value: number, { from, to }: Axis, low: number, high: number): number {
  return low + ((value - from) / (to - from)) * (high - low);
}

/** Points of several sets in one plane, e.g. the main sequence of saccades; at most so many of each set. */
export function scatter(
  sets: readonly (readonly { readonly x: number; readonly y: number }[])[],
  { x: acrossUnit, y: upUnit, most }: { readonly x: string; readonly y: string; readonly most: number },
): string {
  const points = sets.flat();
  if (points.length === 0) return empty();
  const across = axisFor([points.map(({ x }) => x)], undefined);
  const up = { from: 0, to: 1.05 * Math.max(...points.map(({ y }) => y)) };
  const x = (value: number): number => place(value, across, LEFT, WIDTH - RIGHT);
  const dots = sets.flatMap((set, source) =>
    set
      .filter((_, i) => i % Math.max(1, Math.ceil(set.length / most)) === 0)
      .map((point) => {
        const high = place(point.y, up, HEIGHT - BOTTOM, TOP);
        return `<circle class="${colourOf(source)} dot" cx="${x(point.x).toFixed(1)}" cy="${high.toFixed(1)}" r="1.6"/>`;
      }),
  );
  const top = `<text x="${LEFT}" y="${TOP + 4}">${Number(up.to.toPrecision(2))} ${upUnit}</text>`;
  return svg([...dots, ticks(across, x, acrossUnit), top].join(''));
}

/** Courses of one channel in several takes, each its own line; `lowest` and `highest` are the plot's edges. */
export function courses(
  takes: readonly ArrayLike<number>[],
  { source, lowest, highest }: { readonly source: number; readonly lowest: number; readonly highest: number },
): string {
  const axis = { from: lowest, to: highest };
  const zero = place(0, axis, HEIGHT - BOTTOM, TOP).toFixed(1);
  const lines = takes.map((values, i) => {
    const points = Array.from(values, (value, frame) => {
      const across = LEFT + (frame / Math.max(1, values.length - 1)) * (WIDTH - LEFT - RIGHT);
      const clipped = Math.min(highest, Math.max(lowest, value));
      return `${across.toFixed(1)},${place(clipped, axis, HEIGHT - BOTTOM, TOP).toFixed(1)}`;
    });
    return `<polyline class="${colourOf(source)} line" style="opacity:${(1 - 0.11 * i).toFixed(2)}" points="${points.join(' ')}"/>`;
  });
  const rest = `<line class="tick" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${zero}" y2="${zero}"/>`;
  const labels =
    `<text x="${LEFT}" y="${HEIGHT - 6}">${Number(lowest.toPrecision(2))}</text>` +
    `<text x="${LEFT}" y="${TOP + 4}">${Number(highest.toPrecision(2))}</text>`;
  return svg([rest, ...lines, labels].join(''));
}

function empty(): string {
  return svg(`<text x="${WIDTH / 2}" y="${HEIGHT / 2}" text-anchor="middle">none seen</text>`);
}

function svg(content: string): string {
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">${content}</svg>`;
}
