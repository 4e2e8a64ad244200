import type { HandleOffsets } from '../values/handle-offsets.ts';
import type { OffsetsParam } from './params.ts';

/** Why offsets of handles do not fit their declaration, in words; undefined when they fit. */
export function offsetsProblem({ handles, most }: OffsetsParam, value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return `needs offsets by handle, as {"${handles[0] ?? 'handle'}": [0.1, 0]}`;
  }
  const entries = Object.entries(value);
  const unknown = entries.map(([name]) => name).filter((name) => !handles.includes(name));
  if (unknown.length > 0) return `names handles that are not known: ${unknown.slice(0, 5).join(', ')}`;
  for (const [name, offset] of entries) {
    if (!Array.isArray(offset) || offset.length !== 2) return `needs [across, down] for ${name}`;
    const isWithin = offset.every((part) => typeof part === 'number' && Math.abs(part) <= most);
    if (!isWithin) return `needs numbers from ${-most} to ${most} for ${name}`;
  }
  return undefined;
}

/** The same offsets in the order of the handles, without those that rest. */
export function orderOffsets({ handles }: OffsetsParam, offsets: HandleOffsets): HandleOffsets {
  const ordered: Record<string, readonly [number, number]> = {};
  for (const name of handles) {
    const [across = 0, down = 0] = offsets[name] ?? [];
    if (across !== 0 || down !== 0) ordered[name] = [across, down];
  }
  return ordered;
}
