import { useRef } from 'react';
import type { ClipValue } from '../../values/clip.ts';
import { useClipFrames, usePlayback } from './clip-frames.ts';

/** A small looping clip, drawn from the stored frames; stands still where people ask for less motion. */
export function ClipPreview({ clip }: { readonly clip: ClipValue }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frames = useClipFrames(clip);
  usePlayback(canvas, clip, (frame) => {
    const bitmap = frames[frame % Math.max(1, frames.length)];
    const context = canvas.current?.getContext('2d');
    if (!bitmap || !context) return;
    context.drawImage(bitmap, 0, 0, context.canvas.width, context.canvas.height);
  });
  const first = frames[0];
  return (
    <canvas ref={canvas} className="preview-pixels" width={first?.width ?? 1} height={first?.height ?? 1} />
  );
}
