import { ByteView, hasTag } from '../bytes/byte-view.ts';
import { crc32 } from '../bytes/crc32.ts';
import { bigEndian, joinBytes, latin1Bytes } from '../bytes/join-bytes.ts';
import { ContainerDamaged, type MetadataContainer } from './metadata-container.ts';
import { packWorkflow, unpackWorkflow } from './workflow-stamp.ts';

const SIGNATURE = '\x89PNG\r\n\x1a\n';
const CHUNK_OVERHEAD = 12;
/** Keyword, then: no compression, method 0, no language, no translated keyword. */
const TEXT_HEAD = 'Kineograph workflow\0\0\0\0\0';

interface Chunk {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** An international text chunk before the end chunk (PNG specification, 11.3.3), the packed workflow in base64. */
export const pngMetadata: MetadataContainer = {
  name: 'PNG',

  matches: (file) => hasTag(file, 0, SIGNATURE),

  embed(file, json) {
    const kept: Uint8Array[] = [];
    let end: Uint8Array | undefined;
    for (const chunk of chunks(file)) {
      const bytes = file.subarray(chunk.start, chunk.end);
      if (chunk.type === 'IEND') end = bytes;
      else if (!isOurs(file, chunk)) kept.push(bytes);
    }
    if (!end) throw new ContainerDamaged('the PNG has no end');
    const content = latin1Bytes(`iTXt${TEXT_HEAD}${toBase64(packWorkflow(json))}`);
    const length = bigEndian(content.length - 4, 4);
    return joinBytes(latin1Bytes(SIGNATURE), ...kept, length, content, bigEndian(crc32(content), 4), end);
  },

  extract(file) {
    for (const chunk of chunks(file)) {
      if (!isOurs(file, chunk)) continue;
      return unpackWorkflow(fromBase64(file.subarray(chunk.start + 8 + TEXT_HEAD.length, chunk.end - 4)));
    }
    return undefined;
  },
};

function* chunks(file: Uint8Array): Generator<Chunk> {
  const damaged = () => new ContainerDamaged('a PNG chunk reaches beyond the file');
  const view = new ByteView(file, damaged);
  for (let start = SIGNATURE.length; start < file.length; ) {
    const end = start + view.u32(start) + CHUNK_OVERHEAD;
    if (end > file.length) throw damaged();
    const type = view.tag(start + 4);
    yield { type, start, end };
    if (type === 'IEND') return;
    start = end;
  }
}

function isOurs(file: Uint8Array, { type, start, end }: Chunk): boolean {
  return (
    type === 'iTXt' && end - start >= CHUNK_OVERHEAD + TEXT_HEAD.length && hasTag(file, start + 8, TEXT_HEAD)
  );
}

function toBase64(bytes: Uint8Array): string {
  let letters = '';
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}

function fromBase64(bytes: Uint8Array): Uint8Array {
  try {
    return latin1Bytes(atob(new TextDecoder('latin1').decode(bytes)));
  } catch (cause) {
    throw new ContainerDamaged('the workflow in the PNG is no base64', { cause });
  }
}
