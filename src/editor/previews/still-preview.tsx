import { useEffect, useRef, useState } from 'react';
import type { ImageValue } from '../../values/value.ts';
import type { Paintable } from '../painter/paint-still.ts';
import { paint, usePainter } from '../painter/painter.ts';
import { sourceOf } from '../painter/value-sources.ts';

interface StillPreviewProps {
  readonly value: Paintable;
  /** The picture that an overlay belongs to. */
  readonly backdrop?: ImageValue | undefined;
}

/** Longest side of a preview's bitmap, px; CSS fits it into its frame. */
const PREVIEW_SIDE = 512;

/** A value as a picture, painted in a worker; the picture before stays until the new one is there. */
export function StillPreview({ value, backdrop }: StillPreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const deaths = usePainter((state) => state.deaths);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a painter that died may not have painted
  useEffect(() => {
    let current = true;
    paintStill(value, backdrop).then(
      (picture) => {
        if (picture && current && canvas.current) put(canvas.current, picture);
        else picture?.close();
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [value, backdrop, deaths]);
  // What sets it anew empties a canvas, and the next picture takes a moment.
  const [{ width, height }] = useState(() => sizeFor(value));
  return <canvas ref={canvas} className="preview-pixels" width={width} height={height} />;
}

async function paintStill(
  value: Paintable,
  backdrop: ImageValue | undefined,
): Promise<ImageBitmap | undefined> {
  const size = sizeFor(value);
  const stored = { value: sourceOf(value), backdrop: backdrop && sourceOf(backdrop), ...size };
  // What is no longer stored is still here.
  return (
    (await paint(stored)) ?? paint({ value: { value }, backdrop: backdrop && { value: backdrop }, ...size })
  );
}

function sizeFor({ width, height }: Paintable) {
  const scale = Math.min(1, PREVIEW_SIDE / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

function put(canvas: HTMLCanvasElement, picture: ImageBitmap): void {
  if (canvas.width !== picture.width) canvas.width = picture.width;
  if (canvas.height !== picture.height) canvas.height = picture.height;
  canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(picture);
}
