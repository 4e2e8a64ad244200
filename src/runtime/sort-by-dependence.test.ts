import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortByDependence, WireList } from './sort-by-dependence.ts';

const idsOf = (count: number) => Array.from({ length: count }, (_, place) => `n${place}`);

function sorted(count: number, wires: readonly (readonly [source: number, consumer: number])[]) {
  const list = new WireList();
  for (const [source, consumer] of wires) list.add(source, consumer);
  return sortByDependence(idsOf(count), list);
}

it('keeps document order where nothing says otherwise, and counts two wires from one node once', () => {
  //  n2 ═ n0    n1
  expect(
    sorted(3, [
      [2, 0],
      [2, 0],
    ]).order,
  ).toEqual(['n1', 'n2', 'n0']);
});

it('puts circles last, and what hangs on them after them', () => {
  //  n1 ⇄ n2 ─ n0    n3
  const { order, circular } = sorted(4, [
    [2, 0],
    [2, 1],
    [1, 2],
  ]);
  expect(order).toEqual(['n3', 'n1', 'n2', 'n0']);
  expect([...circular]).toEqual(['n1', 'n2']);
});

it('puts inputs before consumers in graphs with more wires than it has room for at first', () => {
  const COUNT = 1_500;
  const wire = fc.tuple(fc.nat(COUNT - 1), fc.nat(COUNT - 1)).filter(([a, b]) => a !== b);
  // From the higher place to the lower: there are no circles, and no order of the document will do.
  const wires = fc.array(
    wire.map(([a, b]) => [Math.max(a, b), Math.min(a, b)] as const),
    { minLength: 3_000, maxLength: 3_000 },
  );
  fc.assert(
    fc.property(wires, (given) => {
      const { order, circular } = sorted(COUNT, given);
      expect(circular.size).toBe(0);
      expect(new Set(order).size).toBe(COUNT);
      const at = new Map(order.map((id, index) => [id, index]));
      for (const [source, consumer] of given) {
        expect((at.get(`n${source}`) ?? 0) < (at.get(`n${consumer}`) ?? 0)).toBe(true);
      }
    }),
    { numRuns: 5 },
  );
});
