import { describe, expect, it } from 'vitest';
import type { ImageValue } from '../../values/value.ts';
import { joinBytes, latin1Bytes, littleEndian } from '../bytes/join-bytes.ts';
import { pngChunk } from '../encode/png-file.ts';
import { webpBitstream } from '../encode/webp-mux.ts';
import { decodeImage } from './decode-image.ts';

type Paint = (context: OffscreenCanvasRenderingContext2D) => void;

async function file(
  width: number,
  height: number,
  type: string,
  paint: Paint,
  colorSpace: PredefinedColorSpace = 'srgb',
): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { colorSpace })!;
  paint(context);
  const blob = await canvas.convertToBlob({ type, quality: 0.95 });
  expect(blob.type).toBe(type);
  return new Uint8Array(await blob.arrayBuffer());
}

/** Red, green / blue, white quarters: tells all eight orientations apart. */
const quarters: Paint = (context) => {
  const { width, height } = context.canvas;
  for (const [i, colour] of ['#e00000', '#00c000', '#0000e0', '#ffffff'].entries()) {
    context.fillStyle = colour;
    context.fillRect(((i % 2) * width) / 2, (i >> 1) * (height / 2), width / 2, height / 2);
  }
};

function exif(orientation: number): number[] {
  return [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
}

function jpegTurned(jpeg: Uint8Array, orientation: number): Uint8Array {
  const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...exif(orientation)];
  const joined = new Uint8Array(jpeg.length + body.length + 4);
  joined.set([0xff, 0xd8, 0xff, 0xe1, 0, body.length + 2, ...body]);
  joined.set(jpeg.subarray(2), body.length + 6);
  return joined;
}

function pngTurned(png: Uint8Array, orientation: number): Uint8Array {
  const headerEnd = 33;
  const chunk = pngChunk('eXIf', Uint8Array.from(exif(orientation)));
  return joinBytes(png.subarray(0, headerEnd), chunk, png.subarray(headerEnd));
}

function webpTurned(webp: Uint8Array, orientation: number, width: number, height: number): Uint8Array {
  const chunk = (tag: string, body: Uint8Array) =>
    joinBytes(latin1Bytes(tag), littleEndian(body.length, 4), body, new Uint8Array(body.length % 2));
  const hasExif = 0x08;
  const size = joinBytes(littleEndian(width - 1, 3), littleEndian(height - 1, 3));
  const header = chunk('VP8X', joinBytes(littleEndian(hasExif, 4), size));
  const metadata = chunk('EXIF', Uint8Array.from(exif(orientation)));
  return chunk('RIFF', joinBytes(latin1Bytes('WEBP'), header, webpBitstream(webp), metadata));
}

/** Names of the colours in reading order. */
function cornersOf(image: ImageValue): string {
  const at = (x: number, y: number) => {
    const i = (Math.floor(y * image.height) * image.width + Math.floor(x * image.width)) * 4;
    const [r, g, b] = [image.data[i]! > 128, image.data[i + 1]! > 128, image.data[i + 2]! > 128];
    return r && g && b ? 'w' : r ? 'r' : g ? 'g' : b ? 'b' : '?';
  };
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)].join('');
}

describe('decodeImage', () => {
  it.each([
    ['image/jpeg', jpegTurned],
    ['image/png', pngTurned],
    ['image/webp', (bytes: Uint8Array, turn: number) => webpTurned(bytes, turn, 64, 32)],
  ])('applies each EXIF orientation of %s exactly once', async (type, turned) => {
    const plain = await file(64, 32, type, quarters);
    const expected = ['rgbw', 'grwb', 'wbgr', 'bwrg', 'rbgw', 'brwg', 'wgbr', 'gwrb'];
    for (const [i, corners] of expected.entries()) {
      const { image, originalWidth, originalHeight } = await decodeImage(turned(plain, i + 1), 2048);
      expect([i + 1, cornersOf(image)]).toEqual([i + 1, corners]);
      const size = i < 4 ? [64, 32] : [32, 64];
      expect([image.width, image.height, originalWidth, originalHeight]).toEqual([...size, ...size]);
    }
  });

  it.each(['image/jpeg', 'image/png', 'image/webp'])('decodes %s', async (type) => {
    const { image, header } = await decodeImage(await file(50, 40, type, quarters), 2048);
    expect(header.mediaType).toBe(type);
    expect(cornersOf(image)).toBe('rgbw');
  });

  it('keeps straight alpha', async () => {
    const bytes = await file(20, 20, 'image/png', (context) => {
      context.fillStyle = 'rgba(200, 100, 40, 0.5)';
      context.fillRect(0, 0, 20, 20);
    });
    const { image } = await decodeImage(bytes, 2048);
    const [r, g, b, a] = image.data;
    expect(Math.abs(r! - 200) <= 2 && Math.abs(g! - 100) <= 2 && Math.abs(b! - 40) <= 2).toBe(true);
    expect(a).toBe(128);
  });

  it('turns a wide-gamut profile into sRGB', async () => {
    const p3: Paint = (context) => {
      context.fillStyle = 'color(display-p3 0.6 0.4 0.3)';
      context.fillRect(0, 0, 16, 16);
    };
    const { image, header } = await decodeImage(await file(16, 16, 'image/png', p3, 'display-p3'), 2048);
    expect(header.hasProfile).toBe(true);
    // display-p3 (.6, .4, .3) is srgb (.639, .392, .280) by the matrices of CSS Color 4.
    const [r, g, b] = image.data;
    expect(Math.abs(r! - 163)).toBeLessThanOrEqual(2);
    expect(Math.abs(g! - 100)).toBeLessThanOrEqual(2);
    expect(Math.abs(b! - 71)).toBeLessThanOrEqual(2);
  });

  it('reduces a 12-megapixel photo that lies on its side', async () => {
    const jpeg = jpegTurned(await file(4000, 3000, 'image/jpeg', quarters), 6);
    const start = performance.now();
    const { image, originalWidth, originalHeight } = await decodeImage(jpeg, 2048);
    console.info(`decoded and reduced 12 MP in ${Math.round(performance.now() - start)} ms`);
    expect([originalWidth, originalHeight]).toEqual([3000, 4000]);
    expect([image.width, image.height]).toEqual([1536, 2048]);
    expect(cornersOf(image)).toBe('brwg');
  });

  it('refuses a picture whose pixels cannot be decoded', async () => {
    const png = await file(64, 64, 'image/png', quarters);
    const broken = png.slice();
    broken.fill(0x5a, 45, 80);
    await expect(decodeImage(broken, 2048)).rejects.toMatchObject({ code: 'image-damaged' });
    await expect(decodeImage(png.subarray(0, png.length - 20), 2048)).rejects.toMatchObject({
      code: 'image-truncated',
    });
  });
});
