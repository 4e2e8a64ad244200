import type { WireEndPlace } from '../canvas/wire-ends.ts';
import type { Box } from '../document/place.ts';
import { type CardEdges, LaidWires } from './laid-wires.ts';
import type { Unit, UnitPiece } from './layout-graph.ts';
import { CLEARANCE } from './wire-price.ts';

/** From one column to the next, px: a card and the room for wires beside it. */
export const PITCH = 300;
/** Least gap between two units of a column, px. */
export const GAP = 40;
/** Least room beside a unit that is wider than a card, px. */
const LEAST_GUTTER = 40;
/** Where the first, second and further dots of a wire lie in a gutter, px left of the next column. */
const DOT_SLOTS = [70, 50, 30];
/** What a px costs of the size in which the screen shows the whole, and of width and height each. */
const EXTENT_PRICE = 0.4;
const SIDE_PRICE = 0.05;
/** The more wires there are, the more of them gain by a smaller whole: from so many on it costs more. */
const MANY_WIRES = 40;
/** What a px costs between a note and its card. */
const TIE_PRICE = 0.3;

/** A wire between two units, with its ends from their upper left corners. */
export interface UnitWire {
  readonly from: number;
  readonly fromAt: WireEndPlace;
  readonly to: number;
  readonly toAt: WireEndPlace;
}

/** What is arranged. */
export interface Parts {
  readonly units: readonly Unit[];
  readonly wires: readonly UnitWire[];
  /** Pairs that stay beside each other. */
  readonly ties: readonly (readonly [note: number, card: number])[];
  /** Width over height that the whole should have. */
  readonly aspect: number;
}

/** Column and upper edge, px, of each unit. */
export interface Arranged {
  readonly columns: Int32Array;
  readonly tops: Int32Array;
}

/** How many columns a unit takes up; dots lie between columns. */
export function spanOf({ width }: Unit): number {
  return Math.max(1, Math.ceil((width + LEAST_GUTTER) / PITCH));
}

/** Where the upper left corners of units in this column are, px. @param rank of a dot, how many dots come before it */
export function leftOf({ kind, rank = 0 }: Unit, column: number): number {
  const slot = DOT_SLOTS[Math.min(rank, DOT_SLOTS.length - 1)] ?? 0;
  return column * PITCH - (kind === 'dot' ? slot : 0);
}

/** Units in columns, and what their arrangement costs. */
export class Arrangement implements Arranged {
  readonly parts: Parts;
  readonly columns: Int32Array;
  readonly tops: Int32Array;
  readonly spans: Int32Array;
  /** Wires at each unit. */
  readonly wiresAt: readonly (readonly number[])[];
  readonly #tiesAt: readonly (readonly number[])[];
  readonly #lefts: Float64Array;
  readonly #widths: Float64Array;
  readonly #heights: Float64Array;
  readonly #isDot: Uint8Array;
  readonly #laid: LaidWires;
  /** What wires may lie behind: all pieces but dots, those of a unit one after the other. */
  readonly #cards: readonly UnitPiece[];
  readonly #edges: CardEdges;
  readonly #cardsOf: readonly (readonly number[])[];
  /** Cards by the column that their left edges are in, and how much wider than a column the widest is, columns. */
  readonly #cardsIn: number[][] = [];
  readonly #reach: number;
  /** The last question in which each wire was looked at. */
  readonly #seen: Int32Array;
  #question = 0;
  readonly #all: readonly number[];

