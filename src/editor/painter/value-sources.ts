import { isWhole, type Outline } from '../../values/outline.ts';
import type { ValueAddress, ValueSource } from './painter-api.ts';

const addresses = new WeakMap<Outline, ValueAddress>();

/** Remembers where values were read from. @param key of their result */
export function noteSource(key: string, values: Readonly<Record<string, Outline>>): void {
  for (const [port, value] of Object.entries(values)) addresses.set(value, { key, port });
}

/**
 * Where a value can be read, or the value itself: what was not stored yet when it came here.
 * @throws {TypeError} for an outline that was not read from a result: nobody has its pixels
 */
export function sourceOf(value: Outline): ValueSource {
  const at = addresses.get(value);
  if (at) return { at };
  if (!isWhole(value)) throw new TypeError(`nothing is known of ${value.type} but its outline`);
  return { value };
}
