import { ByteView, hasTag } from '../bytes/byte-view.ts';
import { bigEndian, joinBytes, latin1Bytes } from '../bytes/join-bytes.ts';
import { ContainerDamaged, type MetadataContainer } from './metadata-container.ts';
import { packWorkflow, unpackWorkflow } from './workflow-stamp.ts';

/** Names our box among all `uuid` boxes (ISO/IEC 14496-12, section 11.1): 6b696e65-6f67-4a70-8f6c-0b1d5e9a2c47. */
const BOX_ID = Uint8Array.of(
  ...[0x6b, 0x69, 0x6e, 0x65, 0x6f, 0x67, 0x4a, 0x70],
  ...[0x8f, 0x6c, 0x0b, 0x1d, 0x5e, 0x9a, 0x2c, 0x47],
);
const MAX_BOX_BYTES = 0xffffffff;

interface Box {
  readonly start: number;
  readonly end: number;
  /** Bytes of size and type before the content. */
  readonly header: number;
  /** True when the box says "to the end of the file" instead of a size. */
  readonly open: boolean;
}

/** A `uuid` box after all others: media offsets stay as they are, and players skip boxes they do not know. */
export const mp4Metadata: MetadataContainer = {
  name: 'MP4',

  matches: (file) => hasTag(file, 4, 'ftyp'),

  embed(file, json) {
    const kept: Uint8Array[] = [];
    for (const box of topBoxes(file)) {
      if (isOurs(file, box)) continue;
      const bytes = file.slice(box.start, box.end);
      if (box.open) {
        if (bytes.length > MAX_BOX_BYTES) throw new ContainerDamaged('a box is open and too long to close');
        bytes.set(bigEndian(bytes.length, 4));
      }
      kept.push(bytes);
    }
    const content = joinBytes(latin1Bytes('uuid'), BOX_ID, packWorkflow(json));
    return joinBytes(...kept, bigEndian(content.length + 4, 4), content);
  },

  extract(file) {
    for (const box of topBoxes(file)) {
      if (isOurs(file, box))
        return unpackWorkflow(file.subarray(box.start + box.header + BOX_ID.length, box.end));
    }
    return undefined;
  },
};

function* topBoxes(file: Uint8Array): Generator<Box> {
  const damaged = () => new ContainerDamaged('an MP4 box reaches beyond the file');
  const view = new ByteView(file, damaged);
  for (let start = 0; start < file.length; ) {
    const size32 = view.u32(start);
    const open = size32 === 0;
    const header = size32 === 1 ? 16 : 8;
    const size = size32 === 1 ? view.u64(start + 8) : open ? file.length - start : size32;
    if (size < header || start + size > file.length) throw damaged();
    yield { start, end: start + size, header, open };
    start += size;
  }
}

function isOurs(file: Uint8Array, { start, end, header }: Box): boolean {
  if (!hasTag(file, start + 4, 'uuid') || end - start < header + BOX_ID.length) return false;
  return BOX_ID.every((byte, i) => file[start + header + i] === byte);
}
