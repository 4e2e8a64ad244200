import { SHA256_ROOM_BYTES, sha256Start } from '../values/sha256.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** Characters from here to {@link LAST_PLAIN} are one byte each, and but for two stand for themselves in JSON. */
const FIRST_PLAIN = 0x20;
const LAST_PLAIN = 0x7e;
/** UTF-8 bytes of a UTF-16 unit, at most. */
const MOST_BYTES_PER_UNIT = 3;
const FIRST_BYTES = 4096;

const encoder = new TextEncoder();

/**
 * JSON written straight into the bytes that are hashed. A plan hashes a small text per node: putting arrays and objects
 * together for `JSON.stringify`, and encoding what it gives, took longer than the hash.
 */
export class JsonText {
  #bytes = new Uint8Array(FIRST_BYTES);
  #length = 0;

  /** Begins anew; the memory is used again. */
  clear(): void {
    this.#length = 0;
  }

  /** Text as it is: brackets, commas, and JSON made elsewhere. */
  raw(text: string): void {
    this.#reserve(text.length);
    if (this.#putPlain(text, false)) return;
    this.#reserve(text.length * MOST_BYTES_PER_UNIT);
    this.#length += encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written;
  }

  /** What `JSON.stringify` gives for a value in an array. */
  value(value: unknown): void {
    if (typeof value === 'string') this.#quoted(value);
    else if (typeof value === 'number') this.raw(Number.isFinite(value) ? String(value) : 'null');
    else this.raw(JSON.stringify(value) ?? 'null');
  }

  /** An object with its members sorted by name, so that the order in which they were given does not matter. */
  sorted(members: Readonly<Record<string, unknown>>): void {
    const start = this.#length;
    let before = '{';
    let last = '';
    for (const name in members) {
      if (name < last) {
        this.#length = start;
        this.sorted(sortMembers(members));
        return;
      }
      last = name;
      this.raw(before);
      before = ',';
      this.#quoted(name);
      this.raw(':');
      this.value(members[name]);
    }
    this.raw(before === '{' ? '{}' : '}');
  }

  /** SHA-256 of all that was written, the first 128 bits as 32 hex characters. */
  hash(): string {
    this.#reserve(SHA256_ROOM_BYTES);
    return sha256Start(this.#bytes, this.#length);
  }

  #quoted(text: string): void {
    this.#reserve(text.length + 2);
    const start = this.#length;
    this.#bytes[this.#length++] = QUOTE;
    if (this.#putPlain(text, true)) {
      this.#bytes[this.#length++] = QUOTE;
      return;
    }
    this.#length = start;
    this.raw(JSON.stringify(text));
  }

  /** Writes text of which every character is one byte; otherwise nothing. There must be room. */
  #putPlain(text: string, isQuoted: boolean): boolean {
    const bytes = this.#bytes;
    const start = this.#length;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code < FIRST_PLAIN || code > LAST_PLAIN) return false;
      if (isQuoted && (code === QUOTE || code === BACKSLASH)) return false;
      bytes[start + index] = code;
    }
    this.#length = start + text.length;
    return true;
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const larger = new Uint8Array((this.#length + bytes) * 2);
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

function sortMembers<T>(members: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  const result: Record<string, T> = {};
  for (const name of Object.keys(members).sort()) result[name] = members[name] as T;
  return result;
}
