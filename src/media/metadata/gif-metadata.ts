import { ByteView, hasTag } from '../bytes/byte-view.ts';
import { joinBytes, latin1Bytes } from '../bytes/join-bytes.ts';
import { ContainerDamaged, type MetadataContainer } from './metadata-container.ts';
import { packWorkflow, unpackWorkflow } from './workflow-stamp.ts';

const EXTENSION = 0x21;
const APPLICATION = 0xff;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const HAS_COLOUR_TABLE = 0x80;
const HEADER_BYTES = 13;
const MAX_SUB_BLOCK = 255;

/** Application identifier (8 letters) and authentication code (3). */
const APPLICATION_ID = 'KINEOGRP1.0';

interface Block {
  readonly start: number;
  readonly end: number;
}

/** An application extension before the trailer (GIF89a, section 26), as the loop count is one. */
export const gifMetadata: MetadataContainer = {
  name: 'GIF',

  matches: (file) => hasTag(file, 0, 'GIF87a') || hasTag(file, 0, 'GIF89a'),

  embed(file, json) {
    const kept = [file.subarray(0, firstBlock(file))];
    for (const block of blocks(file)) {
      if (!isOurs(file, block)) kept.push(file.subarray(block.start, block.end));
    }
    const id = latin1Bytes(APPLICATION_ID);
    const head = joinBytes(Uint8Array.of(EXTENSION, APPLICATION, id.length), id);
    return joinBytes(...kept, head, toSubBlocks(packWorkflow(json)), Uint8Array.of(TRAILER));
  },

  extract(file) {
    for (const block of blocks(file)) {
      if (isOurs(file, block)) return unpackWorkflow(fromSubBlocks(file, block));
    }
    return undefined;
  },
};

function isOurs(file: Uint8Array, { start }: Block): boolean {
  return (
    file[start] === EXTENSION && file[start + 1] === APPLICATION && hasTag(file, start + 3, APPLICATION_ID)
  );
}

function firstBlock(file: Uint8Array): number {
  return HEADER_BYTES + colourTableBytes(viewOf(file).u8(10));
}

/** All blocks up to the trailer, or to the end where it is missing. */
function* blocks(file: Uint8Array): Generator<Block> {
  const view = viewOf(file);
  let start = firstBlock(file);
  while (start < file.length && view.u8(start) !== TRAILER) {
    const kind = view.u8(start);
    if (kind !== EXTENSION && kind !== IMAGE) throw new ContainerDamaged('the GIF contains an unknown block');
    const data = kind === EXTENSION ? start + 2 : start + 11 + colourTableBytes(view.u8(start + 9));
    const end = endOfSubBlocks(view, data);
    yield { start, end };
    start = end;
  }
}

function viewOf(file: Uint8Array): ByteView {
  return new ByteView(file, () => new ContainerDamaged('the GIF ends early'));
}

function colourTableBytes(flags: number): number {
  return flags & HAS_COLOUR_TABLE ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function endOfSubBlocks(view: ByteView, start: number): number {
  let at = start;
  while (true) {
    const length = view.u8(at);
    at += 1 + length;
    if (length === 0) return at;
  }
}

function toSubBlocks(data: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < data.length; at += MAX_SUB_BLOCK) {
    const part = data.subarray(at, at + MAX_SUB_BLOCK);
    parts.push(Uint8Array.of(part.length), part);
  }
  return joinBytes(...parts, Uint8Array.of(0));
}

function fromSubBlocks(file: Uint8Array, block: Block): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = block.start + 3 + APPLICATION_ID.length;
  while (at < block.end) {
    const length = file[at] as number;
    parts.push(file.subarray(at + 1, at + 1 + length));
    at += 1 + length;
  }
  return joinBytes(...parts);
}
