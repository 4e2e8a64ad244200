import { GRID } from '../document/place.ts';
import { type Arranged, GAP, type Parts, spanOf } from './arrangement.ts';
import type { Unit } from './layout-graph.ts';

/**
 * Units column by column, each full before the next begins, as text in a newspaper: sources first, and whatever is fed
 * right of what feeds it, or below it.
 */
export function startColumns(parts: Parts, columns: number): Arranged & { readonly count: number } {
  const { units } = parts;
  const order = wiredOrder(parts);
  const inner = order.filter((unit) => units[unit]?.kind !== 'dot' && units[unit]?.end === undefined);
  const hasEnds = units.some(({ end }) => end !== undefined);
  const offset = hasEnds ? 1 : 0;
  const total = inner.reduce((sum, unit) => sum + roomOf(parts, unit), 0);
  const height = total / Math.max(1, columns);
  const [at, tops] = [new Int32Array(units.length), new Int32Array(units.length)];
  const filled: number[] = [];
  let most = 1;
  for (const [column, members] of inColumns(parts, inner, height, columns).entries()) {
    for (const unit of stacked(parts, members, tops)) {
      const { height: own = 0 } = units[unit] ?? {};
      const span = spanOf(units[unit] as Unit);
      const top = Math.max(...Array.from({ length: span }, (_, beside) => filled[column + beside] ?? 0));
      for (let beside = column; beside < column + span; beside++) filled[beside] = onRow(top + own + GAP);
      at[unit] = column + offset;
      tops[unit] = top;
      most = Math.max(most, column + span);
    }
  }
  const count = most + 2 * offset;
  for (const [index, { end }] of units.entries()) if (end) at[index] = end === 'first' ? 0 : count - 1;
  placeDots(parts, order, at, tops, count);
  return { columns: at, tops, count };
}

/** Cuts the order into columns of about one height, px. */
function inColumns(
  parts: Parts,
  order: readonly number[],
  height: number,
  most: number,
): readonly (readonly number[])[] {
  const columns: number[][] = [[]];
  let filled = 0;
  for (const unit of order) {
    const room = roomOf(parts, unit);
    if (filled > 0 && filled + room / 2 > height && columns.length < most) {
      columns.push([]);
      filled = 0;
    }
    columns.at(-1)?.push(unit);
    filled += room;
  }
  return columns;
}

/** Units of a column from top to bottom: what is fed follows what feeds it, else what is fed from higher up is higher. */
function stacked({ units, wires }: Parts, members: readonly number[], tops: Int32Array): readonly number[] {
  const inside = new Set(members);
  const waiting = new Map(members.map((unit) => [unit, 0]));
  const heights = new Map<number, number[]>();
  const consumers = new Map<number, number[]>();
  for (const { from, to } of wires) {
    if (!inside.has(to) || from === to) continue;
    if (inside.has(from)) {
      waiting.set(to, (waiting.get(to) ?? 0) + 1);
      consumers.set(from, [...(consumers.get(from) ?? []), to]);
    } else if (units[from]?.kind !== 'dot') {
      heights.set(to, [...(heights.get(to) ?? []), tops[from] ?? 0]);
    }
  }
  const middle = (unit: number) => {
    const fed = heights.get(unit) ?? [];
    return fed.length > 0 ? fed.reduce((sum, top) => sum + top, 0) / fed.length : 0;
  };
  const open = [...members].sort((a, b) => middle(a) - middle(b));
  const order: number[] = [];
  while (open.length > 0) {
    const isReady = (unit: number) => (waiting.get(unit) ?? 0) <= 0;
    const fresh = order.at(-1);
    const follows = (unit: number) => fresh !== undefined && (consumers.get(fresh)?.includes(unit) ?? false);
    const next = open.find((unit) => isReady(unit) && follows(unit)) ?? open.find(isReady) ?? open[0] ?? 0;
    open.splice(open.indexOf(next), 1);
    order.push(next);
    for (const consumer of consumers.get(next) ?? []) waiting.set(consumer, (waiting.get(consumer) ?? 0) - 1);
  }
  return order;
}

function onRow(height: number): number {
  return Math.ceil(height / GRID) * GRID;
}

