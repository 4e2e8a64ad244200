import { SHA256_ROOM_BYTES, sha256Parts, sha256Start } from './sha256.ts';

/** Hex characters of a digest: 128 bits of SHA-256, enough that chance never meets two equal ones. */
const DIGEST_LENGTH = 32;

/** Has it the form of what {@link digestBytes} gives? */
export function isDigest(text: unknown): boolean {
  return typeof text === 'string' && text.length === DIGEST_LENGTH && /^[0-9a-f]+$/.test(text);
}

/** What is not larger is hashed at once: a call of WebCrypto takes about as long. */
const HASHED_HERE_BYTES = 4096;

/**
 * SHA-256 of the parts one after another, the first 128 bits as hex. Shared memory is copied first, because
 * WebCrypto refuses it.
 */
export async function digestBytes(parts: readonly Uint8Array[]): Promise<string> {
  return (await sha256Hex(parts)).slice(0, DIGEST_LENGTH);
}

const encoder = new TextEncoder();
/** UTF-8 bytes of a UTF-16 unit, at most. */
const MOST_BYTES_PER_UNIT = 3;
/** Used again by every call. */
const shortText = new Uint8Array(HASHED_HERE_BYTES + SHA256_ROOM_BYTES);

/** {@link digestBytes} of a text's UTF-8 form, at once; undefined for texts that may take more than some kilobytes. */
export function digestShortText(text: string): string | undefined {
  if (text.length * MOST_BYTES_PER_UNIT > HASHED_HERE_BYTES) return undefined;
  return sha256Start(shortText, encoder.encodeInto(text, shortText).written);
}

/** SHA-256 of the parts one after another, 64 hex characters: the name of an asset or model file. */
export async function sha256Hex(parts: readonly Uint8Array[]): Promise<string> {
  const length = parts.reduce((sum, part) => sum + part.byteLength, 0);
  if (length <= HASHED_HERE_BYTES) return sha256Parts(parts, length);
  const hash = await crypto.subtle.digest('SHA-256', joinUnshared(parts));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function joinUnshared(given: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const parts = given.filter((part) => part.byteLength > 0);
  const only = parts[0];
  if (parts.length === 1 && only && only.buffer instanceof ArrayBuffer)
    return only as Uint8Array<ArrayBuffer>;
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.byteLength;
  }
  return joined;
}
