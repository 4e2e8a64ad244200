import { Random } from '../../motion/random.ts';
import { type Box, GRID, type Position } from '../document/place.ts';
import { STEPS, TOUCH } from './hidden-wires.ts';

/** A card, a reroute's dot or the frame of a group. */
export interface LaidPiece extends Box {
  readonly kind: 'card' | 'dot' | 'frame';
  /** Stays where it is: dots, frames and what lies in them. */
  readonly isFixed: boolean;
}

/** A wire from one piece to another further right, by their indices; ends in px from the pieces' upper left corners. */
export interface LaidWire {
  readonly from: number;
  readonly fromAt: Position;
  readonly to: number;
  readonly toAt: Position;
}

/** Changes that are tried: some hundredths of a second. */
const TRIALS = 20_000;
/** Worsening that is put up with at first and in the end: see `price`. */
const WARMEST = 150;
const COLDEST = 0.5;
/** Least gap between two cards, px. */
const GAP = 40;
/** What one looked-at point of a wire behind a card costs, and what any piece of wire behind one does. */
const POINT_PRICE = 4;
const PIECE_PRICE = 60;
/** What a px costs that a wire leads up or down, and one of the picture's height. */
const SLOPE_PRICE = 0.03;
const HEIGHT_PRICE = 0.15;
/** Least distance of a wire from cards that it passes, px. */
const CLEARANCE = 6;
/** How far cards are moved at once, steps of the grid. */
const SHIFTS = [1, 2, 3, 5, 9, 14, 20];
/** Shares of the changes that swap two cards, and that move the rest of the column along. */
const SWAPS = 0.25;
const ALONG = 0.4;

/** How far up or down a curve has come at each of its looked-at points, 0..1: the ends of a Bézier curve are level. */
const RISE = STEPS.map((t) => 3 * t * t * (1 - t) + t ** 3);

/**
 * Moves cards up and down in their columns until as little of the wires as possible lies behind cards, and the picture
 * is low, by simulated annealing (Kirkpatrick et al. 1983); the same for the same graph.
 * @returns the pieces' upper edges, px
 */
export function clearWires(pieces: readonly LaidPiece[], wires: readonly LaidWire[]): readonly number[] {
  const layout = new Layout(pieces, wires);
  const random = new Random(pieces.length);
  const movable = pieces.flatMap(({ isFixed }, index) => (isFixed ? [] : [index]));
  let price = layout.price();
  let best = { price, tops: layout.tops.slice() };
  for (let trial = 0; trial < TRIALS && movable.length > 0; trial++) {
    const warmth = WARMEST * (COLDEST / WARMEST) ** (trial / TRIALS);
    const undo = layout.change(movable, random);
    if (!undo) continue;
    const after = layout.price();
    if (after > price && random.uniform() >= Math.exp((price - after) / warmth)) {
      undo();
      continue;
    }
    price = after;
    if (after < best.price) best = { price: after, tops: layout.tops.slice() };
  }
  return best.tops;
}

/** The looked-at points of a wire between a card's sides: they stay the same while cards move up and down. */
interface Crossing {
  readonly wire: number;
  readonly card: number;
  readonly first: number;
  readonly end: number;
}

/** Pieces on their way to better places. */
class Layout {
  readonly tops: number[];
  readonly #pieces: readonly LaidPiece[];
  readonly #wires: readonly LaidWire[];
  readonly #crossings: readonly Crossing[];
  /** What each crossing costs now, and the crossings that change when a piece moves. */
  readonly #prices: Float64Array;
  readonly #crossingsAt: readonly (readonly number[])[];
  #total = 0;

