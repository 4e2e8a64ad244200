/** The parts one after another in a buffer of their own. */
export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Latin-1 text as bytes: tags and signatures. */
export function latin1Bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** A whole number in `count` bytes, most significant first. */
export function bigEndian(value: number, count: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: count }, (_, i) => Math.floor(value / 256 ** (count - 1 - i)) % 256);
}

/** A whole number in `count` bytes, least significant first. */
export function littleEndian(value: number, count: number): Uint8Array<ArrayBuffer> {
  return bigEndian(value, count).reverse();
}
