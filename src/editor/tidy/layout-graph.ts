import type { Box, Position } from '../document/place.ts';

/**
 * A graph as it is laid out, apart from its document: what a worker is told. Pieces, groups and wires know each other
 * by their indices.
 */
export interface LayoutGraph {
  readonly pieces: readonly LayoutPiece[];
  readonly groups: readonly LayoutGroup[];
  readonly wires: readonly LayoutWire[];
  /** Width over height of the screen that the layout is for. */
  readonly aspect: number;
}

/** A card, a reroute's dot, a note, or the frame of a group in which nothing lies. */
export interface LayoutPiece {
  readonly kind: 'card' | 'dot' | 'note' | 'frame';
  /** px; a dot has none. */
  readonly width: number;
  readonly height: number;
  /** The innermost group that it lies in. */
  readonly group?: number;
  /** The inputs of a subgraph come before all other columns, its outputs after them. */
  readonly end?: 'first' | 'last';
  /** Of a dot: how many dots come before it on its wire. */
  readonly rank?: number;
  /** A note stays beside this card. */
  readonly beside?: number;
}

export interface LayoutGroup {
  /** The group that it lies in as a whole. */
  readonly parent?: number;
}

/** A wire from one piece to another; its ends in px from the pieces' upper left corners. */
export interface LayoutWire {
  readonly from: number;
  readonly fromAt: Position;
  readonly to: number;
  readonly toAt: Position;
}

/** Upper left corners of pieces, and the middles of dots, px on the grid; frames are drawn around what is in them. */
export type Places = readonly Position[];

/** A piece that is part of something larger, px from the corner of that. */
export interface UnitPiece extends Box {
  readonly piece: number;
  readonly kind: LayoutPiece['kind'];
}

/** What is moved as a whole: a single piece, or a group with everything in it. */
export interface Unit {
  readonly kind: 'card' | 'dot' | 'group';
  readonly width: number;
  readonly height: number;
  readonly pieces: readonly UnitPiece[];
  /** Of a dot: how many dots come before it on its wire. */
  readonly rank?: number;
  readonly end?: 'first' | 'last';
}
