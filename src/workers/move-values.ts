import * as Comlink from 'comlink';

/**
 * A copy of what a worker keeps, whose pixels move to the page: the page would otherwise copy them once more while
 * it blocks. Shared memory is shared, as ever.
 */
export function movedCopy<T>(kept: T): T {
  const copy = structuredClone(kept);
  return Comlink.transfer(copy, [...buffersIn(copy)]);
}

/** Every buffer of its own that something holds, each once. */
export function buffersIn(held: unknown, found = new Set<ArrayBuffer>()): ReadonlySet<ArrayBuffer> {
  if (ArrayBuffer.isView(held)) {
    if (held.buffer instanceof ArrayBuffer) found.add(held.buffer);
  } else if (typeof held === 'object' && held !== null) {
    for (const part of Object.values(held)) buffersIn(part, found);
  }
  return found;
}
