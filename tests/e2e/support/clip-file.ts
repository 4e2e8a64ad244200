import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';

export interface VideoFacts {
  readonly codec: string | null;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  /** frames per second */
  readonly rate: number;
}

/** Facts of an MP4 or WebM file. */
export async function videoFacts(bytes: Uint8Array): Promise<VideoFacts> {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new Error('the file has no video');
    const { packetCount, averagePacketRate } = await track.computePacketStats();
    const [codec, width, height] = [track.codec, track.displayWidth, track.displayHeight];
    return { codec, width, height, frames: packetCount, rate: averagePacketRate };
  } finally {
    input.dispose();
  }
}

/** Frames of an animated WebP: its ANMF chunks. */
export function webpFrames(bytes: Buffer): number {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') return 0;
  let frames = 0;
  for (let at = 12; at + 8 <= bytes.length; ) {
    if (bytes.toString('latin1', at, at + 4) === 'ANMF') frames += 1;
    const size = bytes.readUInt32LE(at + 4);
    at += 8 + size + (size % 2);
  }
  return frames;
}

/** Frames of a GIF: its image descriptors. */
export function gifFrames(bytes: Buffer): number {
  if (bytes.toString('latin1', 0, 6) !== 'GIF89a') return 0;
  const paletteBytes = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  let at = 13 + paletteBytes(bytes[10] ?? 0);
  let frames = 0;
  const skipBlocks = () => {
    while (bytes[at]) at += 1 + (bytes[at] ?? 0);
    at += 1;
  };
  for (;;) {
    const kind = bytes[at];
    if (kind === 0x21) {
      at += 2;
      skipBlocks();
    } else if (kind === 0x2c) {
      frames += 1;
      at += 10 + paletteBytes(bytes[at + 9] ?? 0) + 1;
      skipBlocks();
    } else return frames;
  }
}
