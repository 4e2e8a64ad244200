import { Random } from '../../motion/random.ts';
import { GRID } from '../document/place.ts';
import { type Arranged, Arrangement, GAP, type Parts } from './arrangement.ts';

/** Worsening that is put up with at first and in the end: see `price`. */
const WARMEST = 30;
const COLDEST = 0.5;
/** How far units are moved at once, px. */
const SHIFTS = [1, 2, 3, 5, 9, 14].map((steps) => steps * GRID);
/** Shares of the changes, summed up: shifts of everything below, shifts, then swaps; the rest moves units to other columns. */
const ROWS_SHIFTED = 0.04;
const SHIFTED = 0.5;
const SWAPPED = 0.7;
/** Shares of swaps and moves to where something wired or of the same column is, summed up; the rest goes anywhere. */
const WIRED = 0.4;
const BESIDE = 0.7;
/** Share of shifts that move the rest of the column along, and of moves that close the gap they leave. */
const ALONG = 0.4;

interface Settled {
  readonly price: number;
  readonly arranged: Arranged;
}

/**
 * Moves units up, down and to other columns until as little of the wires as possible lies behind cards, wires are short
 * and the whole is small on its screen, by simulated annealing (Kirkpatrick et al. 1983); the same for the same graph.
 * @param columns how many there are
 * @param trials how many changes are tried
 */
export function settle(
  parts: Parts,
  start: Arranged,
  { columns, trials, seed }: { readonly columns: number; readonly trials: number; readonly seed: number },
): Settled {
  const moving = new Moving(parts, start, columns);
  const random = new Random(seed);
  let price = moving.price();
  const found = () => ({ columns: moving.columns.slice(), tops: moving.tops.slice() });
  let best: Settled = { price, arranged: found() };
  for (let trial = 0; trial < trials; trial++) {
    const warmth = WARMEST * (COLDEST / WARMEST) ** (trial / trials);
    const change = moving.change(random);
    if (!change) continue;
    const after = price + change.by;
    if (after > price && random.uniform() >= Math.exp((price - after) / warmth)) {
      change.undo();
      continue;
    }
    price = after;
    if (after < best.price) best = { price, arranged: found() };
  }
  return best;
}

interface Change {
  /** What it costs. */
  readonly by: number;
  undo(): void;
}

/** A unit with its column and upper edge. */
type Place = readonly [unit: number, column: number, top: number];

/** An arrangement on its way to a better one. */
class Moving extends Arrangement {
  readonly #columnCount: number;
  readonly #isBetweenEnds: boolean;

  constructor(parts: Parts, start: Arranged, columns: number) {
    super(parts, start);
    this.#columnCount = columns;
    this.#isBetweenEnds = parts.units.some(({ end }) => end !== undefined);
  }

  /** Changes something at random. @returns undefined when that cannot be, or is nothing */
  change(random: Random): Change | undefined {
    const one = random.uint32() % this.parts.units.length;
    const draw = random.uniform();
    if (this.parts.units[one]?.kind === 'dot') return this.#apply(this.#moveDot(one, random));
    if (draw < Math.min(ROWS_SHIFTED, 2 / this.parts.units.length))
      return this.#apply(this.#shiftRows(one, random));
    if (draw < SHIFTED) return this.#apply(this.#shift(one, random));
    if (draw < SWAPPED) return this.#apply(this.#swap(one, random));
    return this.#apply(this.#insert(one, random));
  }

