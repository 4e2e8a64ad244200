/** Do two plain values (numbers, text, lists, records, typed arrays) say the same? Typed arrays are compared by bytes. */
export function sameContent(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (ArrayBuffer.isView(a) || ArrayBuffer.isView(b)) {
    return ArrayBuffer.isView(a) && ArrayBuffer.isView(b) && sameBytes(a, b);
  }
  const [first, second] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(first);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keys.length === Object.keys(second).length &&
    keys.every((key) => Object.hasOwn(second, key) && sameContent(first[key], second[key]))
  );
}

const WORD_BYTES = 4;

function sameBytes(a: ArrayBufferView, b: ArrayBufferView): boolean {
  if (a.constructor !== b.constructor || a.byteLength !== b.byteLength) return false;
  const isAligned = [a.byteOffset, b.byteOffset, a.byteLength].every((n) => n % WORD_BYTES === 0);
  const [first, second] = isAligned ? [words(a), words(b)] : [bytes(a), bytes(b)];
  for (let k = 0; k < first.length; k++) if (first[k] !== second[k]) return false;
  return true;
}

function words({ buffer, byteOffset, byteLength }: ArrayBufferView): Int32Array {
  return new Int32Array(buffer, byteOffset, byteLength / WORD_BYTES);
}

function bytes({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
