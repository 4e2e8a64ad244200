import type { WireEndPlace } from '../canvas/wire-ends.ts';
import { cornersAround, goesBack } from '../canvas/wire-path.ts';
import type { Box } from '../document/place.ts';
import { aroundPrice, CLEARANCE, curvePrice, hiddenCurve, hiddenPiece } from './wire-price.ts';

/** Where cards end, px. */
export interface CardEdges {
  readonly lefts: Float64Array;
  readonly tops: Float64Array;
  readonly rights: Float64Array;
  readonly bottoms: Float64Array;
}

/** Where wires run: numbers in arrays, since they are looked at millions of times. */
export class LaidWires {
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #toX: Float64Array;
  readonly #toY: Float64Array;
  /** At which height a wire that turns back goes across; else NaN. */
  readonly #across: Float64Array;
  /** The box around each wire. */
  readonly #minX: Float64Array;
  readonly #minY: Float64Array;
  readonly #maxX: Float64Array;
  readonly #maxY: Float64Array;
  /** What each wire costs by itself. */
  readonly #own: Float64Array;
  readonly #cardAtStart: Int32Array;
  readonly #cardAtEnd: Int32Array;

  /** @param ends the cards at each wire's beginning and end; -1 for a dot */
  constructor(ends: readonly (readonly [start: number, end: number])[]) {
    const numbers = () => new Float64Array(ends.length);
    [this.#x, this.#y, this.#toX, this.#toY] = [numbers(), numbers(), numbers(), numbers()];
    [this.#minX, this.#minY, this.#maxX, this.#maxY] = [numbers(), numbers(), numbers(), numbers()];
    [this.#across, this.#own] = [numbers(), numbers()];
    this.#cardAtStart = Int32Array.from(ends, ([start]) => start);
    this.#cardAtEnd = Int32Array.from(ends, ([, end]) => end);
  }

  /** Lays a wire anew. */
  lay(wire: number, from: WireEndPlace, to: WireEndPlace): void {
    this.#x[wire] = from.x;
    this.#y[wire] = from.y;
    this.#toX[wire] = to.x;
    this.#toY[wire] = to.y;
    const rise = to.y - from.y;
    if (goesBack(from, to)) {
      const [, beside, below, turn] = cornersAround(from, to);
      const across = below?.y ?? from.y;
      this.#across[wire] = across;
      this.#minX[wire] = turn?.x ?? to.x;
      this.#maxX[wire] = beside?.x ?? from.x;
      this.#minY[wire] = Math.min(from.y, to.y, across);
      this.#maxY[wire] = Math.max(from.y, to.y, across);
      // A wire with dots is led by hand: it goes to the right.
      const isBelow =
        (this.#cardAtStart[wire] ?? 0) >= 0 &&
        (this.#cardAtEnd[wire] ?? 0) >= 0 &&
        to.box.y >= from.box.y + from.box.height &&
        to.box.x >= from.box.x;
      this.#own[wire] = aroundPrice(from.x - to.x, rise, isBelow);
    } else {
      this.#across[wire] = Number.NaN;
      this.#minX[wire] = from.x;
      this.#maxX[wire] = to.x;
      this.#minY[wire] = Math.min(from.y, to.y);
      this.#maxY[wire] = Math.max(from.y, to.y);
      this.#own[wire] = curvePrice(to.x - from.x, rise);
    }
  }

  /** What a wire costs by itself. */
  price(wire: number): number {
    return this.#own[wire] ?? 0;
  }

  /** Its least and largest x, px. */
  minX(wire: number): number {
    return this.#minX[wire] ?? 0;
  }

  maxX(wire: number): number {
    return this.#maxX[wire] ?? 0;
  }

  /** Can a wire not lie behind anything in this box? */
  isApart(wire: number, { x, y, width, height }: Box): boolean {
    return (
      (this.#minX[wire] ?? 0) - CLEARANCE >= x + width ||
      (this.#maxX[wire] ?? 0) + CLEARANCE <= x ||
      (this.#minY[wire] ?? 0) - CLEARANCE >= y + height ||
      (this.#maxY[wire] ?? 0) + CLEARANCE <= y
    );
  }

  /**
   * What it costs that a wire lies behind cards; those at its own ends do not count.
   * @param which the cards that are looked at
   */
  hidingPrice(wire: number, cards: CardEdges, which: readonly number[]): number {
    const start = this.#cardAtStart[wire];
    const target = this.#cardAtEnd[wire];
    const left = (this.#minX[wire] ?? 0) - CLEARANCE;
    const right = (this.#maxX[wire] ?? 0) + CLEARANCE;
    const top = (this.#minY[wire] ?? 0) - CLEARANCE;
    const bottom = (this.#maxY[wire] ?? 0) + CLEARANCE;
    let price = 0;
    for (const card of which) {
      const cardLeft = cards.lefts[card] ?? 0;
      const cardRight = cards.rights[card] ?? 0;
      if (cardLeft >= right || cardRight <= left) continue;
      const cardTop = cards.tops[card] ?? 0;
      const cardBottom = cards.bottoms[card] ?? 0;
      if (cardTop >= bottom || cardBottom <= top || card === start || card === target) continue;
      price += this.#behind(wire, cardLeft, cardTop, cardRight, cardBottom);
    }
    return price;
  }

  #behind(wire: number, left: number, top: number, right: number, bottom: number): number {
    const x = this.#x[wire] ?? 0;
    const y = this.#y[wire] ?? 0;
    const toX = this.#toX[wire] ?? 0;
    const toY = this.#toY[wire] ?? 0;
    const across = this.#across[wire] ?? 0;
    if (Number.isNaN(across)) return hiddenCurve(x, y, toX - x, toY - y, left, top, right, bottom);
    const turn = this.#maxX[wire] ?? 0;
    const back = this.#minX[wire] ?? 0;
    return (
      hiddenPiece(turn, Math.min(y, across), turn, Math.max(y, across), left, top, right, bottom) +
      hiddenPiece(back, across, turn, across, left, top, right, bottom) +
      hiddenPiece(back, Math.min(across, toY), back, Math.max(across, toY), left, top, right, bottom)
    );
  }
}
