import { encodeClip } from '../../src/media/encode/encode-clip.ts';
import type { ClipFormat, EncodeQuality, EncodeRoute } from '../../src/media/encode/encode-job.ts';
import { decodeImage } from '../../src/media/image/decode-image.ts';
import type { ClipReader } from '../../src/values/clip.ts';
import type { ImageValue } from '../../src/values/value.ts';

/** Runs inside the browser: encodes one portrait clip by each route, and reads every file back for its PSNR. */

const FACTS = { width: 512, height: 512, fps: 24, frameCount: 72, loop: true } as const;

export interface EncodeMeasure {
  readonly format: ClipFormat;
  readonly route: EncodeRoute;
  readonly quality: EncodeQuality;
  readonly ms: number;
  readonly bytes: number;
}

/** A clip like the default one: a head that sways before a still background. */
async function portraitClip(): Promise<ClipReader> {
  const response = await fetch('/samples/astronaut.jpg');
  const { image } = await decodeImage(new Uint8Array(await response.arrayBuffer()), FACTS.width);
  const frames = Array.from({ length: FACTS.frameCount }, (_, frame) => sway(image, frame));
  return {
    ...FACTS,
    read: async ({ start, end }) => {
      const data = new Uint8ClampedArray((end - start) * FACTS.width * FACTS.height * 4);
      for (let frame = start; frame < end; frame++) {
        data.set(frames[frame] as Uint8ClampedArray, (frame - start) * FACTS.width * FACTS.height * 4);
      }
      return { start, end, data };
    },
    async *frames() {
      for (const [index, data] of frames.entries()) yield { index, data };
    },
  };
}

const HEAD = { x: 225, y: 120, radius: 110 };
const SWAY_PX = 5;

function sway({ data, width, height }: ImageValue, frame: number): Uint8ClampedArray {
  const turn = (2 * Math.PI * frame) / FACTS.frameCount;
  const moved = new Uint8ClampedArray(data);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const distance = Math.hypot(x - HEAD.x, y - HEAD.y) / HEAD.radius;
      if (distance >= 2) continue;
      const share = Math.exp(-distance * distance) - Math.exp(-4);
      const fromX = Math.min(width - 2, Math.max(0, x - SWAY_PX * Math.sin(turn) * share));
      const fromY = Math.min(height - 2, Math.max(0, y - 2 * Math.sin(2 * turn) * share));
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      const [fx, fy] = [fromX - left, fromY - top];
      for (let c = 0; c < 3; c++) {
        const at = (dx: number, dy: number) => data[((top + dy) * width + left + dx) * 4 + c] as number;
        const upper = at(0, 0) * (1 - fx) + at(1, 0) * fx;
        const lower = at(0, 1) * (1 - fx) + at(1, 1) * fx;
        moved[(y * width + x) * 4 + c] = upper * (1 - fy) + lower * fy;
      }
    }
  }
  return moved;
}

let clip: Promise<ClipReader> | undefined;

/** Encodes once and returns what it took, with the file. */
export async function measure(
  format: ClipFormat,
  route: EncodeRoute,
  quality: EncodeQuality,
): Promise<EncodeMeasure & { readonly file: Uint8Array; readonly notices: readonly string[] }> {
  clip ??= portraitClip();
  const source = await clip;
  const notices: string[] = [];
  const job = {
    clip: source,
    quality,
    loops: 1,
    signal: new AbortController().signal,
    progress: () => undefined,
    notice: (message: string) => notices.push(message),
  };
  const start = performance.now();
  const { bytes } = await encodeClip(job, format, route);
  return { format, route, quality, ms: performance.now() - start, bytes: bytes.length, file: bytes, notices };
}
