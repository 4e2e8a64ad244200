import { useEffect, useRef } from 'react';

interface PixelPreviewProps {
  /** Size of what is painted, px. */
  readonly size: { readonly width: number; readonly height: number };
  readonly paint: (canvas: HTMLCanvasElement) => void;
  /** Painted again when one of these changes. */
  readonly dependencies: readonly unknown[];
}

/** Longest side of a preview's bitmap, px; CSS fits it into its frame. */
export const PREVIEW_SIDE = 512;

/** A picture painted into a canvas of at most {@link PREVIEW_SIDE}. */
export function PixelPreview({ size, paint, dependencies }: PixelPreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scale = Math.min(1, PREVIEW_SIDE / Math.max(size.width, size.height));
  const width = Math.max(1, Math.round(size.width * scale));
  const height = Math.max(1, Math.round(size.height * scale));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the painter is new on each render; its inputs are listed
  useEffect(() => {
    if (canvas.current) paint(canvas.current);
  }, [width, height, ...dependencies]);
  return <canvas ref={canvas} className="preview-pixels" width={width} height={height} />;
}