  #shift(one: number, random: Random): Place[] {
    const shift = random.sign() * (SHIFTS[random.uint32() % SHIFTS.length] ?? GRID);
    const moved: Place[] = [[one, this.#column(one), this.#top(one) + shift]];
    if (!random.chance(ALONG)) return moved;
    for (const other of this.#inColumn(this.#column(one)))
      if ((this.#top(other) - this.#top(one)) * shift > 0)
        moved.push([other, this.#column(other), this.#top(other) + shift]);
    return moved;
  }

  /** Everything at the height of a unit and below moves down, or up. */
  #shiftRows(one: number, random: Random): Place[] {
    const shift = random.sign() * (SHIFTS[random.uint32() % SHIFTS.length] ?? GRID);
    const from = this.#top(one);
    return [...this.tops.keys()].flatMap((unit): Place[] =>
      this.#top(unit) < from ? [] : [[unit, this.#column(unit), this.#top(unit) + shift]],
    );
  }

  /** Two units trade places; what is below the larger one then moves down. */
  #swap(one: number, random: Random): Place[] {
    const other = this.#near(one, random);
    if (other === one || this.parts.units[other]?.kind === 'dot') return [];
    const [upper, lower] = this.#top(one) < this.#top(other) ? [one, other] : [other, one];
    const below = this.#inColumn(this.#column(one))
      .filter((unit) => this.#top(unit) > this.#top(upper))
      .sort((a, b) => this.#top(a) - this.#top(b));
    // Neighbours keep the room that both take up.
    const isBeside = this.#column(one) === this.#column(other) && below[0] === lower;
    const top = isBeside ? this.#top(lower) + this.#height(lower) - this.#height(upper) : this.#top(lower);
    return this.#pushedDown([
      [upper, this.#column(lower), top],
      [lower, this.#column(upper), this.#top(upper)],
    ]);
  }

  /** A unit moves above or below another one. */
  #insert(one: number, random: Random): Place[] {
    const other = this.#near(one, random);
    if (other === one) return [];
    const isAbove = random.chance(0.5);
    const unit = this.parts.units[other];
    const column = this.#column(other) - (unit?.kind === 'dot' ? random.uint32() % 2 : 0);
    const top =
      isAbove || unit?.kind === 'dot' ? this.#top(other) : this.#top(other) + this.#height(other) + GAP;
    const moved: Place[] = [[one, column, Math.ceil(top / GRID) * GRID]];
    if (random.chance(ALONG)) {
      const room = this.#height(one) + GAP;
      for (const below of this.#inColumn(this.#column(one)))
        if (
          below !== one &&
          this.#top(below) > this.#top(one) &&
          (column !== this.#column(one) || below !== other)
        )
          moved.push([below, this.#column(below), this.#top(below) - Math.floor(room / GRID) * GRID]);
    }
    return this.#pushedDown(moved);
  }

  /** What a unit may have to do with: something at the other end of a wire, something in its column, or anything. */
  #near(one: number, random: Random): number {
    const draw = random.uniform();
    const at = this.wiresAt[one] ?? [];
    const wire = this.parts.wires[at[random.uint32() % Math.max(1, at.length)] ?? -1];
    if (wire && draw < WIRED) return wire.from === one ? wire.to : wire.from;
    const column = draw < BESIDE ? this.#inColumn(this.#column(one)) : [];
    return column[random.uint32() % Math.max(1, column.length)] ?? random.uint32() % this.parts.units.length;
  }

  /** A dot moves up or down, beside one of its neighbours, or to another gutter. */
  #moveDot(one: number, random: Random): Place[] {
    const draw = random.uniform();
    const shift = random.sign() * (SHIFTS[random.uint32() % SHIFTS.length] ?? GRID);
    if (draw < 0.35) return [[one, this.#column(one), this.#top(one) + shift]];
    const at = this.wiresAt[one] ?? [];
    const wire = this.parts.wires[at[random.uint32() % Math.max(1, at.length)] ?? 0];
    if (!wire) return [];
    const [end, from] = wire.from === one ? [wire.toAt, wire.to] : [wire.fromAt, wire.from];
    const own = wire.from === one ? wire.fromAt : wire.toAt;
    const level = Math.round(this.#top(from) + end.y - own.y);
    if (draw < 0.7) return [[one, this.#column(one), level]];
    return [[one, this.#column(one) + random.sign(), random.chance(0.5) ? level : this.#top(one)]];
  }

  /** With what has to move down so that moved units have room in their columns. */
  #pushedDown(moved: Place[]): Place[] {
    const places = new Map(moved.map(([unit, column, top]) => [unit, { column, top }]));
    for (const column of new Set(moved.map(([, to]) => to))) {
      const stack = [
        ...this.#inColumn(column).filter((unit) => !places.has(unit)),
        ...moved.filter(([, to]) => to === column).map(([unit]) => unit),
      ];
      const topOf = (unit: number) => places.get(unit)?.top ?? this.#top(unit);
      // What comes to a column goes before what was there.
      stack.sort((a, b) => topOf(a) - topOf(b) || Number(places.has(b)) - Number(places.has(a)));
      let free = -Infinity;
      for (const unit of stack) {
        const top = Math.max(topOf(unit), Math.ceil(free / GRID) * GRID);
        if (top !== topOf(unit)) places.set(unit, { column, top });
        free = top + this.#height(unit) + GAP;
      }
    }
    return [...places].map(([unit, { column, top }]): Place => [unit, column, top]);
  }

  #apply(moved: readonly Place[]): Change | undefined {
    if (moved.length === 0 || !moved.every(([unit, column]) => this.#mayBeIn(unit, column))) return undefined;
    const units = moved.map(([unit]) => unit);
    const before = units.map((unit): Place => [unit, this.#column(unit), this.#top(unit)]);
    const undo = () => {
      this.#put(before);
      this.layWires(units);
    };
    this.#put(moved);
    if (units.some((unit) => this.overlaps(unit))) {
      this.#put(before);
      return undefined;
    }
    this.#put(before);
    const price = this.priceAround(units) + this.extentPrice();
    this.#put(moved);
    this.layWires(units);
    const by = this.priceAround(units) + this.extentPrice() - price;
    return { by, undo };
  }

  #put(places: readonly Place[]): void {
    for (const [unit, column, top] of places) this.place(unit, column, top);
  }

  /** The inputs and outputs of a subgraph have columns of their own. */
  #mayBeIn(unit: number, column: number): boolean {
    const { end, kind } = this.parts.units[unit] ?? {};
    if (end) return column === this.#column(unit);
    const room = this.#isBetweenEnds ? 1 : 0;
    if (kind === 'dot') return column > 0 && column < this.#columnCount;
    return column >= room && column + (this.spans[unit] ?? 1) <= this.#columnCount - room;
  }

  /** Units that begin in a column, dots apart. */
  #inColumn(column: number): number[] {
    const found: number[] = [];
    for (let unit = 0; unit < this.columns.length; unit++)
      if (this.columns[unit] === column && this.parts.units[unit]?.kind !== 'dot') found.push(unit);
    return found;
  }

  #column(unit: number): number {
    return this.columns[unit] ?? 0;
  }

  #top(unit: number): number {
    return this.tops[unit] ?? 0;
  }

  #height(unit: number): number {
    return this.parts.units[unit]?.height ?? 0;
  }
}
