import { deflateSync } from 'node:zlib';
import jpeg from 'jpeg-js';
import { resampleImage } from '../../../src/media/image/resample.ts';
import type { ImageValue } from '../../../src/values/value.ts';
import { greyscale, paste, plainImage, samplePhoto } from '../../support/photos.ts';

/** Photo files made by code: what people bring, and what attackers do. */

const QUALITY = 92;

function toJpeg({ width, height, data }: ImageValue): Buffer {
  return Buffer.from(jpeg.encode({ width, height, data }, QUALITY).data);
}

function scaled(image: ImageValue, width: number): ImageValue {
  const height = Math.round((image.height * width) / image.width);
  const source = { x: 0, y: 0, width: image.width, height: image.height };
  return resampleImage(image, source, width, height);
}

/** Three portraits in one picture: the largest face is that on the left, 620 px wide; the others 380 and 300. */
export function groupPhoto(): Buffer {
  const target = plainImage(1500, 700, [96, 104, 112]);
  paste(target, scaled(samplePhoto('astronaut'), 620), 20, 60);
  paste(target, scaled(samplePhoto('hopper'), 380), 680, 200);
  paste(target, scaled(samplePhoto('astronaut'), 300), 1140, 340);
  return toJpeg(target);
}

/** 4000 × 3000 pixels that have to be turned right by 90 degrees to stand upright (EXIF orientation 6). */
export function turnedPhoto(): Buffer {
  const upright = plainImage(3000, 4000, [90, 100, 110]);
  paste(upright, scaled(samplePhoto('astronaut'), 2400), 300, 900);
  return withOrientation(toJpeg(turnLeft(upright)), 6);
}

/** A face of about 200 px in a larger picture. */
export function smallFacePhoto(): Buffer {
  const target = plainImage(1200, 900, [120, 130, 120]);
  paste(target, samplePhoto('astronaut'), 400, 200);
  return toJpeg(target);
}

/** A scan without colour. */
export function greyPhoto(): Buffer {
  return toJpeg(greyscale(samplePhoto('astronaut')));
}

export function samplePhotoFile(name: string): Buffer {
  return toJpeg(samplePhoto(name));
}

export function truncatedJpeg(): Buffer {
  const whole = samplePhotoFile('coffee');
  return whole.subarray(0, Math.floor(whole.length / 3));
}

export const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';

/** A PNG of 20,000 × 20,000 black and white pixels: a few kB that unfold to gigabytes. */
export function pngBomb(): Buffer {
  const side = 20_000;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc(side * (1 + side / 8)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', pixels),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** CRC-32 of PNG (ISO 3309), bit by bit: files here are small. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1;
  }
  return (crc ^ 0xffff_ffff) >>> 0;
}

/** The picture turned left by 90 degrees. */
function turnLeft({ width, height, data }: ImageValue): ImageValue {
  const source = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const target = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) target[(width - 1 - x) * height + y] = source[y * width + x] ?? 0;
  }
  return { type: 'Image', width: height, height: width, data: new Uint8ClampedArray(target.buffer) };
}

/** Puts an EXIF block with an orientation right after the start marker. */
function withOrientation(file: Buffer, orientation: number): Buffer {
  // Little-endian TIFF with one directory of one entry: tag 0x0112, type SHORT, count 1.
  const tiff = Buffer.from('49492a0008000000010012010300010000000000000000000000', 'hex');
  tiff.writeUInt16LE(orientation, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const marker = Buffer.from([0xff, 0xe1, 0, 0]);
  marker.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([file.subarray(0, 2), marker, body, file.subarray(2)]);
}
