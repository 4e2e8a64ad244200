import { MediaError } from '../../values/errors.ts';
import { ByteView } from '../bytes/byte-view.ts';

const CONTAINERS = new Set(['moov', 'trak', 'mdia']);
const TIMED = new Set(['mvhd', 'tkhd', 'mdhd']);

/**
 * Sets creation and modification times of an MP4 to 0, "unknown" (ISO/IEC 14496-12, 8.2.2, 8.3.2, 8.4.2), in
 * place, so that the same clip gives the same bytes at any time.
 *
 * @throws {MediaError} `mp4-damaged` when the boxes do not fit into each other
 */
export function pinMp4Times(file: Uint8Array): void {
  const damaged = () => new MediaError('mp4-damaged', 'The MP4 is damaged.', 'Encode the clip again.');
  pinBoxes(new ByteView(file, damaged), 0, file.length, damaged);
}

function pinBoxes(view: ByteView, start: number, end: number, damaged: () => Error): void {
  for (let at = start; at + 8 <= end; ) {
    const size32 = view.u32(at);
    const header = size32 === 1 ? 16 : 8;
    const size = size32 === 1 ? view.u64(at + 8) : size32 === 0 ? end - at : size32;
    if (size < header || at + size > end) throw damaged();
    const type = view.tag(at + 4);
    if (CONTAINERS.has(type)) pinBoxes(view, at + header, at + size, damaged);
    if (TIMED.has(type)) {
      const fieldBytes = view.u8(at + header) === 1 ? 8 : 4;
      view.slice(at + header + 4, 2 * fieldBytes).fill(0);
    }
    at += size;
  }
}
