import { useMemo } from 'react';
import { create } from 'zustand';
import { useDocument, useInspectedNode } from '../document/document-store.ts';
import { registry } from '../registry.ts';
import { useRun } from '../run/run-store.ts';
import { findTakeList, type TakeList } from './take-list.ts';

/** How two takes are compared, or all are seen. */
export type TakesMode = 'grid' | 'split' | 'wipe' | 'onion';

interface TakesState {
  /** Are the takes shown in place of the result? */
  readonly shown: boolean;
  readonly mode: TakesMode;
  /** At most two takes that are compared, from 0. */
  readonly pair: readonly number[];
}

export const useTakes = create<TakesState>(() => ({ shown: false, mode: 'grid', pair: [] }));

export function showTakes(shown: boolean): void {
  useTakes.setState({ shown });
}

/** Marks a take for the comparison, or takes the mark away; of three marks the oldest goes. */
export function togglePair(take: number): void {
  useTakes.setState(({ pair, mode }) => {
    const next = pair.includes(take) ? pair.filter((other) => other !== take) : [...pair.slice(-1), take];
    return { pair: next, mode: next.length < 2 ? 'grid' : mode };
  });
}

/** The takes that the open document offers, if any. */
export function useTakeList(): TakeList | undefined {
  const document = useDocument((state) => state.document);
  const plan = useRun((state) => state.plan);
  const inspected = useInspectedNode();
  return useMemo(
    () => plan && findTakeList(document, plan, (type) => registry.get(type), inspected),
    [document, plan, inspected],
  );
}
