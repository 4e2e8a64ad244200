import { unzipSync } from 'fflate';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { type PaintFrame, paintedClip, paintWaves } from '../../../tests/support/clips.ts';
import type { ClipReader } from '../../values/clip.ts';
import { readImageHeader } from '../image/image-header.ts';
import type { EncodeJob } from './encode-job.ts';
import { encodeGif, frameTicks } from './gif.ts';
import { encodePng } from './png-file.ts';
import { encodePngSequence } from './png-sequence.ts';
import { frameMilliseconds } from './webp-animation.ts';
import { ChangedBlocks } from './webp-changes.ts';
import { muxAnimatedWebp, webpBitstream } from './webp-mux.ts';

function jobFor(clip: ClipReader): EncodeJob {
  return {
    clip,
    quality: 'good',
    loops: 1,
    signal: new AbortController().signal,
    progress: () => undefined,
    notice: () => undefined,
  };
}

const waves = paintedClip({ width: 48, height: 32, fps: 24, frameCount: 12, loop: true }, paintWaves);
const sum = (count: number, of: (frame: number, fps: number) => number, fps: number) =>
  Array.from({ length: count }, (_, i) => of(i, fps)).reduce((total, ticks) => total + ticks, 0);

describe('frame times', () => {
  it('add up to the exact length of the clip', () => {
    expect(sum(72, frameTicks, 24)).toBe(300);
    expect(sum(72, frameMilliseconds, 24)).toBe(3000);
    expect(sum(90, frameMilliseconds, 30)).toBe(3000);
    expect(sum(25, frameTicks, 12.5)).toBe(200);
  });
});

describe('PNG', () => {
  it('keeps every byte, with and without alpha', async () => {
    for (const alpha of [255, 77]) {
      const { data } = await waves.read({ start: 3, end: 4 });
      data[7] = alpha;
      const png = await encodePng(data, 48, 32);
      expect(readImageHeader(png)).toMatchObject({ width: 48, height: 32 });
      expect(png[25]).toBe(alpha === 255 ? 2 : 6);
      expect([...PNG.sync.read(Buffer.from(png)).data]).toEqual([...data]);
    }
  });

  it('fills a zip with one file per frame, the same at any time', async () => {
    const zip = await encodePngSequence(jobFor(waves));
    const files = unzipSync(zip);
    expect(Object.keys(files)).toHaveLength(12);
    const last = PNG.sync.read(Buffer.from(files['frame-0011.png']!));
    expect([...last.data]).toEqual([...(await waves.read({ start: 11, end: 12 })).data]);
    expect(await encodePngSequence(jobFor(waves))).toEqual(zip);
  });
});

describe('GIF', () => {
  it('holds all frames and loops for ever', async () => {
    const gif = await encodeGif(jobFor(waves));
    expect(readImageHeader(gif)).toMatchObject({
      mediaType: 'image/gif',
      width: 48,
      height: 32,
      frameCount: 12,
    });
    expect(Buffer.from(gif).includes(Buffer.from('NETSCAPE2.0\x03\x01\0\0\0', 'latin1'))).toBe(true);
    expect(await encodeGif(jobFor(waves))).toEqual(gif);
  });

  it('spends nothing on what stands still', async () => {
    const still: PaintFrame = (_frame, pixels, facts) => paintWaves(0, pixels, facts);
    const facts = { width: 48, height: 32, fps: 24, loop: true };
    const one = await encodeGif(jobFor(paintedClip({ ...facts, frameCount: 1 }, still)));
    const many = await encodeGif(jobFor(paintedClip({ ...facts, frameCount: 21 }, still)));
    expect((many.length - one.length) / 20).toBeLessThan(90);
  });
});

describe('WebP', () => {
  it('cuts out the changed blocks and leaves the rest transparent', () => {
    const blocks = new ChangedBlocks(64, 48, 3);
    const frame = new Uint8ClampedArray(64 * 48 * 4).fill(255);
    expect(blocks.next(frame)).toMatchObject({ x: 0, y: 0, width: 64, height: 48, blend: false });
    expect(blocks.next(frame)).toBeUndefined();
    const next = frame.slice();
    next[(20 * 64 + 33) * 4] = 251;
    next[(5 * 64 + 60) * 4 + 2] = 100;
    const change = blocks.next(next)!;
    expect(change).toMatchObject({ x: 32, y: 0, width: 32, height: 32, blend: true, opaque: true });
    const alphaAt = (x: number, y: number) => change.pixels[(y * 32 + x) * 4 + 3];
    expect([alphaAt(1, 20), alphaAt(20, 5), alphaAt(1, 5), alphaAt(20, 20)]).toEqual([255, 255, 0, 0]);
    expect(blocks.next(next)).toBeUndefined();
  });

  it('goes on with the picture around what changed, where the codec lets blocks run into each other', () => {
    const blocks = new ChangedBlocks(96, 16, 3);
    const frame = new Uint8ClampedArray(96 * 16 * 4).fill(255);
    blocks.next(frame);
    const next = frame.slice();
    next[0] = 0;
    next[95 * 4] = 0;
    const { backed, width } = blocks.next(next)!;
    expect(width).toBe(96);
    // Changed, beside it, far from it, and the same from the other side.
    const columns = [1, 17, 40, 55, 70, 90];
    expect(columns.map((x) => backed?.[x * 4])).toEqual([255, 255, 128, 128, 255, 255]);
    expect(columns.map((x) => backed?.[x * 4 + 3])).toEqual([255, 255, 255, 255, 255, 255]);
  });

  it('waits until a slow change is worth writing, measured from what is shown', () => {
    const blocks = new ChangedBlocks(16, 16, 3);
    const grey = (level: number) => {
      const frame = new Uint8ClampedArray(16 * 16 * 4).fill(255);
      for (let i = 0; i < frame.length; i += 4) frame.fill(level, i, i + 3);
      return frame;
    };
    const written = [100, 102, 103, 104, 106, 107, 108].map(
      (level) => blocks.next(grey(level)) !== undefined,
    );
    expect(written).toEqual([true, false, false, true, false, false, true]);
  });

  it('writes whole frames where the clip is translucent', () => {
    const blocks = new ChangedBlocks(16, 16, 3);
    const clear = new Uint8ClampedArray(16 * 16 * 4);
    expect(blocks.next(clear)).toMatchObject({ blend: false, opaque: false });
    expect(blocks.next(clear)).toMatchObject({ blend: false, opaque: false, width: 16 });
  });

  it('lays frames into a RIFF file that readers accept', () => {
    const still = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64');
    const bitstream = webpBitstream(new Uint8Array(still));
    const frame = { x: 2, y: 4, width: 1, height: 1, duration: 42, blend: true, bitstream };
    const file = muxAnimatedWebp(300, 200, false, [frame, frame]);
    expect(readImageHeader(file)).toMatchObject({ width: 300, height: 200, frameCount: 2 });
    expect(() => webpBitstream(new Uint8Array(40))).toThrow(/broken WebP/);
  });
});
