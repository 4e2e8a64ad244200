import { digestBytes, digestShortText } from './digest.ts';
import { StorageError } from './errors.ts';
import { VALUE_TYPES, type Value } from './value.ts';

/** A value as the cache holds it: a JSON header in which typed arrays are numbered, and their bytes in that order. */
export interface SerialisedValue {
  readonly header: string;
  readonly buffers: readonly Uint8Array[];
}

const ARRAY_TYPES = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
} as const;

type ArrayTypeName = keyof typeof ARRAY_TYPES;

/** Member that stands in the header where the value has a typed array. */
const BUFFER_MARK = '$array';

/** Member that stands in the header for a number that JSON lacks: NaN and the infinities. */
const NUMBER_MARK = '$number';

const encoder = new TextEncoder();

/** How either mark begins in a header. */
const MARK_START = '"$';

/**
 * Serialised form of a value; buffers share the value's memory. Equal values give equal forms.
 * @throws {TypeError} on a part that cannot be stored (functions, bigints, maps, other buffer views)
 */
export function serialiseValue(value: Value): SerialisedValue {
  const buffers: Uint8Array[] = [];
  const header = JSON.stringify(replaceArrays(value, buffers));
  return { header, buffers };
}

/** A clip's chunk as the cache holds it: its bytes alone, sharing the chunk's memory. */
export function serialiseChunk(frames: Uint8ClampedArray): SerialisedValue {
  return { header: '', buffers: [new Uint8Array(frames.buffer, frames.byteOffset, frames.byteLength)] };
}

/** {@link digestSerialised} without waiting; undefined for what is large. */
export function digestOfSmall({ header, buffers }: SerialisedValue): string | undefined {
  return buffers.length === 0 ? digestShortText(header) : undefined;
}

/** Content address of a serialised value. */
export function digestSerialised({ header, buffers }: SerialisedValue): Promise<string> {
  return digestBytes([encoder.encode(header), ...buffers]);
}

/** @throws {StorageError} `value-corrupt` when the form does not describe a value */
export function deserialiseValue({ header, buffers }: SerialisedValue): Value {
  try {
    const restore = (_name: string, member: unknown) => restoreArray(member, buffers);
    // A reviver makes reading several times as slow; most small values hold nothing to restore.
    const value: unknown = header.includes(MARK_START) ? JSON.parse(header, restore) : JSON.parse(header);
    if (isValue(value)) return value;
  } catch (cause) {
    throw corrupt(cause);
  }
  throw corrupt();
}

/** Bytes that a serialised value takes. */
export function serialisedBytes({ header, buffers }: SerialisedValue): number {
  return buffers.reduce((sum, buffer) => sum + buffer.byteLength, header.length);
}

/**
 * Objects are rebuilt with sorted members, so that the order in which a node wrote them does not matter; plain ones
 * whose members are in order stay as they are.
 */
function replaceArrays(part: unknown, buffers: Uint8Array[]): unknown {
  if (ArrayBuffer.isView(part)) {
    const type = part.constructor.name;
    if (!Object.hasOwn(ARRAY_TYPES, type)) throw unstorable(type);
    buffers.push(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    return { [BUFFER_MARK]: buffers.length - 1, type };
  }
  if (Array.isArray(part)) return part.map((item) => replaceArrays(item, buffers));
  if (typeof part === 'object' && part !== null) {
    const prototype: unknown = Object.getPrototypeOf(part);
    if (prototype !== Object.prototype && prototype !== null) throw unstorable(part.constructor.name);
    if (isAsWritten(part)) return part;
    const members: [string, unknown][] = [];
    for (const name of Object.keys(part).sort()) {
      const member = (part as Readonly<Record<string, unknown>>)[name];
      if (member !== undefined) members.push([name, replaceArrays(member, buffers)]);
    }
    return Object.fromEntries(members);
  }
  if (typeof part === 'number' && !Number.isFinite(part)) return { [NUMBER_MARK]: String(part) };
  if (typeof part === 'function' || typeof part === 'symbol' || typeof part === 'bigint') {
    throw unstorable(typeof part);
  }
  return part;
}

/** Are the members sorted, and none of them to be replaced? So it is with numbers and texts, most of all small values. */
function isAsWritten(part: object): boolean {
  let before = '';
  for (const name in part) {
    const member = (part as Readonly<Record<string, unknown>>)[name];
    const isPlain = typeof member === 'string' || typeof member === 'boolean' || Number.isFinite(member);
    if (!isPlain || name < before) return false;
    before = name;
  }
  return true;
}

function unstorable(what: string): TypeError {
  return new TypeError(`a value cannot hold a ${what}`);
}

function restoreArray(member: unknown, buffers: readonly Uint8Array[]): unknown {
  if (typeof member !== 'object' || member === null) return member;
  const { [BUFFER_MARK]: index, [NUMBER_MARK]: number, type } = member as Record<string, unknown>;
  if (typeof number === 'string') return Number(number);
  // A user's own name (of a region) may look like the mark, but never holds a number.
  if (typeof index !== 'number') return member;
  const bytes = buffers[index];
  if (!bytes || typeof type !== 'string' || !Object.hasOwn(ARRAY_TYPES, type)) throw corrupt();
  const ArrayType = ARRAY_TYPES[type as ArrayTypeName];
  if (bytes.byteLength % ArrayType.BYTES_PER_ELEMENT !== 0) throw corrupt();
  const whole = bytes.buffer instanceof ArrayBuffer && bytes.byteOffset % ArrayType.BYTES_PER_ELEMENT === 0;
  const aligned = (whole ? bytes : bytes.slice()) as Uint8Array<ArrayBuffer>;
  return new ArrayType(aligned.buffer, aligned.byteOffset, aligned.byteLength / ArrayType.BYTES_PER_ELEMENT);
}

function isValue(data: unknown): data is Value {
  const type = typeof data === 'object' && data !== null ? (data as { type?: unknown }).type : undefined;
  return (VALUE_TYPES as readonly unknown[]).includes(type);
}

function corrupt(cause?: unknown): StorageError {
  return new StorageError('value-corrupt', 'A stored result is damaged.', 'It will be computed again.', {
    cause,
  });
}
