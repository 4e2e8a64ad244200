import type { Value } from '../../values/value.ts';
import type { ValueAddress, ValueSource } from './painter-api.ts';

const addresses = new WeakMap<Value, ValueAddress>();

/** Remembers where values were read from. @param key of their result */
export function noteSource(key: string, values: Readonly<Record<string, Value>>): void {
  for (const [port, value] of Object.entries(values)) addresses.set(value, { key, port });
}

/** Where a value can be read, or the value itself: what was not stored yet when it came here. */
export function sourceOf(value: Value): ValueSource {
  const at = addresses.get(value);
  return at ? { at } : { value };
}
