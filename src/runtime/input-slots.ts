/**
 * Where the inputs of one piece of work enter. A single value has its port's name; the parts of a gathered list are
 * `port.0`, `port.1` and so on. Port names hold no dot.
 */

/** @param index place in a gathered list; absent for a single value */
export function slotOf(port: string, index?: number): string {
  return index === undefined ? port : `${port}.${index}`;
}

export function portOfSlot(slot: string): string {
  const dot = slot.indexOf('.');
  return dot < 0 ? slot : slot.slice(0, dot);
}

/** Is it a part of a gathered list? */
export function isPart(slot: string): boolean {
  return slot.includes('.');
}
