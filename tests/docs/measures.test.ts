import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { MEASURES } from '../../src/motion/measures/verdicts.ts';

interface Kind {
  readonly name: string;
  readonly unit: string;
  readonly better: 'more' | 'less' | { readonly near: number };
  readonly good?: number;
  readonly fair?: number;
}

const text = readFileSync(fileURLToPath(new URL('../../docs/measures.md', import.meta.url)), 'utf8');

/** The first cells of a measure's row in the table, as the bounds in the code demand them. */
function cellsOf({ name, unit, better, good, fair }: Kind): string[] {
  const bound = (value: number | undefined): string => {
    if (value === undefined) return '';
    if (better === 'more') return `≥ ${value}`;
    return better === 'less' ? `≤ ${value}` : `${better.near} ± ${value}`;
  };
  return [name, unit, bound(good), bound(fair)];
}

it('tells every measure with the bounds that the code has, and no other', () => {
  const rows = text
    .slice(0, text.indexOf('\n## '))
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| Measure'))
    .map((line) =>
      line
        .split('|')
        .slice(1, 5)
        .map((cell) => cell.trim()),
    );
  const kinds: readonly Kind[] = Object.values(MEASURES);
  const byName = (a: readonly string[], b: readonly string[]): number => (a[0]! < b[0]! ? -1 : 1);
  expect([...rows].sort(byName)).toEqual(kinds.map(cellsOf).sort(byName));
});
