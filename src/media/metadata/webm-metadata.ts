import { ByteView } from '../bytes/byte-view.ts';
import { bigEndian, joinBytes, latin1Bytes } from '../bytes/join-bytes.ts';
import { ContainerDamaged, type MetadataContainer } from './metadata-container.ts';
import { packWorkflow, unpackWorkflow } from './workflow-stamp.ts';

// Element ids of RFC 8794 (EBML) and RFC 9559 (Matroska).
const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const TAGS = 0x1254c367;
const TAG = 0x7373;
const TARGETS = 0x63c0;
const SIMPLE_TAG = 0x67c8;
const TAG_NAME = 0x45a3;
const TAG_BINARY = 0x4485;

const NAME = 'KINEOGRAPH_WORKFLOW';
/** Bytes of the size fields that we write. */
const SIZE_BYTES = 4;

interface Element {
  readonly id: number;
  readonly start: number;
  /** Where the content begins. */
  readonly content: number;
  readonly end: number;
  /** Bytes of the size field. */
  readonly sizeBytes: number;
  /** True when the size is "unknown": the element goes on to the end. */
  readonly open: boolean;
}

/** A `Tags` element at the end of the segment, with the workflow as a binary tag. */
export const webmMetadata: MetadataContainer = {
  name: 'WebM',

  matches: (file) => file.length >= 4 && new DataView(file.buffer, file.byteOffset).getUint32(0) === EBML,

  embed(file, json) {
    const segment = findSegment(file);
    const kept: Uint8Array[] = [];
    let from = segment.content;
    for (const element of elements(file, segment.content, segment.end)) {
      if (element.id !== TAGS || !stampIn(file, element)) continue;
      kept.push(file.subarray(from, element.start));
      from = element.end;
    }
    kept.push(file.subarray(from, segment.end));
    const content = joinBytes(...kept, workflowTags(json));
    const sized = file.slice(0, segment.content);
    if (!segment.open)
      sized.set(sizeField(content.length, segment.sizeBytes), segment.content - segment.sizeBytes);
    return joinBytes(sized, content, file.subarray(segment.end));
  },

  extract(file) {
    const segment = findSegment(file);
    for (const element of elements(file, segment.content, segment.end)) {
      const stamp = element.id === TAGS ? stampIn(file, element) : undefined;
      if (stamp) return unpackWorkflow(stamp);
    }
    return undefined;
  },
};

function workflowTags(json: string): Uint8Array {
  const simple = element(
    SIMPLE_TAG,
    element(TAG_NAME, latin1Bytes(NAME)),
    element(TAG_BINARY, packWorkflow(json)),
  );
  return element(TAGS, element(TAG, element(TARGETS), simple));
}

function element(id: number, ...content: readonly Uint8Array[]): Uint8Array {
  const body = joinBytes(...content);
  const idBytes = id > 0xffffff ? 4 : id > 0xffff ? 3 : id > 0xff ? 2 : 1;
  return joinBytes(bigEndian(id, idBytes), sizeField(body.length, SIZE_BYTES), body);
}

/** A size in exactly `count` bytes (RFC 8794, section 6). */
function sizeField(size: number, count: number): Uint8Array {
  // All ones would mean "unknown", hence one less than the field can hold.
  if (size >= 2 ** (7 * count) - 1) throw new ContainerDamaged('the segment is too long for its size field');
  const field = bigEndian(size, count);
  field[0] = (field[0] as number) | (0x80 >> (count - 1));
  return field;
}

function findSegment(file: Uint8Array): Element {
  for (const found of elements(file, 0, file.length)) if (found.id === SEGMENT) return found;
  throw new ContainerDamaged('the WebM has no segment');
}

function stampIn(file: Uint8Array, tags: Element): Uint8Array | undefined {
  for (const tag of elements(file, tags.content, tags.end)) {
    if (tag.id !== TAG) continue;
    for (const simple of elements(file, tag.content, tag.end)) {
      if (simple.id !== SIMPLE_TAG) continue;
      const fields = [...elements(file, simple.content, simple.end)];
      const name = fields.find(({ id }) => id === TAG_NAME);
      const value = fields.find(({ id }) => id === TAG_BINARY);
      if (!name || !value) continue;
      const letters = file.subarray(name.content, name.end);
      if (letters.length === NAME.length && String.fromCharCode(...letters) === NAME) {
        return file.subarray(value.content, value.end);
      }
    }
  }
  return undefined;
}

function* elements(file: Uint8Array, start: number, end: number): Generator<Element> {
  const damaged = () => new ContainerDamaged('a WebM element reaches beyond its parent');
  const view = new ByteView(file.subarray(0, end), damaged);
  for (let at = start; at < end; ) {
    const idBytes = leadingZeros(view.u8(at)) + 1;
    if (idBytes > 4) throw damaged();
    const id = number(view, at, idBytes);
    const sizeAt = at + idBytes;
    const sizeBytes = leadingZeros(view.u8(sizeAt)) + 1;
    if (sizeBytes > 8) throw damaged();
    const marker = 2 ** (7 * sizeBytes);
    const size = number(view, sizeAt, sizeBytes) - marker;
    const open = size === marker - 1;
    const content = sizeAt + sizeBytes;
    const stop = open ? end : content + size;
    if (stop > end) throw damaged();
    yield { id, start: at, content, end: stop, sizeBytes, open };
    at = stop;
  }
}

function leadingZeros(byte: number): number {
  return Math.clz32(byte) - 24;
}

/** Exact below 2^53; larger numbers exceed any file and are refused by their bounds. */
function number(view: ByteView, at: number, count: number): number {
  let value = 0;
  for (let i = 0; i < count; i++) value = value * 256 + view.u8(at + i);
  return value;
}
