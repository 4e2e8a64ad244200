import { GIFEncoder } from 'gifenc';
import { type EncodeJob, type EncodeQuality, jobFrames } from './encode-job.ts';
import { DitheredPalette, makePalette, type Palette } from './gif-palette.ts';
import { flattenAlpha } from './video-frame-planes.ts';

/** Palette index of "as in the frame before"; leaves 255 colours. */
const UNCHANGED = 255;
const COLOURS = 255;

/** Frames, spread over the clip, whose colours make the palette. */
const PALETTE_FRAMES = 8;

/** Most pixels that are looked at for the palette. */
const PALETTE_PIXELS = 160_000;

/** Largest change of a channel that is not shown yet: hides render noise, which costs GIFs most of their bytes. */
const TOLERANCE: Readonly<Record<EncodeQuality, number>> = { draft: 8, good: 4, best: 0 };

/** GIF counts time in hundredths of a second. */
const TICKS_PER_SECOND = 100;

/**
 * Encodes a GIF that loops for ever: one palette for the whole clip and a fixed dither pattern, so that nothing
 * flickers, and only pixels that changed. Frame times are rounded so that the clip's length stays exact.
 */
export async function encodeGif(job: EncodeJob): Promise<Uint8Array> {
  const { width, height, fps } = job.clip;
  const palette = makePalette(await samplePixels(job), COLOURS);
  const frames = new GifFrames(width, height, palette, TOLERANCE[job.quality]);
  const gif = GIFEncoder();
  const table = fullTable(palette);
  for await (const { index, data } of jobFrames(job)) {
    const indices = frames.indices(flattenAlpha(data));
    gif.writeFrame(indices, width, height, {
      ...(index === 0 && { palette: table, repeat: 0 }),
      transparent: index > 0,
      transparentIndex: UNCHANGED,
      dispose: 1,
      delay: frameTicks(index, fps) * (1000 / TICKS_PER_SECOND),
    });
  }
  gif.finish();
  return gif.bytes();
}

/** Hundredths of a second that a frame stays; over the clip they add up to its length. */
export function frameTicks(frame: number, fps: number): number {
  const at = (index: number) => Math.round((index * TICKS_PER_SECOND) / fps);
  return at(frame + 1) - at(frame);
}

async function samplePixels({ clip }: EncodeJob): Promise<Uint8ClampedArray> {
  const frames = Math.min(PALETTE_FRAMES, clip.frameCount);
  const perFrame = clip.width * clip.height;
  const step = Math.max(1, Math.ceil((perFrame * frames) / PALETTE_PIXELS));
  const picked: number[] = [];
  for (let i = 0; i < frames; i++) {
    const start = Math.floor((i * clip.frameCount) / frames);
    const data = flattenAlpha((await clip.read({ start, end: start + 1 })).data);
    // A different first pixel in every frame, so that the grid of samples does not always hit the same columns.
    for (let pixel = i % step; pixel < perFrame; pixel += step) {
      picked.push(
        data[pixel * 4] as number,
        data[pixel * 4 + 1] as number,
        data[pixel * 4 + 2] as number,
        255,
      );
    }
  }
  return new Uint8ClampedArray(picked);
}

/** The palette filled up to 256 entries, so that the index for "unchanged" exists. */
function fullTable(palette: Palette): number[][] {
  return Array.from({ length: 256 }, (_, i) => [...(palette[i] ?? [0, 0, 0])]);
}

/** Remembers what a player shows, and gives indices only where that must change. */
class GifFrames {
  private readonly width: number;
  private readonly height: number;
  private readonly palette: DitheredPalette;
  private readonly tolerance: number;
  private readonly shownPixels: Uint8ClampedArray;
  private readonly shownIndices: Uint8Array;

  constructor(width: number, height: number, palette: Palette, tolerance: number) {
    this.width = width;
    this.height = height;
    this.palette = new DitheredPalette(palette);
    this.tolerance = tolerance;
    this.shownPixels = new Uint8ClampedArray(width * height * 4);
    this.shownIndices = new Uint8Array(width * height).fill(UNCHANGED);
  }

  indices(rgba: Uint8ClampedArray): Uint8Array {
    const indices = new Uint8Array(this.width * this.height).fill(UNCHANGED);
    for (let y = 0, pixel = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++, pixel++) {
        const at = pixel * 4;
        if (this.shownIndices[pixel] !== UNCHANGED && !this.differs(rgba, at)) continue;
        const r = rgba[at] as number;
        const g = rgba[at + 1] as number;
        const b = rgba[at + 2] as number;
        this.shownPixels[at] = r;
        this.shownPixels[at + 1] = g;
        this.shownPixels[at + 2] = b;
        const index = this.palette.indexAt(x, y, r, g, b);
        if (index === this.shownIndices[pixel]) continue;
        this.shownIndices[pixel] = index;
        indices[pixel] = index;
      }
    }
    return indices;
  }

  private differs(rgba: Uint8ClampedArray, at: number): boolean {
    for (let c = at; c < at + 3; c++) {
      if (Math.abs((rgba[c] as number) - (this.shownPixels[c] as number)) > this.tolerance) return true;
    }
    return false;
  }
}
