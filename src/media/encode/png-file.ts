import { crc32 } from '../bytes/crc32.ts';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const BIT_DEPTH = 8;
const TRUECOLOUR = 2;
const TRUECOLOUR_ALPHA = 6;
const PAETH = 4;
/** Rendering intent "perceptual" of the sRGB chunk. */
const PERCEPTUAL = 0;

/**
 * Writes a PNG without loss: sRGB, 8 bits a channel, alpha only where some pixel is translucent.
 */
export async function encodePng(rgba: Uint8ClampedArray, width: number, height: number): Promise<Uint8Array> {
  const channels = isOpaque(rgba) ? 3 : 4;
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([BIT_DEPTH, channels === 3 ? TRUECOLOUR : TRUECOLOUR_ALPHA], 8);
  const data = await deflate(filterRows(rgba, width, height, channels));
  const chunks = [
    pngChunk('IHDR', header),
    pngChunk('sRGB', Uint8Array.of(PERCEPTUAL)),
    pngChunk('IDAT', data),
    pngChunk('IEND', new Uint8Array()),
  ];
  return new Uint8Array(await new Blob([SIGNATURE, ...chunks]).arrayBuffer());
}

/** A chunk with its length and checksum. @param type four letters */
export function pngChunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(data.length + 12);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) chunk[4 + i] = type.charCodeAt(i);
  chunk.set(data, 8);
  view.setUint32(8 + data.length, crc32(chunk.subarray(4, 8 + data.length)));
  return chunk;
}

function isOpaque(rgba: Uint8ClampedArray): boolean {
  for (let i = 3; i < rgba.length; i += 4) if (rgba[i] !== 255) return false;
  return true;
}

/** Every row through the Paeth filter: on photographs it is the best one nearly always, so none is tried out. */
function filterRows(
  rgba: Uint8ClampedArray,
  width: number,
  height: number,
  channels: number,
): Uint8Array<ArrayBuffer> {
  const rowBytes = width * channels + 1;
  const filtered = new Uint8Array(rowBytes * height);
  for (let y = 0, from = 0, to = 0; y < height; y++) {
    filtered[to++] = PAETH;
    for (let x = 0; x < width; x++, from += 4) {
      for (let c = from; c < from + channels; c++) {
        const left = x > 0 ? (rgba[c - 4] as number) : 0;
        const up = y > 0 ? (rgba[c - width * 4] as number) : 0;
        const corner = x > 0 && y > 0 ? (rgba[c - width * 4 - 4] as number) : 0;
        filtered[to++] = (rgba[c] as number) - paeth(left, up, corner);
      }
    }
  }
  return filtered;
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const toLeft = Math.abs(estimate - left);
  const toUp = Math.abs(estimate - up);
  const toCorner = Math.abs(estimate - corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
