import { useEffect, useMemo, useRef, useState } from 'react';
import { resizePlane } from '../../media/image/resize-plane.ts';
import { paintStroke } from '../../nodes/mask-paint/paint-stroke.ts';
import type { Stroke } from '../../values/strokes.ts';
import type { ImageValue, MaskValue } from '../../values/value.ts';
import { paintImage } from '../previews/paint.ts';
import { maskStrings as strings } from '../strings/masks-en.ts';
import { resizeBrush, useBrush } from './brush-state.ts';
import { type Spot, strokeOf } from './draw-stroke.ts';

/** Steps of the arrow keys, in shares of the picture; with Shift the second. */
const STEPS = [0.01, 0.05] as const;
/** Red over the picture, where the mask is full. */
const TINT = [255, 64, 96] as const;
const TINT_STRENGTH = 150;

interface MaskCanvasProps {
  readonly image: ImageValue;
  /** What the strokes begin on. */
  readonly base: MaskValue | undefined;
  readonly strokes: readonly Stroke[];
  /** Longest side of what is painted on, px. */
  readonly side: number;
  readonly onStroke: (stroke: Stroke) => void;
}

/** The picture with the mask over it; painted on with a pointer or with keys. */
export function MaskCanvas({ image, base, strokes, side, onStroke }: MaskCanvasProps) {
  const brush = useBrush();
  const [path, setPath] = useState<readonly Spot[]>([]);
  const [spot, setSpot] = useState<Spot>();
  const area = useRef<HTMLDivElement>(null);
  const isDown = useRef(false);
  const picture = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const aspect = image.width / image.height;
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const small = useMemo(() => smallPicture(image, width, height), [image, width, height]);
  const painted = useMemo(() => {
    const mask = base
      ? resizePlane(base.data, base.width, base.height, width, height)
      : new Float32Array(width * height);
    for (const stroke of strokes) paintStroke(mask, small, stroke);
    return mask;
  }, [base, strokes, small, width, height]);
  useEffect(() => {
    if (picture.current) paintImage(picture.current, small);
  }, [small]);
  useEffect(() => {
    const mask = painted.slice();
    if (path.length > 0) paintStroke(mask, small, strokeOf(brush, path, aspect));
    drawTint(overlay.current, mask, width, height);
  }, [painted, path, small, brush, aspect, width, height]);
  const spotOf = (event: React.PointerEvent): Spot => {
    const box = area.current?.getBoundingClientRect();
    if (!box) return [0, 0];
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  const finish = (line: readonly Spot[]) => {
    isDown.current = false;
    setPath([]);
    if (line.length > 0) onStroke(strokeOf(brush, line, aspect));
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const handled = onKey(event, { spot: spot ?? [0.5, 0.5], path, setSpot, setPath, finish });
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const radius = (brush.radius / 1000) * Math.max(1, 1 / aspect) * 100;
  return (
    <div
      ref={area}
      className="mask-canvas"
      role="application"
      aria-label={strings.canvas}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: painted on with keys
      tabIndex={0}
      style={{ '--aspect': aspect, aspectRatio: aspect } as React.CSSProperties}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        isDown.current = true;
        setPath([spotOf(event)]);
      }}
      onPointerMove={(event) => {
        const here = spotOf(event);
        setSpot(here);
        if (isDown.current) setPath((line) => [...line, here]);
      }}
      onPointerUp={() => isDown.current && finish(path)}
      onPointerCancel={() => finish([])}
      onPointerLeave={() => !isDown.current && path.length === 0 && setSpot(undefined)}
    >
      <canvas ref={picture} width={width} height={height} />
      <canvas ref={overlay} width={width} height={height} />
      {spot && (
        <span
          className="mask-brush"
          data-erase={brush.erase}
          style={{ left: `${spot[0] * 100}%`, top: `${spot[1] * 100}%`, width: `${2 * radius}%` }}
        />
      )}
    </div>
  );
}

interface KeyboardBrush {
  readonly spot: Spot;
  readonly path: readonly Spot[];
  readonly setSpot: (spot: Spot) => void;
  readonly setPath: (path: readonly Spot[]) => void;
  readonly finish: (path: readonly Spot[]) => void;
}

/** The brush by keys. Returns false for keys that mean nothing here. */
function onKey(
  { key, shiftKey, ctrlKey, metaKey }: React.KeyboardEvent,
  { spot, path, setSpot, setPath, finish }: KeyboardBrush,
): boolean {
  if (ctrlKey || metaKey) return false;
  const moves: Record<string, Spot> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  const move = moves[key];
  if (move) {
    const step = STEPS[shiftKey ? 1 : 0];
    const next = [0, 1].map((axis) =>
      Math.min(1, Math.max(0, (spot[axis] ?? 0) + (move[axis] ?? 0) * step)),
    ) as [number, number];
    setSpot(next);
    if (path.length > 0) setPath([...path, next]);
  } else if (key === 'Enter') {
    if (path.length > 0) finish(path);
    else setPath([spot]);
    setSpot(spot);
  } else if (key === ' ') finish([spot]);
  else if (key === 'Escape' && path.length > 0) finish([]);
  else if (key === '[' || key === ']') resizeBrush(key === ']');
  else if (key === 'e' || key === 'E') useBrush.setState(({ erase }) => ({ erase: !erase }));
  else return false;
  return true;
}

/** The picture at the size that is painted on. */
function smallPicture(image: ImageValue, width: number, height: number): ImageValue {
  if (image.width === width && image.height === height) return image;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const full = new OffscreenCanvas(image.width, image.height);
  const pixels = image.data as Uint8ClampedArray<ArrayBuffer>;
  full.getContext('2d')?.putImageData(new ImageData(pixels, image.width, image.height), 0, 0);
  if (!context) return image;
  context.imageSmoothingQuality = 'high';
  context.drawImage(full, 0, 0, width, height);
  return { type: 'Image', width, height, data: context.getImageData(0, 0, width, height).data };
}

function drawTint(canvas: HTMLCanvasElement | null, mask: Float32Array, width: number, height: number): void {
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < mask.length; i++) {
    pixels.set(TINT, i * 4);
    pixels[i * 4 + 3] = (mask[i] ?? 0) * TINT_STRENGTH;
  }
  canvas?.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
}
