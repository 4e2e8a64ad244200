import { frameAround } from '../document/furniture-edits.ts';
import { type Box, GRID, type Position } from '../document/place.ts';
import { GAP, leftOf, type Parts, PITCH, spanOf, type UnitWire } from './arrangement.ts';
import type { LayoutGraph, Places, Unit, UnitPiece } from './layout-graph.ts';
import { packBoxes } from './pack-boxes.ts';
import { settle } from './settle.ts';
import { startColumns } from './start-columns.ts';

/** Changes tried for each unit at most, and how many times a unit's wires are looked for among all units at most. */
const UNIT_TRIALS = 300;
const MOST_WORK = 6e6;
/** Up to so many units several numbers of columns are tried, and the best one so many times again: luck plays a part. */
const COMPARED_UNITS = 100;
const ATTEMPTS = 5;
/** Between parts of the graph that no wire connects, px. */
const PART_GAP = 80;

/** Where everything lies when it is laid out tidily. */
export function layOut(graph: LayoutGraph): Places {
  const laid = layOutIn(graph, undefined);
  const places: Position[] = graph.pieces.map(() => ({ x: 0, y: 0 }));
  for (const { unit, place } of laid)
    for (const { piece, x, y } of unit.pieces) places[piece] = { x: place.x + x, y: place.y + y };
  return places;
}

interface Laid {
  readonly unit: Unit;
  readonly place: Position;
}

/** Lays out what lies in a group, or the whole graph. */
function layOutIn(graph: LayoutGraph, group: number | undefined): readonly Laid[] {
  const units = unitsIn(graph, group);
  const owners = new Map(
    units.flatMap(({ pieces }, unit) => pieces.map(({ piece }) => [piece, unit] as const)),
  );
  const offsets = new Map(
    units.flatMap(({ pieces }) => pieces.map((piece) => [piece.piece, piece] as const)),
  );
  const wires = graph.wires.flatMap(({ from, fromAt, to, toAt }): UnitWire[] => {
    const [a, b] = [owners.get(from), owners.get(to)];
    const [boxA, boxB] = [offsets.get(from), offsets.get(to)];
    if (a === undefined || b === undefined || a === b || !boxA || !boxB) return [];
    return [{ from: a, fromAt: endAt(boxA, fromAt), to: b, toAt: endAt(boxB, toAt) }];
  });
  const ties = graph.pieces.flatMap(({ beside }, piece): [number, number][] => {
    const [note, card] = [owners.get(piece), beside === undefined ? undefined : owners.get(beside)];
    return note === undefined || card === undefined || note === card ? [] : [[note, card]];
  });
  const parts = { units, wires, ties, aspect: graph.aspect };
  const components = group === undefined ? componentsOf(parts) : [units.map((_, index) => index)];
  const work = components.reduce((sum, { length }) => sum + length * length, 0);
  const trials = Math.min(UNIT_TRIALS, MOST_WORK / work);
  const isCompared = units.length <= COMPARED_UNITS;
  const laid = components.map((members) => layOutPart(partOf(parts, members), trials, isCompared));
  const boxes = laid.map((part) => boxAroundUnits(part));
  const corners = packBoxes(boxes, graph.aspect, PART_GAP);
  return laid.flatMap((part, index) => {
    const [box, corner] = [boxes[index], corners[index]];
    const by = { x: (corner?.x ?? 0) - (box?.x ?? 0), y: (corner?.y ?? 0) - (box?.y ?? 0) };
    return part.map(({ unit, place }) => ({ unit, place: { x: place.x + by.x, y: place.y + by.y } }));
  });
}

function endAt(box: UnitPiece, at: Position) {
  return { x: box.x + at.x, y: box.y + at.y, box };
}

/** Cards, dots and notes that lie directly in a group, and the groups in it. */
function unitsIn(graph: LayoutGraph, group: number | undefined): readonly Unit[] {
  const singles = graph.pieces.flatMap((piece, index): Unit[] => {
    if (piece.group !== group) return [];
    const { width, height, kind, end, rank = 0 } = piece;
    const own: UnitPiece = { piece: index, kind, x: 0, y: 0, width, height };
    if (kind === 'dot') return [{ kind, width, height, pieces: [own], rank }];
    return [{ kind: 'card', width, height, pieces: [own], ...(end ? { end } : {}) }];
  });
  const groups = graph.groups.flatMap(({ parent }, index) => {
    const unit = parent === group ? groupUnit(graph, index) : undefined;
    return unit ? [unit] : [];
  });
  return [...singles, ...groups];
}

