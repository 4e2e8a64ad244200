import { useEffect, useMemo, useRef, useState } from 'react';
import type { Stroke } from '../../values/strokes.ts';
import type { ImageValue } from '../../values/value.ts';
import { paintImage } from '../painter/paint-value.ts';
import { maskStrings as strings } from '../strings/masks-en.ts';
import type { BrushKind, BrushStart } from './brush-kinds.ts';
import { nextTool, resizeBrush, useBrush } from './brush-state.ts';
import { type Spot, strokeOf } from './draw-stroke.ts';

/** Steps of the arrow keys, in shares of the picture; with Shift the second. */
const STEPS = [0.01, 0.05] as const;

interface BrushCanvasProps {
  readonly kind: BrushKind;
  readonly image: ImageValue;
  /** What the strokes begin on. */
  readonly base: BrushStart | undefined;
  /** How strongly strokes work, as the node has it. */
  readonly amount: number;
  readonly strokes: readonly Stroke[];
  /** Longest side of what is painted on, px. */
  readonly side: number;
  readonly onStroke: (stroke: Stroke) => void;
}

/** The picture with what is painted over it; painted on with a pointer or with keys. */
export function BrushCanvas({ kind, image, base, amount, strokes, side, onStroke }: BrushCanvasProps) {
  const settings = useBrush();
  const brush = useMemo(
    () => ({ ...settings, tool: Math.min(settings.tool, kind.tools.length - 1) }),
    [settings, kind],
  );
  const [path, setPath] = useState<readonly Spot[]>([]);
  const [spot, setSpot] = useState<Spot>();
  const area = useRef<HTMLDivElement>(null);
  const isDown = useRef(false);
  /** What `path` shows, as of now: events may come faster than the page is rendered. */
  const line = useRef<readonly Spot[]>([]);
  const draw = (spots: readonly Spot[]) => {
    line.current = spots;
    setPath(spots);
  };
  const picture = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const aspect = image.width / image.height;
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const small = useMemo(() => smallPicture(image, width, height), [image, width, height]);
  const painted = useMemo(() => {
    const plane = kind.start(base, { width, height });
    for (const stroke of strokes) kind.apply(plane, small, stroke, amount);
    return plane;
  }, [kind, base, amount, strokes, small, width, height]);
  useEffect(() => {
    if (picture.current) paintImage(picture.current, small);
  }, [small]);
  useEffect(() => {
    const plane = painted.slice();
    if (path.length > 0) kind.apply(plane, small, strokeOf(brush, path, aspect), amount);
    drawOver(overlay.current, kind.tint(plane), width, height);
  }, [kind, amount, painted, path, small, brush, aspect, width, height]);
  const spotOf = (event: React.PointerEvent): Spot => {
    const box = area.current?.getBoundingClientRect();
    if (!box) return [0, 0];
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  const finish = (spots: readonly Spot[]) => {
    isDown.current = false;
    draw([]);
    if (spots.length > 0) onStroke(strokeOf(brush, spots, aspect));
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const handled = onKey(event, {
      spot: spot ?? [0.5, 0.5],
      path: line.current,
      tools: kind.tools.length,
      setSpot,
      setPath: draw,
      finish,
    });
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const radius = (brush.radius / 1000) * Math.max(1, 1 / aspect) * 100;
  return (
    <div
      ref={area}
      className="direct-stage brush-canvas"
      role="application"
      aria-label={kind.isDepth ? strings.depthCanvas : strings.canvas}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: painted on with keys
      tabIndex={0}
      style={{ '--aspect': aspect, aspectRatio: aspect } as React.CSSProperties}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        isDown.current = true;
        draw([spotOf(event)]);
      }}
      onPointerMove={(event) => {
        // Where the page moved under a pointer that rests, the brush stays where keys put it.
        if (!isDown.current && event.movementX === 0 && event.movementY === 0) return;
        const here = spotOf(event);
        setSpot(here);
        if (isDown.current) draw([...line.current, here]);
      }}
      onPointerUp={() => isDown.current && finish(line.current)}
      onPointerCancel={() => finish([])}
      onPointerLeave={() => !isDown.current && path.length === 0 && setSpot(undefined)}
    >
      <canvas ref={picture} width={width} height={height} />
      <canvas ref={overlay} width={width} height={height} />
      {spot && (
        <span
          className="brush-rim"
          data-tool={brush.tool}
          style={{ left: `${spot[0] * 100}%`, top: `${spot[1] * 100}%`, width: `${2 * radius}%` }}
        />
      )}
    </div>
  );
}

interface KeyboardBrush {
  readonly tools: number;
  readonly spot: Spot;
  readonly path: readonly Spot[];
  readonly setSpot: (spot: Spot) => void;
  readonly setPath: (path: readonly Spot[]) => void;
  readonly finish: (path: readonly Spot[]) => void;
}

/** The brush by keys. Returns false for keys that mean nothing here. */
function onKey(
  { key, shiftKey, ctrlKey, metaKey }: React.KeyboardEvent,
  { spot, path, tools, setSpot, setPath, finish }: KeyboardBrush,
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
  else if (key === 'e' || key === 'E') nextTool(tools);
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

function drawOver(
  canvas: HTMLCanvasElement | null,
  pixels: Uint8ClampedArray<ArrayBuffer>,
  width: number,
  height: number,
): void {
  canvas?.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
}
