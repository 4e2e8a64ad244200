import type { NodeId } from '../../runtime/document.ts';

let awaited: readonly NodeId[] | undefined;

/** Names what the canvas brings into view when it shows another graph next. */
export function awaitArrival(ids: readonly NodeId[]): void {
  awaited = ids;
}

/** What was named, once. */
export function takeAwaited(): readonly NodeId[] | undefined {
  const ids = awaited;
  awaited = undefined;
  return ids;
}
