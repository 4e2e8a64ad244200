import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCircles } from './find-circles.ts';

/** Edges as text: `a>b b>c`. */
function circles(edges: string): string[] {
  const next = new Map<string, string[]>();
  for (const edge of edges.split(' ')) {
    const [from = '', to = ''] = edge.split('>');
    next.set(from, [...(next.get(from) ?? []), to]);
    if (!next.has(to)) next.set(to, []);
  }
  return [...findCircles(next.keys(), (node) => next.get(node) ?? [])].sort();
}

describe('circles in a graph', () => {
  it.each([
    ['a>b b>c', []],
    ['a>a a>b', ['a']],
    ['a>b b>a', ['a', 'b']],
    // What lies before, behind and between circles is on none.
    ['x>a a>b b>a b>y y>c c>d d>c d>z', ['a', 'b', 'c', 'd']],
    ['a>b b>c c>a b>d d>b', ['a', 'b', 'c', 'd']],
    ['a>b a>c b>d c>d', []],
  ])('%s', (edges, expected) => {
    expect(circles(edges)).toEqual(expected);
  });

  it('are the nodes that reach themselves', () => {
    const size = 8;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 14 }), (edges) => {
        const next = (node: string) => edges.flatMap(([from, to]) => (`${from}` === node ? [`${to}`] : []));
        const nodes = Array.from({ length: size }, (_gap, index) => `${index}`);
        const reaches = (start: string) => {
          const seen = new Set<string>();
          const pending = next(start);
          for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
            if (!seen.has(node)) pending.push(...next(node));
            seen.add(node);
          }
          return seen.has(start);
        };
        expect([...findCircles(nodes, next)].sort()).toEqual(nodes.filter(reaches));
      }),
    );
  });

  it('of any length do not exhaust the stack', () => {
    const count = 50_000;
    const nodes = Array.from({ length: count }, (_gap, index) => `${index}`);
    expect(findCircles(nodes, (node) => [`${(Number(node) + 1) % count}`]).size).toBe(count);
  });
});
