import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { MediaError } from '../../values/errors.ts';
import { readImageHeader } from './image-header.ts';

const sample = new Uint8Array(
  readFileSync(new URL('../../../public/samples/astronaut.jpg', import.meta.url)),
);
const text = (value: string) => new TextEncoder().encode(value);
const latin = (value: string) => Uint8Array.from(value, (c) => c.charCodeAt(0));
const png = (width: number, height: number) => new Uint8Array(PNG.sync.write(new PNG({ width, height })));

function join(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

function le(value: number, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, i) => (value >>> (8 * i)) & 255);
}

function be(value: number, count: number): Uint8Array {
  return le(value, count).reverse();
}

function box(type: string, ...content: Uint8Array[]): Uint8Array {
  const body = join(...content);
  return join(be(body.length + 8, 4), latin(type), body);
}

/** A JPEG with an EXIF block of one entry, in either byte order. */
function withOrientation(orientation: number, little: boolean): Uint8Array {
  const number = little ? le : be;
  const tiff = join(
    latin(little ? 'II' : 'MM'),
    ...[number(42, 2), number(8, 4), number(1, 2), number(0x0112, 2), number(3, 2), number(1, 4)],
    ...[number(orientation, 2), number(0, 2), number(0, 4)],
  );
  const body = join(latin('Exif\0\0'), tiff);
  return join(sample.subarray(0, 2), latin('\xff\xe1'), be(body.length + 2, 2), body, sample.subarray(2));
}

function codeOf(bytes: Uint8Array): string {
  try {
    readImageHeader(bytes);
  } catch (error) {
    if (error instanceof MediaError) return error.code;
    throw error;
  }
  return 'accepted';
}

function messageOf(bytes: Uint8Array): string {
  try {
    readImageHeader(bytes);
  } catch (error) {
    if (error instanceof MediaError) return `${error.message} ${error.remedy}`;
  }
  return '';
}

describe('what is accepted', () => {
  it('reads a JPEG', () => {
    expect(readImageHeader(sample)).toEqual({
      mediaType: 'image/jpeg',
      width: 512,
      height: 512,
      orientation: 1,
      hasProfile: false,
      frameCount: 1,
    });
  });

  it('reads the EXIF orientation in both byte orders, and ignores nonsense', () => {
    for (const little of [true, false]) {
      for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
        expect(readImageHeader(withOrientation(orientation, little)).orientation).toBe(orientation);
      }
      expect(readImageHeader(withOrientation(9, little)).orientation).toBe(1);
    }
  });

  it('reads PNG, with profile and animation', () => {
    expect(readImageHeader(png(31, 7))).toMatchObject({ mediaType: 'image/png', width: 31, height: 7 });
    const plain = png(31, 7);
    const chunk = (type: string, body: Uint8Array) => join(be(body.length, 4), latin(type), body, be(0, 4));
    const rich = join(
      plain.subarray(0, 33),
      chunk('iCCP', latin('p3\0\0x')),
      chunk('acTL', join(be(12, 4), be(0, 4))),
      plain.subarray(33),
    );
    expect(readImageHeader(rich)).toMatchObject({ hasProfile: true, frameCount: 12 });
  });

  it('reads the three kinds of WebP', () => {
    const riff = (body: Uint8Array) => join(latin('RIFF'), le(body.length + 4, 4), latin('WEBP'), body);
    const chunk = (type: string, body: Uint8Array) => join(latin(type), le(body.length, 4), body);
    const lossy = riff(chunk('VP8 ', join(latin('\0\0\0\x9d\x01\x2a'), le(321, 2), le(123, 2))));
    expect(readImageHeader(lossy)).toMatchObject({ mediaType: 'image/webp', width: 321, height: 123 });
    const lossless = riff(chunk('VP8L', join(latin('\x2f'), le(99 | (49 << 14), 4), le(0, 1))));
    expect(readImageHeader(lossless)).toMatchObject({ width: 100, height: 50 });
    const extended = riff(
      join(
        chunk('VP8X', join(le(0x22, 4), le(639, 3), le(479, 3))),
        ...[chunk('ANMF', le(0, 16)), chunk('ANMF', le(0, 16)), chunk('ICCP', le(0, 4))],
      ),
    );
    expect(readImageHeader(extended)).toMatchObject({
      width: 640,
      height: 480,
      frameCount: 2,
      hasProfile: true,
    });
  });

  it('reads GIF, BMP and AVIF', () => {
    const frame = join(latin('\x2c'), le(0, 8), latin('\0\x02\x01\0\0'));
    const gif = join(latin('GIF89a'), le(20, 2), le(10, 2), latin('\0\0\0'), frame, frame, latin(';'));
    expect(readImageHeader(gif)).toMatchObject({
      mediaType: 'image/gif',
      width: 20,
      height: 10,
      frameCount: 2,
    });
    const bmp = join(latin('BM'), le(58, 4), le(0, 4), le(54, 4), le(40, 4), le(5, 4), le(-3, 4), le(0, 32));
    expect(readImageHeader(bmp)).toMatchObject({ mediaType: 'image/bmp', width: 5, height: 3 });
    const ispe = box('ispe', be(0, 4), be(800, 4), be(600, 4));
    const thumbnail = box('ispe', be(0, 4), be(160, 4), be(120, 4));
    const profile = box('colr', latin('prof'), latin('icc'));
    const meta = box('meta', be(0, 4), box('iprp', box('ipco', thumbnail, ispe, profile)));
    const avif = join(box('ftyp', latin('avif'), be(0, 4), latin('mif1avif')), meta, box('mdat', be(0, 9)));
    expect(readImageHeader(avif)).toMatchObject({
      mediaType: 'image/avif',
      width: 800,
      height: 600,
      hasProfile: true,
    });
    expect(codeOf(avif.subarray(0, -3))).toBe('image-truncated');
  });
});

