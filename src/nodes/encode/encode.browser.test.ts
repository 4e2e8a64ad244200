import { afterEach, describe, expect, it, vi } from 'vitest';
import { paintedClip, paintWaves } from '../../../tests/support/clips.ts';
import { readImageHeader } from '../../media/image/image-header.ts';
import type { RunContext } from '../../runtime/node.ts';
import { run } from './encode.run.ts';

const clip = paintedClip({ width: 96, height: 64, fps: 24, frameCount: 24, loop: true }, paintWaves);
const params = { format: 'mp4-h264', route: 'fast', quality: 'good', loops: 1 } as const;

function context(notices: string[] = []): RunContext {
  return {
    signal: new AbortController().signal,
    element: { index: 0, count: 1 },
    hasGpu: false,
    threads: 1,
    progress: () => undefined,
    notice: (message) => notices.push(message),
    readAsset: () => Promise.reject(new Error('encode reads no assets')),
    readModel: () => Promise.reject(new Error('encode uses no model')),
  };
}

/** Frames of an animated picture as a browser shows them. */
async function playedFrames(bytes: Uint8Array, type: string) {
  const decoder = new ImageDecoder({ data: bytes.slice(), type });
  await decoder.tracks.ready;
  await decoder.completed;
  const track = decoder.tracks.selectedTrack!;
  let milliseconds = 0;
  let squares = 0;
  for (let i = 0; i < track.frameCount; i++) {
    const { image } = await decoder.decode({ frameIndex: i });
    const index = Math.round((milliseconds * clip.fps) / 1000);
    milliseconds += (image.duration ?? 0) / 1000;
    const shown = new Uint8Array(image.allocationSize({ format: 'RGBA' }));
    await image.copyTo(shown, { format: 'RGBA' });
    image.close();
    const { data } = await clip.read({ start: index, end: index + 1 });
    for (let at = 0; at < data.length; at++) squares += (data[at]! - shown[at]!) ** 2;
  }
  const meanSquare = squares / (track.frameCount * clip.width * clip.height * 4);
  return { milliseconds, repeats: track.repetitionCount, psnr: 10 * Math.log10((255 * 255) / meanSquare) };
}

afterEach(() => vi.unstubAllGlobals());

describe('encode in the browser', () => {
  it.each([
    ['mp4-h264', 'video/mp4'],
    ['mp4-av1', 'video/mp4'],
    ['webm', 'video/webm'],
  ] as const)('writes %s that a video element plays to its end', async (format, mediaType) => {
    const { file } = await run(context(), { clip }, { ...params, format, loops: 2 });
    expect(file).toMatchObject({ mediaType, clip: { width: 96, height: 64, fps: 24, frameCount: 48 } });
    const video = document.createElement('video');
    video.src = URL.createObjectURL(new Blob([file.bytes.slice()], { type: mediaType }));
    await new Promise((resolve, reject) => {
      video.onloadeddata = resolve;
      video.onerror = () => reject(video.error);
    });
    expect([video.videoWidth, video.videoHeight]).toEqual([96, 64]);
    expect(Math.abs(video.duration - 2)).toBeLessThan(0.01);
    URL.revokeObjectURL(video.src);
  });

  it.each([
    ['gif', 'fast', 'image/gif', 30],
    ['webp', 'fast', 'image/webp', 33],
    ['webp', 'small', 'image/webp', 31],
  ] as const)('writes %s (%s) with every frame at its time', async (format, route, mediaType, leastPsnr) => {
    const { file } = await run(context(), { clip }, { ...params, format, route });
    expect(file.mediaType).toBe(mediaType);
    expect(readImageHeader(file.bytes)).toMatchObject({ mediaType, width: 96, height: 64 });
    const played = await playedFrames(file.bytes, mediaType);
    expect(played.repeats).toBe(Number.POSITIVE_INFINITY);
    expect(Math.abs(played.milliseconds - 1000)).toBeLessThan(12);
    expect(played.psnr).toBeGreaterThan(leastPsnr);
  });

  it('lets nothing run from what stands still in a WebP into the edges of what moves', async () => {
    const facts = { width: 96, height: 96, fps: 24, frameCount: 6, loop: true };
    const STILL = [235, 100, 60, 255];
    const square = paintedClip(facts, (frame, pixels) => {
      for (let at = 0; at < pixels.length; at += 4) {
        const [x, y] = [(at / 4) % 96, Math.floor(at / 4 / 96)];
        // Two squares at a corner: the picture around both has blocks that stand still.
        const isInSquare = x > 15 && x < 80 && y > 15 && y < 80 && x > 47 === y > 47;
        const moves = isInSquare && (x + y) % 8 === frame % 8;
        pixels.set(moves ? [215, 85, 50, 255] : STILL, at);
      }
    });
    const { file } = await run(context(), { clip: square }, { ...params, format: 'webp' });
    // The flag of the container that frames are transparent.
    expect((file.bytes[20] ?? 0) & 0x10).toBe(0x10);
    const decoder = new ImageDecoder({ data: file.bytes.slice(), type: 'image/webp' });
    await decoder.completed;
    const { image } = await decoder.decode({ frameIndex: 5 });
    const shown = new Uint8Array(image.allocationSize({ format: 'RGBA' }));
    await image.copyTo(shown, { format: 'RGBA' });
    image.close();
    // The outermost pixels of the first square, beside what stands still: how far their red lies above their green.
    const steps = Array.from({ length: 32 }, (_, y) => {
      const at = ((16 + y) * 96 + 47) * 4;
      return shown[at]! - shown[at + 1]!;
    });
    expect(Math.min(...steps)).toBeGreaterThan(115);
  });

  it('says so when odd sides were made even', async () => {
    const notices: string[] = [];
    const odd = paintedClip({ width: 65, height: 51, fps: 12, frameCount: 3, loop: true }, paintWaves);
    const { file } = await run(context(notices), { clip: odd }, params);
    expect(notices).toEqual(['Video needs even sides: 65 × 51 became 66 × 52 px.']);
    expect(file.clip).toMatchObject({ width: 66, height: 52 });
  });

  it('takes x264, and says so, where the browser has no H.264 encoder', async () => {
    vi.stubGlobal('VideoEncoder', undefined);
    const notices: string[] = [];
    const { file } = await run(context(notices), { clip }, params);
    expect(file.mediaType).toBe('video/mp4');
    expect(notices).toEqual([expect.stringContaining('no H.264 encoder')]);
  });

  it('warns that a clip without a loop jumps when it is repeated', async () => {
    const notices: string[] = [];
    const once = { ...clip, loop: false };
    await run(context(notices), { clip: once }, { ...params, loops: 2 });
    expect(notices).toEqual([expect.stringContaining('begins with a jump')]);
  });
});
