import { COMFY_LIMITS, type ComfyValue } from './comfy-graph.ts';

/** Reading data of which nothing is known: whatever is not as expected is undefined, and nothing throws. */

export type Plain = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): Plain | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Plain) : undefined;
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A member of the object itself; nothing inherited answers. */
export function member(object: Plain | undefined, name: string): unknown {
  return object && Object.hasOwn(object, name) ? object[name] : undefined;
}

export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A name or title: one line, bounded, without control characters. */
export function asName(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const name = printable(value.slice(0, COMFY_LIMITS.name)).replaceAll('\n', ' ').trim();
  return name === '' ? undefined : name;
}

/** An id, which the canvas format writes as a number. */
export function asId(value: unknown): string | undefined {
  return typeof value === 'number' ? String(asNumber(value) ?? '') || undefined : asName(value);
}

/** What a field may hold; anything else is undefined. */
export function asValue(value: unknown): ComfyValue | undefined {
  if (typeof value === 'string') return printable(value.slice(0, COMFY_LIMITS.text));
  return typeof value === 'boolean' ? value : asNumber(value);
}

/** An index of an output. */
export function asSlot(value: unknown): number | undefined {
  const slot = asNumber(value);
  return slot !== undefined && Number.isInteger(slot) && slot >= 0 && slot < COMFY_LIMITS.members
    ? slot
    : undefined;
}

/** The pair at a place or size, which is a list or an object with the members `0` and `1`. */
export function asPair(value: unknown, bound: number): readonly [number, number] | undefined {
  const [first, second] = Array.isArray(value)
    ? value
    : [member(asObject(value), '0'), member(asObject(value), '1')];
  const x = asNumber(first);
  const y = asNumber(second);
  return x === undefined || y === undefined ? undefined : [within(x, bound), within(y, bound)];
}

function within(value: number, bound: number): number {
  return Math.max(-bound, Math.min(bound, value));
}

/** Without control characters and marks that turn the direction of text; line ends stay. */
function printable(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/[\p{Cs}\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (sign) => (sign === '\n' ? sign : ''));
}
