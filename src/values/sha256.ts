/**
 * SHA-256 (FIPS 180-4) of what is short, synchronously: planning hashes a few hundred bytes per node and cannot wait
 * for WebCrypto; small values take longer on the way there than to hash. On texts of 200 bytes this is about 18 times
 * as fast as a general-purpose library's.
 */

const BLOCK_BYTES = 64;
const ROUNDS = 64;
/** A one bit and the length in bits, which follow the text. */
const PADDING_BYTES = 9;

/** Character codes of hex digits: what is added to a value below ten, and from ten on. */
const CODE_OF_0 = 0x30;
const CODE_BEFORE_A = 0x61 - 10;
const DIGITS_PER_WORD = 8;

const schedule = new Int32Array(ROUNDS);
const roundConstants = fractionalBits(Math.cbrt, ROUNDS);
const initialState = fractionalBits(Math.sqrt, 8);
const state = new Int32Array(8);
let padded = new Uint8Array(4096);
/** Character codes of a digest, of the wanted 4 or all 8 words. */
const startCodes = new Array<number>(4 * DIGITS_PER_WORD).fill(0);
const wholeCodes = new Array<number>(8 * DIGITS_PER_WORD).fill(0);

/** Bytes that {@link sha256Start} needs behind what it hashes. */
export const SHA256_ROOM_BYTES = PADDING_BYTES + BLOCK_BYTES;

/**
 * The first 128 bits of the digest of `bytes` up to `length`, 32 hex characters. What lies behind is overwritten.
 */
export function sha256Start(bytes: Uint8Array, length: number): string {
  return hashBlocks(bytes, pad(bytes, length), startCodes);
}

/** Digest of the parts one after another, 64 hex characters. For some kilobytes; WebCrypto is faster on more. */
export function sha256Parts(parts: readonly Uint8Array[], length: number): string {
  reserve(length);
  let offset = 0;
  for (const part of parts) {
    padded.set(part, offset);
    offset += part.byteLength;
  }
  return hashBlocks(padded, pad(padded, length), wholeCodes);
}

/** @param total bytes, whole blocks @param codes as many as digits are wanted; overwritten */
function hashBlocks(blocks: Uint8Array, total: number, codes: number[]): string {
  state.set(initialState);
  for (let offset = 0; offset < total; offset += BLOCK_BYTES) compress(blocks, offset);
  const words = state;
  for (let digit = 0; digit < codes.length; digit++) {
    const value = ((words[digit >>> 3] as number) >>> (28 - 4 * (digit & 7))) & 15;
    codes[digit] = value + (value < 10 ? CODE_OF_0 : CODE_BEFORE_A);
  }
  // In one go: pieces put together stay a tree of strings, and a plan holds thousands of keys.
  return String.fromCharCode(...codes);
}

function reserve(bytes: number): void {
  const most = bytes + SHA256_ROOM_BYTES;
  if (padded.length < most) padded = new Uint8Array(most * 2);
}

/** Fills up to whole blocks. @returns bytes of these */
function pad(bytes: Uint8Array, length: number): number {
  const total = Math.ceil((length + PADDING_BYTES) / BLOCK_BYTES) * BLOCK_BYTES;
  bytes.fill(0, length, total);
  bytes[length] = 0x80;
  // What is hashed here is far below 2^29 bytes, so that the length in bits has 32 bits.
  const bits = length * 8;
  for (let byte = 1; byte <= 4; byte++) bytes[total - byte] = bits >>> ((byte - 1) * 8);
  return total;
}

function compress(bytes: Uint8Array, offset: number): void {
  expandBlock(bytes, offset);
  // Bundlers turn constants of modules into variables, which are looked at anew each time.
  const words = schedule;
  const constants = roundConstants;
  const digest = state;
  // Read one by one: destructuring goes through an iterator and takes longer than the rounds.
  let a = digest[0] as number;
  let b = digest[1] as number;
  let c = digest[2] as number;
  let d = digest[3] as number;
  let e = digest[4] as number;
  let f = digest[5] as number;
  let g = digest[6] as number;
  let h = digest[7] as number;
  let t = 0;
  // Four rounds at a time, in which the words change places by name only; then four pairs of them change for good.
  for (let round = 0; round < ROUNDS; round += 4) {
    t = (h + sum1(e) + choice(e, f, g) + (constants[round] as number) + (words[round] as number)) | 0;
    d = (d + t) | 0;
    h = (t + sum0(a) + majority(a, b, c)) | 0;
    t = (g + sum1(d) + choice(d, e, f) + (constants[round + 1] as number) + (words[round + 1] as number)) | 0;
    c = (c + t) | 0;
    g = (t + sum0(h) + majority(h, a, b)) | 0;
    t = (f + sum1(c) + choice(c, d, e) + (constants[round + 2] as number) + (words[round + 2] as number)) | 0;
    b = (b + t) | 0;
    f = (t + sum0(g) + majority(g, h, a)) | 0;
    t = (e + sum1(b) + choice(b, c, d) + (constants[round + 3] as number) + (words[round + 3] as number)) | 0;
    a = (a + t) | 0;
    e = (t + sum0(f) + majority(f, g, h)) | 0;
    t = a;
    a = e;
    e = t;
    t = b;
    b = f;
    f = t;
    t = c;
    c = g;
    g = t;
    t = d;
    d = h;
    h = t;
  }
  digest[0] = (digest[0] as number) + a;
  digest[1] = (digest[1] as number) + b;
  digest[2] = (digest[2] as number) + c;
  digest[3] = (digest[3] as number) + d;
  digest[4] = (digest[4] as number) + e;
  digest[5] = (digest[5] as number) + f;
  digest[6] = (digest[6] as number) + g;
  digest[7] = (digest[7] as number) + h;
}

// The functions of FIPS 180-4, 4.1.2.

function sum0(a: number): number {
  return ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
}

function sum1(e: number): number {
  return ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
}

function choice(e: number, f: number, g: number): number {
  return g ^ (e & (f ^ g));
}

function majority(a: number, b: number, c: number): number {
  return (a & b) | (c & (a | b));
}

function expandBlock(bytes: Uint8Array, offset: number): void {
  const words = schedule;
  for (let word = 0; word < 16; word++) {
    const at = offset + word * 4;
    words[word] =
      ((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number);
  }
  for (let word = 16; word < words.length; word++) {
    const x = words[word - 15] as number;
    const y = words[word - 2] as number;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[word] = ((words[word - 16] as number) + s0 + (words[word - 7] as number) + s1) | 0;
  }
}

/** First 32 bits of the fractional parts of a root of the first primes (FIPS 180-4, 4.2.2 and 5.3.3). */
function fractionalBits(root: (prime: number) => number, count: number): Int32Array {
  const words: number[] = [];
  for (let candidate = 2; words.length < count; candidate++) {
    if (!isPrime(candidate)) continue;
    const value = root(candidate);
    words.push(((value - Math.floor(value)) * 2 ** 32) | 0);
  }
  return Int32Array.from(words);
}

function isPrime(candidate: number): boolean {
  for (let divisor = 2; divisor * divisor <= candidate; divisor++) {
    if (candidate % divisor === 0) return false;
  }
  return true;
}