  constructor(pieces: readonly LaidPiece[], wires: readonly LaidWire[]) {
    this.tops = pieces.map(({ y }) => y);
    this.#pieces = pieces;
    this.#wires = wires;
    this.#crossings = wires.flatMap((_, wire) =>
      pieces.flatMap((_piece, card) => crossing(pieces, wires, wire, card) ?? []),
    );
    this.#crossingsAt = pieces.map((_, piece) =>
      this.#crossings.flatMap(({ wire, card }, index) => {
        const { from, to } = wires[wire] ?? {};
        return card === piece || from === piece || to === piece ? [index] : [];
      }),
    );
    this.#prices = new Float64Array(this.#crossings.length);
    for (const index of this.#crossings.keys()) this.#look(index);
  }

  price(): number {
    let slopes = 0;
    for (const wire of this.#wires) slopes += Math.abs(this.#endOf(wire) - this.#startOf(wire));
    let [top, bottom] = [Infinity, -Infinity];
    for (let index = 0; index < this.#pieces.length; index++) {
      top = Math.min(top, this.#top(index));
      bottom = Math.max(bottom, this.#top(index) + (this.#pieces[index]?.height ?? 0));
    }
    return this.#total + SLOPE_PRICE * slopes + HEIGHT_PRICE * (bottom - top);
  }

  /** Changes something at random. @returns how to take it back; undefined when cards would overlap */
  change(movable: readonly number[], random: Random): (() => void) | undefined {
    const one = movable[random.uint32() % movable.length] ?? 0;
    const column = movable.filter((index) => this.#pieces[index]?.x === this.#pieces[one]?.x);
    const other = column[random.uint32() % column.length] ?? one;
    const moved: [piece: number, top: number][] = [];
    if (other !== one && random.chance(SWAPS)) {
      moved.push([one, this.#top(other)], [other, this.#top(one)]);
    } else {
      const shift = GRID * random.sign() * (SHIFTS[random.uint32() % SHIFTS.length] ?? 1);
      const isAlong = random.chance(ALONG);
      for (const index of column)
        if (index === one || (isAlong && (this.#top(index) - this.#top(one)) * shift > 0))
          moved.push([index, this.#top(index) + shift]);
    }
    const before = moved.map(([index]): [number, number] => [index, this.#top(index)]);
    for (const [index, top] of moved) this.tops[index] = top;
    if (moved.some(([index]) => this.#overlaps(index))) {
      for (const [index, top] of before) this.tops[index] = top;
      return undefined;
    }
    for (const [index] of moved) this.#lookAround(index);
    return () => {
      for (const [index, top] of before) this.tops[index] = top;
      for (const [index] of before) this.#lookAround(index);
    };
  }

  #lookAround(piece: number): void {
    for (const index of this.#crossingsAt[piece] ?? []) this.#look(index);
  }

  /** Prices a crossing anew. */
  #look(index: number): void {
    const { wire, card, first, end } = this.#crossings[index] as Crossing;
    const laid = this.#wires[wire] as LaidWire;
    const start = this.#startOf(laid);
    const rise = this.#endOf(laid) - start;
    const room = roomAround(laid, card);
    const top = this.#top(card) - room;
    const bottom = this.#top(card) + (this.#pieces[card]?.height ?? 0) + room;
    let points = 0;
    for (let k = first; k < end; k++) {
      const y = start + rise * (RISE[k] ?? 0);
      if (y > top && y < bottom) points += 1;
    }
    const price = points === 0 ? 0 : PIECE_PRICE + points * POINT_PRICE;
    this.#total += price - (this.#prices[index] ?? 0);
    this.#prices[index] = price;
  }

  #top(piece: number): number {
    return this.tops[piece] ?? 0;
  }

  #startOf({ from, fromAt }: LaidWire): number {
    return this.#top(from) + fromAt.y;
  }

  #endOf({ to, toAt }: LaidWire): number {
    return this.#top(to) + toAt.y;
  }

  #overlaps(piece: number): boolean {
    const own = this.#pieces[piece] as LaidPiece;
    const top = this.#top(piece);
    return this.#pieces.some((other, index) => {
      if (index === piece || other.kind === 'dot') return false;
      return (
        top < this.#top(index) + other.height + GAP &&
        this.#top(index) < top + own.height + GAP &&
        own.x < other.x + other.width + GAP &&
        other.x < own.x + own.width + GAP
      );
    });
  }
}

/** Where a wire passes a card, above it, below it or behind it; undefined where it does not come by. */
function crossing(
  pieces: readonly LaidPiece[],
  wires: readonly LaidWire[],
  wire: number,
  card: number,
): Crossing | undefined {
  const laid = wires[wire];
  const box = pieces[card];
  if (!laid || box?.kind !== 'card') return undefined;
  const from = (pieces[laid.from]?.x ?? 0) + laid.fromAt.x;
  const to = (pieces[laid.to]?.x ?? 0) + laid.toAt.x;
  const bend = (to - from) / 2;
  // Wires that turn back go around both of their cards.
  if (bend < 0) return undefined;
  const across = STEPS.map(
    (t) =>
      from + 3 * t * (1 - t) ** 2 * bend + 3 * t * t * (1 - t) * (to - bend - from) + t ** 3 * (to - from),
  );
  const room = roomAround(laid, card);
  const first = across.findIndex((x) => x > box.x - room);
  const last = across.findLastIndex((x) => x < box.x + box.width + room);
  return first < 0 || last < first ? undefined : { wire, card, first, end: last + 1 };
}

/** Wires touch the cards that they lead from and to. */
function roomAround({ from, to }: LaidWire, card: number): number {
  return card === from || card === to ? -TOUCH : CLEARANCE;
}
