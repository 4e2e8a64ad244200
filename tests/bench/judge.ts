/** What a measure should be. */
export type Bound = { readonly atMost: number } | { readonly atLeast: number };

const NAME_WIDTH = 58;

/**
 * Prints a measure with its bound: one line per line of the engine's acceptance, so that one run shows them all.
 * @param beside what the machine could do at the same time, where that decides
 */
export function judge(what: string, value: number, bound: Bound, beside = ''): void {
  const isKept = 'atMost' in bound ? value <= bound.atMost : value >= bound.atLeast;
  const limit = 'atMost' in bound ? `≤ ${bound.atMost}` : `≥ ${bound.atLeast}`;
  const verdict = isKept ? 'kept' : 'MISSED';
  console.log(
    `» ${what.padEnd(NAME_WIDTH)} ${value.toFixed(3).padStart(8)}  ${limit.padEnd(7)} ${verdict}${beside}`,
  );
}
