import { MediaError } from '../../values/errors.ts';
import { ByteView, hasTag } from '../bytes/byte-view.ts';
import { joinBytes, latin1Bytes, littleEndian } from '../bytes/join-bytes.ts';
import { readWebpHeader } from '../image/webp-header.ts';
import { ContainerDamaged, type MetadataContainer } from './metadata-container.ts';
import { packWorkflow, unpackWorkflow } from './workflow-stamp.ts';

/** Our chunk; readers ignore chunks they do not know at the end of an extended file. */
const CHUNK_TAG = 'KGWF';
const FIRST_CHUNK = 12;
const CHUNK_HEADER_BYTES = 8;
const ALPHA_FLAG = 0x10;

interface Chunk {
  readonly tag: string;
  readonly start: number;
  readonly content: number;
  readonly contentEnd: number;
  /** With the byte that makes it even. */
  readonly end: number;
}

/** A RIFF chunk after all others (WebP container specification, "Unknown chunks"). */
export const webpMetadata: MetadataContainer = {
  name: 'WebP',

  matches: (file) => hasTag(file, 0, 'RIFF') && hasTag(file, 8, 'WEBP'),

  embed(file, json) {
    const found = [...chunks(file)];
    const kept = found
      .filter(({ tag }) => tag !== CHUNK_TAG)
      .map(({ start, end }) => file.subarray(start, end));
    const extended = found.some(({ tag }) => tag === 'VP8X') ? [] : [extendedHeader(file, found)];
    const body = joinBytes(
      latin1Bytes('WEBP'),
      ...extended,
      ...kept,
      makeChunk(CHUNK_TAG, packWorkflow(json)),
    );
    return joinBytes(latin1Bytes('RIFF'), littleEndian(body.length, 4), body);
  },

  extract(file) {
    for (const { tag, content, contentEnd } of chunks(file)) {
      if (tag === CHUNK_TAG) return unpackWorkflow(file.subarray(content, contentEnd));
    }
    return undefined;
  },
};

function* chunks(file: Uint8Array): Generator<Chunk> {
  const damaged = () => new ContainerDamaged('a WebP chunk reaches beyond the file');
  const view = new ByteView(file, damaged);
  const stop = Math.min(file.length, CHUNK_HEADER_BYTES + view.u32(4, true));
  for (let start = FIRST_CHUNK; start + CHUNK_HEADER_BYTES <= stop; ) {
    const size = view.u32(start + 4, true);
    const content = start + CHUNK_HEADER_BYTES;
    const end = content + size + (size % 2);
    // The padding byte of the last chunk is sometimes left out.
    if (content + size > stop) throw damaged();
    yield {
      tag: view.tag(start),
      start,
      content,
      contentEnd: content + size,
      end: Math.min(end, file.length),
    };
    start = end;
  }
}

/** The header that a simple file lacks. */
function extendedHeader(file: Uint8Array, found: readonly Chunk[]): Uint8Array {
  const size = headerOf(file);
  const lossless = found.find(({ tag }) => tag === 'VP8L');
  const alphaBit = lossless && ((file[lossless.content + 4] as number) >> 4) & 1;
  const flags = alphaBit ? ALPHA_FLAG : 0;
  const sides = joinBytes(littleEndian(size.width - 1, 3), littleEndian(size.height - 1, 3));
  return makeChunk('VP8X', joinBytes(littleEndian(flags, 4), sides));
}

function headerOf(file: Uint8Array): { readonly width: number; readonly height: number } {
  try {
    const header = readWebpHeader(file);
    if (header) return header;
  } catch (error) {
    if (!(error instanceof MediaError)) throw error;
  }
  throw new ContainerDamaged('the WebP holds no picture');
}

function makeChunk(tag: string, content: Uint8Array): Uint8Array {
  const padding = new Uint8Array(content.length % 2);
  return joinBytes(latin1Bytes(tag), littleEndian(content.length, 4), content, padding);
}
