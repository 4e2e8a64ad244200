import * as Comlink from 'comlink';
import type { FrameShrinker } from './shrink-frames.ts';

const shrinker: FrameShrinker = {
  async shrink(data, { width, height, side }) {
    const scale = Math.min(1, side / Math.max(width, height));
    const options: ImageBitmapOptions = {
      resizeWidth: Math.max(1, Math.round(width * scale)),
      resizeHeight: Math.max(1, Math.round(height * scale)),
      resizeQuality: 'medium',
    };
    const frameBytes = width * height * 4;
    const frames: ImageBitmap[] = [];
    for (let offset = 0; offset < data.length; offset += frameBytes) {
      const pixels = data.subarray(offset, offset + frameBytes);
      frames.push(await createImageBitmap(new ImageData(pixels, width, height), options));
    }
    return Comlink.transfer(frames, frames);
  },
};

Comlink.expose(shrinker);
