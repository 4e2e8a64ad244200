import type { Item } from './items.ts';
import type { Connector } from './modifiers.ts';

/** Items between two connectors, and the connector before them. */
export interface Clause {
  readonly before: Connector | 'pause' | 'stop' | 'start';
  readonly items: readonly Item[];
}

/** Cuts items at their connectors; of several in a row the strongest counts. */
export function splitClauses(items: readonly Item[]): Clause[] {
  const clauses: Clause[] = [];
  let before: Clause['before'] = 'start';
  let current: Item[] = [];
  for (const item of items) {
    if (item.kind !== 'connector') {
      current.push(item);
      continue;
    }
    if (current.length > 0) {
      clauses.push({ before, items: current });
      before = item.connector;
    } else if (before === 'start' || isStronger(item.connector, before)) before = item.connector;
    current = [];
  }
  if (current.length > 0) clauses.push({ before, items: current });
  return clauses;
}

/** Of ", and then" the last word counts, but a pause never hides a word. */
function isStronger(connector: Connector | 'pause' | 'stop', before: Clause['before']): boolean {
  return connector !== 'pause' || before === 'pause';
}