function groupUnit(graph: LayoutGraph, group: number): Unit | undefined {
  const laid = layOutIn(graph, group);
  if (laid.length === 0) return undefined;
  const frame = frameAround(
    laid.map(({ unit, place }) => ({ ...place, width: unit.width, height: unit.height })),
  );
  const pieces = laid.flatMap(({ unit, place }) =>
    unit.pieces.map((piece) => ({
      ...piece,
      x: piece.x + place.x - frame.x,
      y: piece.y + place.y - frame.y,
    })),
  );
  return { kind: 'group', width: frame.width, height: frame.height, pieces };
}

/** Units that wires and ties connect; with the inputs and outputs of a subgraph everything belongs together. */
function componentsOf({ units, wires, ties }: Parts): readonly (readonly number[])[] {
  const leaders = units.map((_, index) => index);
  const leaderOf = (unit: number): number => {
    let leader = unit;
    while (leaders[leader] !== leader) leader = leaders[leader] ?? leader;
    leaders[unit] = leader;
    return leader;
  };
  const join = (a: number, b: number) => {
    leaders[leaderOf(b)] = leaderOf(a);
  };
  for (const { from, to } of wires) join(from, to);
  for (const [note, card] of ties) join(card, note);
  if (units.some(({ end }) => end !== undefined)) for (const unit of units.keys()) join(0, unit);
  const members = new Map<number, number[]>();
  for (const unit of units.keys()) {
    const leader = leaderOf(unit);
    members.set(leader, [...(members.get(leader) ?? []), unit]);
  }
  return [...members.values()];
}

function partOf(parts: Parts, members: readonly number[]): Parts {
  const indices = new Map(members.map((unit, index) => [unit, index]));
  return {
    units: members.flatMap((unit) => parts.units[unit] ?? []),
    wires: parts.wires.flatMap((wire) => {
      const [from, to] = [indices.get(wire.from), indices.get(wire.to)];
      return from === undefined || to === undefined ? [] : [{ ...wire, from, to }];
    }),
    ties: parts.ties.flatMap(([note, card]): [number, number][] => {
      const [a, b] = [indices.get(note), indices.get(card)];
      return a === undefined || b === undefined ? [] : [[a, b]];
    }),
    aspect: parts.aspect,
  };
}

/** @param trials changes tried for each unit; all parts share the time */
function layOutPart(parts: Parts, trials: number, isCompared: boolean): readonly Laid[] {
  const { units } = parts;
  const middle = columnsFor(parts);
  const attempt = (columns: number, seed: number) => {
    const start = startColumns(parts, columns);
    const how = { columns: start.count, trials: Math.round(trials * units.length), seed };
    return { columns, ...settle(parts, start, how) };
  };
  let best = attempt(middle, 0);
  const compare = (columns: number, seed: number) => {
    const other = attempt(columns, seed);
    if (other.price < best.price) best = { ...other, columns };
  };
  if (isCompared && units.length > 1) {
    for (const columns of [middle + 1, middle - 1]) if (columns > 0) compare(columns, 0);
    const { columns } = best;
    for (let seed = 1; seed <= ATTEMPTS; seed++) compare(columns, seed);
  }
  const { arranged } = best;
  return units.map((unit, index) => {
    const x = leftOf(unit, arranged.columns[index] ?? 0);
    return { unit, place: { x, y: arranged.tops[index] ?? 0 } };
  });
}

/** How many columns give the whole the shape of its screen. */
function columnsFor({ units, aspect }: Parts): number {
  const room = units.reduce(
    (sum, unit) => sum + (unit.kind === 'dot' ? 0 : spanOf(unit) * (unit.height + GAP)),
    0,
  );
  return Math.max(1, Math.round(Math.sqrt((aspect * room) / PITCH)));
}

function boxAroundUnits(laid: readonly Laid[]): Box {
  const x = Math.min(...laid.map(({ place }) => place.x));
  const y = Math.min(...laid.map(({ place }) => place.y));
  const right = Math.max(...laid.map(({ unit, place }) => place.x + unit.width));
  const bottom = Math.max(...laid.map(({ unit, place }) => place.y + unit.height));
  const down = (value: number) => Math.floor(value / GRID) * GRID;
  return { x: down(x), y: down(y), width: right - down(x), height: bottom - down(y) };
}
