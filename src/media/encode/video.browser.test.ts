import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input, VideoSampleSink } from 'mediabunny';
import { describe, expect, it } from 'vitest';
import { paintedClip, paintWaves } from '../../../tests/support/clips.ts';
import type { ClipReader } from '../../values/clip.ts';
import type { EncodeJob } from './encode-job.ts';
import { loadFfmpegCore } from './ffmpeg-core.ts';
import { encodeWithWebCodecs } from './webcodecs-video.ts';
import { encodeWithX264 } from './x264-video.ts';

const waves = paintedClip({ width: 160, height: 128, fps: 24, frameCount: 30, loop: true }, paintWaves);

function jobFor(clip: ClipReader, changes: Partial<EncodeJob> = {}): EncodeJob {
  return {
    clip,
    quality: 'good',
    loops: 1,
    signal: new AbortController().signal,
    progress: () => undefined,
    notice: () => undefined,
    ...changes,
  };
}

/** What players see of a file: track facts, timing of every packet, decoded pixels. */
async function inspect(bytes: Uint8Array, clip: ClipReader) {
  using input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  const track = (await input.getPrimaryVideoTrack())!;
  const times: number[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) times.push(packet.timestamp);
  times.sort((a, b) => a - b);
  const frames: Uint8Array[] = [];
  for await (const sample of new VideoSampleSink(track).samples()) {
    const rgba = new Uint8Array(sample.allocationSize({ format: 'RGBA' }));
    await sample.copyTo(rgba, { format: 'RGBA' });
    sample.close();
    frames.push(rgba);
  }
  let squares = 0;
  for (const [i, frame] of frames.entries()) {
    const { data } = await clip.read({ start: i % clip.frameCount, end: (i % clip.frameCount) + 1 });
    for (let at = 0; at < data.length; at++) squares += (data[at]! - frame[at]!) ** 2;
  }
  const meanSquare = squares / (frames.length * clip.width * clip.height * 4);
  return {
    codec: await track.getCodec(),
    size: [await track.getCodedWidth(), await track.getCodedHeight()],
    colours: await track.getColorSpace(),
    times,
    frames: frames.length,
    psnr: 10 * Math.log10((255 * 255) / meanSquare),
  };
}

function boxOrder(mp4: Uint8Array): string[] {
  const view = new DataView(mp4.buffer, mp4.byteOffset);
  const names: string[] = [];
  for (let at = 0; at < mp4.length; at += view.getUint32(at)) {
    names.push(String.fromCharCode(...mp4.subarray(at + 4, at + 8)));
  }
  return names;
}

const ROUTES = [
  ['H.264 by the browser', 'avc', (job: EncodeJob) => encodeWithWebCodecs(job, 'mp4', 'avc')],
  ['AV1 by the browser', 'av1', (job: EncodeJob) => encodeWithWebCodecs(job, 'mp4', 'av1')],
  ['VP9 by the browser', 'vp9', (job: EncodeJob) => encodeWithWebCodecs(job, 'webm', 'vp9')],
  [
    'H.264 by x264',
    'avc',
    async (job: EncodeJob) => encodeWithX264(job, await loadFfmpegCore('/vendor/ffmpeg/', () => undefined)),
  ],
] as const;

describe.each(ROUTES)('%s', (_name, codec, encode) => {
  it('writes every frame once, at a constant rate, in true colours', async () => {
    const seen = await inspect(await encode(jobFor(waves)), waves);
    expect(seen).toMatchObject({ codec, size: [160, 128], frames: 30 });
    expect(seen.colours).toMatchObject({
      primaries: 'bt709',
      transfer: 'bt709',
      matrix: 'bt709',
      fullRange: false,
    });
    const tick = codec === 'vp9' ? 1e-3 : 1e-6;
    seen.times.forEach((time, i) => {
      expect(Math.abs(time - i / 24)).toBeLessThanOrEqual(tick);
    });
    expect(seen.psnr).toBeGreaterThan(36);
  });

  it('gives the same bytes at another time', async () => {
    const first = await encode(jobFor(waves));
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(await encode(jobFor(waves))).toEqual(first);
  });

  it('repeats the loop, makes odd sides even, and tells how far it is', async () => {
    const odd = paintedClip({ width: 65, height: 51, fps: 12, frameCount: 7, loop: true }, paintWaves);
    const told: number[] = [];
    const bytes = await encode(jobFor(odd, { loops: 3, progress: (fraction) => told.push(fraction) }));
    using input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
    const track = (await input.getPrimaryVideoTrack())!;
    expect([await track.getCodedWidth(), await track.getCodedHeight()]).toEqual([66, 52]);
    expect((await track.computePacketStats()).packetCount).toBe(21);
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  it('stops when it is aborted', async () => {
    const control = new AbortController();
    const progress = (fraction: number) => {
      if (fraction > 0.1) control.abort(new Error('enough'));
    };
    await expect(encode(jobFor(waves, { signal: control.signal, progress }))).rejects.toThrow('enough');
  });
});

describe('clips too long for ffmpeg at once', () => {
  it('are encoded piece by piece without a seam in their timing', async () => {
    const core = await loadFfmpegCore('/vendor/ffmpeg/', () => undefined);
    const perPiece = 11;
    const bytes = await encodeWithX264(jobFor(waves), core, perPiece * 160 * 128 * 1.5);
    const seen = await inspect(bytes, waves);
    expect(seen.frames).toBe(30);
    seen.times.forEach((time, i) => {
      expect(Math.abs(time - i / 24)).toBeLessThanOrEqual(1e-6);
    });
    expect(seen.psnr).toBeGreaterThan(36);
  });
});

describe('MP4 files', () => {
  it.each([ROUTES[0], ROUTES[1], ROUTES[3]])('%s puts the index first', async (_name, _codec, encode) => {
    expect(boxOrder(await encode(jobFor(waves)))).toEqual(['ftyp', 'moov', 'mdat']);
  });
});

describe('what is not there', () => {
  it('says so when the ffmpeg files are not served', async () => {
    await expect(loadFfmpegCore('/nowhere/', () => undefined)).rejects.toMatchObject({
      code: 'ffmpeg-missing',
    });
  });

  it('says so when the browser has no encoder', async () => {
    const huge = paintedClip({ width: 40_000, height: 2, fps: 24, frameCount: 1, loop: true }, paintWaves);
    await expect(encodeWithWebCodecs(jobFor(huge), 'mp4', 'avc')).rejects.toMatchObject({
      code: 'encoder-missing',
    });
  });
});
