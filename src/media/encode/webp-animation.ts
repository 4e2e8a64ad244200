import { MediaError } from '../../values/errors.ts';
import { type EncodeJob, type EncodeQuality, jobFrames } from './encode-job.ts';
import { ChangedBlocks, type FrameChange } from './webp-changes.ts';
import { combinedBitstream, muxAnimatedWebp, type WebpFrame, webpBitstream } from './webp-mux.ts';

/** Quality of the browser's WebP encoder, 0..1, and the change of a channel that is not written, sRGB steps. */
const SETTINGS: Readonly<Record<EncodeQuality, { readonly quality: number; readonly tolerance: number }>> = {
  draft: { quality: 0.6, tolerance: 10 },
  good: { quality: 0.82, tolerance: 5 },
  best: { quality: 0.95, tolerance: 1 },
};

/**
 * Encodes an animated WebP that loops for ever, with the browser's own WebP encoder: changed blocks only, frame
 * times rounded to ms so that the clip's length stays exact. Browser-only.
 *
 * @throws {MediaError} `encoder-missing` when the browser writes no WebP
 */
export async function encodeWebpInBrowser(job: EncodeJob): Promise<Uint8Array> {
  const { width, height, fps } = job.clip;
  const { quality, tolerance } = SETTINGS[job.quality];
  const blocks = new ChangedBlocks(width, height, tolerance);
  const frames: WebpFrame[] = [];
  let hasAlpha = false;
  for await (const { index, data } of jobFrames(job)) {
    const duration = frameMilliseconds(index, fps);
    const change = blocks.next(data);
    const last = frames.at(-1);
    if (!change && last) {
      frames[frames.length - 1] = { ...last, duration: last.duration + duration };
      continue;
    }
    if (!change) continue;
    hasAlpha ||= !change.opaque || change.backed !== undefined;
    const { x, y, blend } = change;
    const bitstream = await changeBitstream(change, quality);
    frames.push({ x, y, width: change.width, height: change.height, duration, blend, bitstream });
  }
  return muxAnimatedWebp(width, height, hasAlpha, frames);
}

/** Milliseconds that a frame stays; over the clip they add up to its length. */
export function frameMilliseconds(frame: number, fps: number): number {
  const at = (index: number) => Math.round((index * 1000) / fps);
  return at(frame + 1) - at(frame);
}

/**
 * The codec smooths the edges of its blocks, so colours of transparent blocks, which a canvas does not keep, would run
 * into what is seen. The colours are therefore those of an opaque picture, and only the transparency is of the cut-out.
 */
async function changeBitstream(change: FrameChange, quality: number): Promise<Uint8Array> {
  const { backed, pixels, width, height } = change;
  if (!backed) return webpBitstream(await stillWebp(change, quality));
  const mask = new Uint8ClampedArray(pixels.length);
  for (let i = 3; i < mask.length; i += 4) mask[i] = pixels[i] ?? 0;
  const colours = await stillWebp({ pixels: backed, width, height }, quality);
  const transparency = await stillWebp({ pixels: mask, width, height }, quality);
  return combinedBitstream(colours, transparency) ?? webpBitstream(await stillWebp(change, quality));
}

type Picture = Pick<FrameChange, 'pixels' | 'width' | 'height'>;

async function stillWebp({ pixels, width, height }: Picture, quality: number): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { colorSpace: 'srgb', willReadFrequently: true });
  context?.putImageData(new ImageData(pixels, width, height), 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
  if (blob.type !== 'image/webp') {
    throw new MediaError(
      'encoder-missing',
      'This browser cannot write WebP.',
      'Choose the route "small", another format, or a browser that can (Chrome, Edge, Firefox).',
    );
  }
  return new Uint8Array(await blob.arrayBuffer());
}