describe('what is refused', () => {
  it('refuses an empty file', () => expect(codeOf(new Uint8Array())).toBe('image-empty'));

  it.each([
    ['svg', text('<?xml version="1.0"?>\n<!-- x --><svg xmlns="http://www.w3.org/2000/svg"/>'), 'SVG'],
    ['html', text('<!DOCTYPE html><html><script>alert(1)</script>'), 'web page'],
    ['text', text('Dear photo,\n'), 'text, whatever its name says'],
    ['heic', box('ftyp', latin('heic'), be(0, 4), latin('mif1heic')), 'Convert it to JPEG'],
    ['video', box('ftyp', latin('isom'), be(0, 4), latin('isomavc1')), 'video'],
    ['tiff', latin('II*\0\x08\0\0\0'), 'TIFF'],
    ['jpeg xl', latin('\xff\x0a\0\0'), 'JPEG XL'],
    ['zip', latin('PK\x03\x04\0\0'), 'archive'],
    ['noise', Uint8Array.from([1, 2, 3, 200, 0]), 'no known picture format'],
  ])('refuses %s and says what it is', (_name, bytes, words) => {
    expect(codeOf(bytes)).toBe('image-unsupported');
    expect(messageOf(bytes)).toContain(words);
  });

  it('refuses a decompression bomb from its header alone', () => {
    const bomb = png(1, 1);
    bomb.set(join(be(20_000, 4), be(20_000, 4)), 16);
    expect(codeOf(bomb)).toBe('image-too-large');
    expect(codeOf(bomb.subarray(0, 40))).toBe('image-too-large');
    expect(messageOf(bomb)).toContain('20,000 × 20,000 px');
  });

  it('refuses 65 megapixels inside the side limit', () => {
    const wide = png(1, 1);
    wide.set(join(be(16_000, 4), be(4_100, 4)), 16);
    expect(codeOf(wide)).toBe('image-too-large');
  });

  it('refuses a JPEG that was cut off anywhere', () => {
    for (const length of [3, 100, 700, 5_000, 60_000, sample.length - 2, sample.length - 1]) {
      expect(codeOf(sample.subarray(0, length))).toBe('image-truncated');
    }
  });

  it('refuses a PNG that was cut off', () => {
    const whole = png(64, 64);
    for (const length of [20, 30, 45, whole.length - 9]) {
      expect(codeOf(whole.subarray(0, length))).toBe('image-truncated');
    }
  });

  it('meets any bytes with a header or a MediaError', () => {
    const starts = [
      sample.subarray(0, 700),
      png(9, 9),
      latin('RIFF\x40\0\0\0WEBPVP8X'),
      latin('GIF89a'),
      latin('BM'),
    ];
    const bytes = fc
      .tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }), fc.nat(700))
      .map(([start, noise, at]) => {
        const mixed = join(start, noise);
        mixed.set(noise.subarray(0, Math.max(0, mixed.length - at)), Math.min(at, mixed.length));
        return mixed;
      });
    fc.assert(
      fc.property(bytes, (value) => typeof codeOf(value) === 'string'),
      { numRuns: 2_000 },
    );
  });
});
