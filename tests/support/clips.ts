import type { ClipChunk, ClipFacts, ClipReader, FrameRange } from '../../src/values/clip.ts';

/** Fills one RGBA frame; called for frames in any order, always with the same result. */
export type PaintFrame = (frame: number, pixels: Uint8ClampedArray, facts: ClipFacts) => void;

/** A clip whose frames are painted when they are asked for, as nodes receive it. */
export function paintedClip(facts: ClipFacts, paint: PaintFrame): ClipReader {
  const bytes = facts.width * facts.height * 4;
  const read = async ({ start, end }: FrameRange): Promise<ClipChunk> => {
    const data = new Uint8ClampedArray((end - start) * bytes);
    for (let frame = start; frame < end; frame++) {
      paint(frame, data.subarray((frame - start) * bytes, (frame - start + 1) * bytes), facts);
    }
    return { start, end, data };
  };
  return {
    ...facts,
    read,
    async *frames() {
      for (let index = 0; index < facts.frameCount; index++) {
        yield { index, data: (await read({ start: index, end: index + 1 })).data };
      }
    },
  };
}

/** Soft coloured waves that move in a circle and close the loop: smooth, with texture, never still. */
export const paintWaves: PaintFrame = (frame, pixels, { width, height, frameCount }) => {
  const turn = (2 * Math.PI * frame) / frameCount;
  const dx = 6 * Math.cos(turn);
  const dy = 6 * Math.sin(turn);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 4) {
      const wave = Math.sin((x + dx) / 17) * Math.cos((y + dy) / 23);
      pixels[i] = 128 + 90 * wave;
      pixels[i + 1] = 120 + 60 * Math.sin((x + y + dx) / 41);
      pixels[i + 2] = 90 + 70 * wave * Math.cos(x / 63);
      pixels[i + 3] = 255;
    }
  }
};