  constructor(parts: Parts, start: Arranged) {
    const { units, wires, ties } = parts;
    this.parts = parts;
    this.#all = [...units.keys()];
    this.columns = new Int32Array(units.length);
    this.tops = new Int32Array(units.length);
    this.spans = Int32Array.from(units, spanOf);
    this.wiresAt = indexed(units.length, wires, ({ from, to }) => [from, to]);
    this.#tiesAt = indexed(units.length, ties, (pair) => pair);
    this.#lefts = new Float64Array(units.length);
    this.#widths = Float64Array.from(units, ({ width }) => width);
    this.#heights = Float64Array.from(units, ({ height }) => height);
    this.#isDot = Uint8Array.from(units, ({ kind }) => Number(kind === 'dot'));
    const cards = units.flatMap(({ pieces }, unit) =>
      pieces.flatMap((piece) => (piece.kind === 'dot' ? [] : [{ piece, unit }])),
    );
    this.#cards = cards.map(({ piece }) => piece);
    const numbers = () => new Float64Array(cards.length);
    this.#edges = { lefts: numbers(), tops: numbers(), rights: numbers(), bottoms: numbers() };
    this.#cardsOf = indexed(units.length, cards, ({ unit }) => [unit]);
    this.#reach = Math.ceil(Math.max(0, ...this.#cards.map(({ width }) => width)) / PITCH);
    const indices = new Map<Box, number>(this.#cards.map((piece, index) => [piece, index]));
    const indexOf = ({ box }: WireEndPlace) => indices.get(box) ?? -1;
    this.#laid = new LaidWires(wires.map(({ fromAt, toAt }) => [indexOf(fromAt), indexOf(toAt)]));
    this.#seen = new Int32Array(wires.length);
    for (const unit of units.keys()) this.place(unit, start.columns[unit] ?? 0, start.tops[unit] ?? 0);
    this.layWires(this.#all);
  }

  /** Puts a unit somewhere; its wires are laid anew by {@link layWires}. */
  place(unit: number, column: number, top: number): void {
    this.columns[unit] = column;
    this.tops[unit] = top;
    const left = leftOf(this.parts.units[unit] as Unit, column);
    this.#lefts[unit] = left;
    const { lefts, tops, rights, bottoms } = this.#edges;
    for (const card of this.#cardsOf[unit] ?? []) {
      const { x, y, width, height } = this.#cards[card] as UnitPiece;
      this.#moveToColumn(card, columnAt(lefts[card] ?? 0), columnAt(left + x));
      lefts[card] = left + x;
      rights[card] = left + x + width;
      tops[card] = top + y;
      bottoms[card] = top + y + height;
    }
  }

  #moveToColumn(card: number, from: number, to: number): void {
    const before = this.#cardsIn[from];
    const index = before?.indexOf(card) ?? -1;
    if (from === to && index >= 0) return;
    if (index >= 0) before?.splice(index, 1);
    this.#cardsIn[to] ??= [];
    this.#cardsIn[to].push(card);
  }

  /** What it costs that a wire lies behind anything. */
  #hidingPrice(wire: number): number {
    let price = 0;
    const last = columnAt(this.#laid.maxX(wire) + CLEARANCE);
    for (
      let column = Math.max(0, columnAt(this.#laid.minX(wire) - CLEARANCE) - this.#reach);
      column <= last;
      column++
    )
      price += this.#laid.hidingPrice(wire, this.#edges, this.#cardsIn[column] ?? []);
    return price;
  }

  layWires(units: readonly number[]): void {
    for (const unit of units) for (const wire of this.wiresAt[unit] ?? []) this.#lay(wire);
  }

  /** What everything costs. */
  price(): number {
    return this.priceAround(this.#all) + this.extentPrice();
  }

  /** What the wires and ties of these units cost, and other wires behind them. */
  priceAround(units: readonly number[]): number {
    this.#question += 1;
    let price = 0;
    for (const unit of units) {
      for (const wire of this.wiresAt[unit] ?? []) {
        if (this.#seen[wire] === this.#question) continue;
        this.#seen[wire] = this.#question;
        price += this.#laid.price(wire) + this.#hidingPrice(wire);
      }
    }
    const around = this.#boxAround(units);
    for (let wire = 0; wire < this.#seen.length; wire++) {
      if (this.#seen[wire] === this.#question || this.#laid.isApart(wire, around)) continue;
      for (const unit of units) price += this.#laid.hidingPrice(wire, this.#edges, this.#cardsOf[unit] ?? []);
    }
    for (const unit of units) for (const tie of this.#tiesAt[unit] ?? []) price += this.#tiePrice(tie);
    return price;
  }

  /** What the size of the whole costs. */
  extentPrice(): number {
    const { width, height } = this.#boxAround(this.#all);
    const shape = Math.sqrt(this.parts.aspect);
    const extent = EXTENT_PRICE * Math.max(width / shape, height * shape) + SIDE_PRICE * (width + height);
    return extent * Math.max(1, this.parts.wires.length / MANY_WIRES);
  }

  /** Does a unit lie over another, or too near to it? */
  overlaps(unit: number): boolean {
    const top = this.tops[unit] ?? 0;
    const bottom = top + (this.#heights[unit] ?? 0);
    const first = this.columns[unit] ?? 0;
    const end = first + (this.spans[unit] ?? 1);
    const isDot = this.#isDot[unit] === 1;
    for (let other = 0; other < this.tops.length; other++) {
      const isOtherDot = this.#isDot[other] === 1;
      const gap = !isDot && !isOtherDot ? GAP : isDot && isOtherDot ? 0 : GAP / 2;
      const otherTop = this.tops[other] ?? 0;
      if (top >= otherTop + (this.#heights[other] ?? 0) + gap || otherTop >= bottom + gap) continue;
      const otherFirst = this.columns[other] ?? 0;
      const otherEnd = otherFirst + (this.spans[other] ?? 1);
      if (other === unit || first >= otherEnd || otherFirst >= end) continue;
      // A dot lies left of its column: only what is wider than a card can be there.
      const [dot, card] = isDot ? [first, otherFirst] : [otherFirst, first];
      const isBeside = isDot !== isOtherDot && dot <= card;
      if (!isBeside) return true;
    }
    return false;
  }

  #boxAround(units: readonly number[]): Box {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const unit of units) {
      const x = this.#lefts[unit] ?? 0;
      const y = this.tops[unit] ?? 0;
      left = Math.min(left, x);
      right = Math.max(right, x + (this.#widths[unit] ?? 0));
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + (this.#heights[unit] ?? 0));
    }
    return { x: left, y: top, width: right - left, height: bottom - top };
  }

  #lay(wire: number): void {
    const { from, fromAt, to, toAt } = this.parts.wires[wire] as UnitWire;
    const start = movedBy(fromAt, this.#lefts[from] ?? 0, this.tops[from] ?? 0);
    this.#laid.lay(wire, start, movedBy(toAt, this.#lefts[to] ?? 0, this.tops[to] ?? 0));
  }

  /** How far apart the two boxes are. */
  #tiePrice(tie: number): number {
    const [a, b] = this.parts.ties[tie] ?? [0, 0];
    const gap = (starts: ArrayLike<number>, lengths: ArrayLike<number>) => {
      const [one, other] = [starts[a] ?? 0, starts[b] ?? 0];
      return Math.max(0, other - one - (lengths[a] ?? 0), one - other - (lengths[b] ?? 0));
    };
    return TIE_PRICE * (gap(this.#lefts, this.#widths) + gap(this.tops, this.#heights));
  }
}

/** In which column something begins. */
function columnAt(x: number): number {
  return Math.max(0, Math.floor(x / PITCH));
}

/** For each unit the indices of what is at it. */
function indexed<T>(
  units: number,
  items: readonly T[],
  unitsOf: (item: T) => readonly number[],
): readonly (readonly number[])[] {
  const lists: number[][] = Array.from({ length: units }, () => []);
  for (const [index, item] of items.entries())
    for (const unit of new Set(unitsOf(item))) lists[unit]?.push(index);
  return lists;
}

function movedBy({ x, y, box }: WireEndPlace, left: number, top: number): WireEndPlace {
  const { width, height } = box;
  return { x: x + left, y: y + top, box: { x: box.x + left, y: box.y + top, width, height } };
}
