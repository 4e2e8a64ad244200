import { useEffect, useRef, useState } from 'react';
import type { Outline, Picture } from '../../values/outline.ts';
import type { Paintable } from '../painter/paint-still.ts';
import { paint, usePainter } from '../painter/painter.ts';
import { sourceOf } from '../painter/value-sources.ts';

interface StillPreviewProps {
  readonly value: Outline<Paintable>;
  /** The picture that an overlay belongs to. */
  readonly backdrop?: Picture | undefined;
  /** Longest side of the bitmap, px; CSS fits it into its frame. */
  readonly side?: number;
  readonly className?: string;
  readonly style?: React.CSSProperties;
}

/** Longest side of a preview, px. */
const PREVIEW_SIDE = 512;

/** A value as a picture, painted in a worker; the picture before stays until the new one is there. */
export function StillPreview({
  value,
  backdrop,
  side = PREVIEW_SIDE,
  className = 'preview-pixels',
  style,
}: StillPreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const deaths = usePainter((state) => state.deaths);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a painter that died may not have painted
  useEffect(() => {
    let current = true;
    const under = backdrop && sourceOf(backdrop);
    paint({ value: sourceOf(value), backdrop: under, ...sizeFor(value, side) }).then(
      (picture) => {
        if (picture && current && canvas.current) put(canvas.current, picture);
        else picture?.close();
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [value, backdrop, side, deaths]);
  // What sets it anew empties a canvas, and the next picture takes a moment.
  const [{ width, height }] = useState(() => sizeFor(value, side));
  return <canvas ref={canvas} className={className} style={style} width={width} height={height} />;
}

function sizeFor({ width, height }: Outline<Paintable>, side: number) {
  const scale = Math.min(1, side / Math.max(width, height));
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
