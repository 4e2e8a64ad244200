import { expect, it } from 'vitest';
import { Arrangement, type Parts } from './arrangement.ts';
import type { Unit } from './layout-graph.ts';
import { settle } from './settle.ts';
import { startColumns } from './start-columns.ts';

it('knows what an arrangement costs after thousands of changes', () => {
  const parts = wovenParts(24);
  const start = startColumns(parts, 4);
  const { price, arranged } = settle(parts, start, { columns: start.count, trials: 4_000, seed: 1 });
  expect(price).toBeCloseTo(new Arrangement(parts, arranged).price(), 3);
  expect(price).toBeLessThan(new Arrangement(parts, start).price() / 2);
});

it('lays nothing over anything else', () => {
  const parts = wovenParts(24);
  const start = startColumns(parts, 4);
  const { arranged } = settle(parts, start, { columns: start.count, trials: 4_000, seed: 2 });
  const laid = new Arrangement(parts, arranged);
  expect([...parts.units.keys()].filter((unit) => laid.overlaps(unit))).toEqual([]);
});

/** Cards that each feed the next one, and others further on; the wires over three cards go through a dot. */
function wovenParts(count: number): Parts {
  const card = (piece: number, height: number): Unit => ({
    kind: 'card',
    width: 224,
    height,
    pieces: [{ piece, kind: 'card', x: 0, y: 0, width: 224, height }],
  });
  const dot = (piece: number): Unit => ({
    kind: 'dot',
    width: 20,
    height: 20,
    rank: 0,
    pieces: [{ piece, kind: 'dot', x: 0, y: 0, width: 20, height: 20 }],
  });
  const cards = Array.from({ length: count }, (_, index) => card(index, 200 + 20 * (index % 5)));
  const dots = cards.flatMap((_, index) => (index % 3 === 0 && index + 4 < count ? [index] : []));
  const units = [...cards, ...dots.map((_, index) => dot(count + index))];
  const end = (unit: number, side: 'in' | 'out', port: number) => {
    const [piece] = units[unit]?.pieces ?? [];
    const box = piece ?? { x: 0, y: 0, width: 0, height: 0 };
    if (piece?.kind === 'dot') return { x: 10, y: 10, box };
    return { x: side === 'in' ? 0 : box.width, y: 49 + 22 * port, box };
  };
  const wire = (from: number, to: number, port: number) => ({
    from,
    fromAt: end(from, 'out', 0),
    to,
    toAt: end(to, 'in', port),
  });
  const next = cards.slice(1).map((_, index) => wire(index, index + 1, 0));
  const far = dots.flatMap((from, index) => [wire(from, count + index, 0), wire(count + index, from + 4, 1)]);
  const skips = cards.slice(2).map((_, index) => wire(index, index + 2, 2));
  return { units, wires: [...next, ...far, ...skips], ties: [], aspect: 1 };
}