/** Dots lie left of what they feed, level with it. */
function placeDots(
  { units, wires }: Parts,
  order: readonly number[],
  columns: Int32Array,
  tops: Int32Array,
  count: number,
): void {
  const taken = new Set<string>();
  for (const dot of order.toReversed()) {
    if (units[dot]?.kind !== 'dot') continue;
    const fed = wires.filter(({ from }) => from === dot);
    const column = Math.min(count - 1, ...fed.map(({ to }) => columns[to] ?? 0));
    const [first] = fed;
    let top = first ? Math.round((tops[first.to] ?? 0) + first.toAt.y - first.fromAt.y) : 0;
    columns[dot] = Math.max(1, column);
    while (
      taken.has(`${columns[dot]} ${Math.floor(top / GRID)}`) ||
      taken.has(`${columns[dot]} ${Math.ceil(top / GRID)}`)
    )
      top += GRID;
    taken.add(`${columns[dot]} ${Math.floor(top / GRID)}`).add(`${columns[dot]} ${Math.ceil(top / GRID)}`);
    tops[dot] = top;
  }
}

/** Height that a unit takes up, times its columns, px. */
function roomOf({ units }: Parts, index: number): number {
  const unit = units[index];
  return unit ? (unit.height + GAP) * spanOf(unit) : 0;
}

/** Sources before what they feed; in circles, what comes first in the document. Notes follow their cards. */
function wiredOrder({ units, wires, ties }: Parts): readonly number[] {
  const sources = units.map(() => new Set<number>());
  const consumers = units.map(() => new Set<number>());
  const link = (from: number, to: number) => {
    if (from === to) return;
    sources[to]?.add(from);
    consumers[from]?.add(to);
  };
  for (const { from, to } of wires) link(from, to);
  for (const [note, card] of ties) link(card, note);
  const ranks = ranksOf(sources, consumers);
  const order: number[] = [];
  const position = new Map<number, number>();
  const waiting = sources.map((set) => set.size);
  const open = new Set(units.keys());
  const isReady = (unit: number) => waiting[unit] === 0;
  const ready = [...open].filter(isReady);
  while (open.size > 0) {
    const [fallback = 0] = open;
    const candidates = ready.length > 0 ? ready : [fallback];
    let next = candidates[0] ?? fallback;
    let best = Infinity;
    for (const unit of candidates) {
      const fed = [...(sources[unit] ?? [])].flatMap((source) => position.get(source) ?? []);
      const middle = fed.length > 0 ? fed.reduce((sum, at) => sum + at, 0) / fed.length : 0;
      const key = (ranks[unit] ?? 0) * units.length + middle;
      if (key < best) [best, next] = [key, unit];
    }
    if (ready.includes(next)) ready.splice(ready.indexOf(next), 1);
    open.delete(next);
    position.set(next, order.length);
    order.push(next);
    for (const consumer of consumers[next] ?? []) {
      waiting[consumer] = (waiting[consumer] ?? 0) - 1;
      if (waiting[consumer] === 0 && open.has(consumer)) ready.push(consumer);
    }
  }
  return order;
}

/** The longest way from a source to each unit; sources stand just before what they feed first. */
function ranksOf(
  sources: readonly ReadonlySet<number>[],
  consumers: readonly ReadonlySet<number>[],
): readonly number[] {
  const ranks = sources.map(() => 0);
  const waiting = sources.map((set) => set.size);
  const ready = [...sources.keys()].filter((unit) => waiting[unit] === 0);
  for (let unit = ready.pop(); unit !== undefined; unit = ready.pop()) {
    for (const consumer of consumers[unit] ?? []) {
      ranks[consumer] = Math.max(ranks[consumer] ?? 0, (ranks[unit] ?? 0) + 1);
      waiting[consumer] = (waiting[consumer] ?? 0) - 1;
      if (waiting[consumer] === 0) ready.push(consumer);
    }
  }
  for (const [unit, feeding] of sources.entries()) {
    const fed = [...(consumers[unit] ?? [])].map((consumer) => ranks[consumer] ?? 0);
    if (feeding.size === 0 && fed.length > 0) ranks[unit] = Math.max(0, Math.min(...fed) - 1);
  }
  return ranks;
}
