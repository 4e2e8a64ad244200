import { ByteView, hasTag } from '../bytes/byte-view.ts';
import { crc32 } from '../bytes/crc32.ts';
import { joinBytes, latin1Bytes, littleEndian } from '../bytes/join-bytes.ts';
import { ContainerDamaged, type MetadataContainer } from './metadata-container.ts';
import { decodeWorkflow, inflateWorkflow, workflowBytes } from './workflow-stamp.ts';

// Signatures and field sizes of the .ZIP File Format Specification (APPNOTE 6.3.10), sections 4.3.7 to 4.3.16.
const LOCAL = 'PK\x03\x04';
const CENTRAL = 'PK\x01\x02';
const END = 'PK\x05\x06';
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;
const STORED = 0;
const DEFLATED = 8;
/** 1 January 1980, the earliest date: no clock in the file. */
const DOS_DATE = 0x21;
const NEEDED_VERSION = 20;

const ENTRY_NAME = 'workflow.json';

interface Directory {
  readonly end: number;
  readonly count: number;
  readonly start: number;
  readonly size: number;
}

interface Entry {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly method: number;
  readonly packedBytes: number;
  readonly crc: number;
  readonly offset: number;
}

/** An entry `workflow.json` in plain text, which everyone can open. */
export const zipMetadata: MetadataContainer = {
  name: 'zip',

  matches: (file) => hasTag(file, 0, LOCAL) || hasTag(file, 0, END),

  embed(file, json) {
    const view = viewOf(file);
    const directory = findDirectory(view);
    const found = [...entries(view, directory)];
    const kept = found.filter(({ name }) => name !== ENTRY_NAME);
    const earlier = found.find(({ name }) => name === ENTRY_NAME);
    const dataEnd =
      earlier && endOfEntry(view, earlier) === directory.start ? earlier.offset : directory.start;
    const text = workflowBytes(json);
    const fields = entryFields(text);
    const name = latin1Bytes(ENTRY_NAME);
    const local = joinBytes(latin1Bytes(LOCAL), littleEndian(NEEDED_VERSION, 2), fields, name, text);
    const central = joinBytes(
      ...kept.map(({ start, end }) => file.subarray(start, end)),
      latin1Bytes(CENTRAL),
      littleEndian(NEEDED_VERSION, 2),
      littleEndian(NEEDED_VERSION, 2),
      fields,
      // No comment, first disk, no attributes; then where the entry lies.
      new Uint8Array(10),
      littleEndian(dataEnd, 4),
      name,
    );
    const count = littleEndian(kept.length + 1, 2);
    const size = littleEndian(central.length, 4);
    const offset = littleEndian(dataEnd + local.length, 4);
    const end = joinBytes(latin1Bytes(END), new Uint8Array(4), count, count, size, offset, new Uint8Array(2));
    return joinBytes(file.subarray(0, dataEnd), local, central, end);
  },

  extract(file) {
    const view = viewOf(file);
    for (const entry of entries(view, findDirectory(view))) {
      if (entry.name === ENTRY_NAME) return readEntry(view, entry);
    }
    return undefined;
  },
};

/** Fields shared by the local and the central header: flags to extra length. */
function entryFields(text: Uint8Array): Uint8Array {
  const size = littleEndian(text.length, 4);
  return joinBytes(
    littleEndian(0, 2),
    littleEndian(STORED, 2),
    littleEndian(0, 2),
    littleEndian(DOS_DATE, 2),
    littleEndian(crc32(text), 4),
    size,
    size,
    littleEndian(ENTRY_NAME.length, 2),
    littleEndian(0, 2),
  );
}

function viewOf(file: Uint8Array): ByteView {
  return new ByteView(file, () => new ContainerDamaged('a zip record reaches beyond the file'));
}

function findDirectory(view: ByteView): Directory {
  const lowest = Math.max(0, view.length - END_BYTES - MAX_COMMENT_BYTES);
  for (let end = view.length - END_BYTES; end >= lowest; end--) {
    if (!hasTag(view.bytes, end, END)) continue;
    const directory = {
      end,
      count: view.u16(end + 10, true),
      size: view.u32(end + 12, true),
      start: view.u32(end + 16, true),
    };
    if (directory.start + directory.size > end) throw new ContainerDamaged('the zip directory is misplaced');
    return directory;
  }
  throw new ContainerDamaged('the zip has no directory');
}

function* entries(view: ByteView, directory: Directory): Generator<Entry> {
  for (let i = 0, start = directory.start; i < directory.count; i++) {
    if (view.tag(start) !== CENTRAL) throw new ContainerDamaged('a zip directory entry is missing');
    const nameBytes = view.u16(start + 28, true);
    const extra = view.u16(start + 30, true) + view.u16(start + 32, true);
    const end = start + CENTRAL_BYTES + nameBytes + extra;
    view.need(start, end - start);
    yield {
      name: new TextDecoder().decode(view.slice(start + CENTRAL_BYTES, nameBytes)),
      start,
      end,
      method: view.u16(start + 10, true),
      crc: view.u32(start + 16, true),
      packedBytes: view.u32(start + 20, true),
      offset: view.u32(start + 42, true),
    };
    start = end;
  }
}

/** Where an entry's bytes begin. @throws {ContainerDamaged} */
function startOfData(view: ByteView, { offset }: Entry): number {
  if (view.tag(offset) !== LOCAL) throw new ContainerDamaged('a zip entry is misplaced');
  return offset + LOCAL_BYTES + view.u16(offset + 26, true) + view.u16(offset + 28, true);
}

function endOfEntry(view: ByteView, entry: Entry): number {
  return startOfData(view, entry) + entry.packedBytes;
}

function readEntry(view: ByteView, entry: Entry): string {
  const { method, packedBytes, crc } = entry;
  const packed = view.slice(startOfData(view, entry), packedBytes);
  if (method !== STORED && method !== DEFLATED)
    throw new ContainerDamaged('the zip entry is of an unknown kind');
  const bytes = method === STORED ? packed : inflateWorkflow(packed);
  if (crc32(bytes) !== crc) throw new ContainerDamaged('the workflow in the zip has a wrong checksum');
  return decodeWorkflow(bytes);
}
