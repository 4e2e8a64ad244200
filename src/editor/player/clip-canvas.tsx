import { useEffect, useRef } from 'react';
import { type ClipValue, frameBytes } from '../../values/clip.ts';
import type { ImageValue } from '../../values/value.ts';
import { engine } from '../run/engine.ts';

/** Chunks kept decoded in memory: a 3 s clip of 512² fits, longer ones stream through. */
const KEPT_CHUNKS = 12;

/** How often the difference to the photo is doubled: four times as strong, small movements show. */
const DOUBLINGS = 2;

interface ClipCanvasProps {
  readonly clip: ClipValue;
  readonly frame: number;
  /** Shows how far the frame differs from this picture instead of the frame. */
  readonly against?: ImageValue | undefined;
}

/** One frame of a clip, exactly as rendered. */
export function ClipCanvas({ clip, frame, against }: ClipCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const index = clip.chunks.findIndex((candidate) => frame >= candidate.start && frame < candidate.end);
    const chunk = clip.chunks[index];
    // A chunk that is still to come has no digest; the frame before stays until it is there.
    if (!chunk?.digest) return;
    let current = true;
    void readChunk(chunk.digest).then((data) => {
      const context = canvas.current?.getContext('2d');
      if (!current || !data || !context) return;
      const offset = (frame - chunk.start) * frameBytes(clip);
      const pixels = data.subarray(offset, offset + frameBytes(clip));
      context.putImageData(new ImageData(pixels, clip.width, clip.height), 0, 0);
      if (against) drawDifference(context, against);
    });
    // The next chunk is asked for ahead, so that playback does not wait for it.
    const next = clip.chunks[(index + 1) % clip.chunks.length];
    if (next?.digest) void readChunk(next.digest);
    return () => {
      current = false;
    };
  }, [clip, frame, against]);
  return <canvas ref={canvas} className="player-canvas" width={clip.width} height={clip.height} />;
}

/** What is drawn becomes its absolute difference to a picture of the same scene, amplified. */
function drawDifference(context: CanvasRenderingContext2D, picture: ImageValue): void {
  const { width, height } = context.canvas;
  const still = new OffscreenCanvas(picture.width, picture.height);
  const pixels = picture.data as Uint8ClampedArray<ArrayBuffer>;
  still.getContext('2d')?.putImageData(new ImageData(pixels, picture.width, picture.height), 0, 0);
  context.save();
  context.globalCompositeOperation = 'difference';
  // Clips drop an odd last row or column; nothing is scaled where sizes agree.
  const isCut = picture.width - width <= 1 && picture.height - height <= 1;
  if (isCut) context.drawImage(still, 0, 0);
  else context.drawImage(still, 0, 0, width, height);
  context.globalCompositeOperation = 'lighter';
  for (let doubling = 0; doubling < DOUBLINGS; doubling++) context.drawImage(context.canvas, 0, 0);
  context.restore();
}

const chunks = new Map<string, Promise<Uint8ClampedArray<ArrayBuffer> | undefined>>();

function readChunk(digest: string): Promise<Uint8ClampedArray<ArrayBuffer> | undefined> {
  const known = chunks.get(digest);
  if (known) {
    chunks.delete(digest);
    chunks.set(digest, known);
    return known;
  }
  const reading = engine().then((api) => api.clipChunk(digest));
  chunks.set(digest, reading);
  reading.catch(() => chunks.delete(digest));
  for (const oldest of chunks.keys()) {
    if (chunks.size <= KEPT_CHUNKS) break;
    chunks.delete(oldest);
  }
  return reading;
}
