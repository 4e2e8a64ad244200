import { useRef } from 'react';
import type { Framing } from '../../nodes/camera-path/framing.ts';
import { PATH_ENDS, type PathEnd } from '../../nodes/camera-path/framing-params.ts';
import type { Picture } from '../../values/outline.ts';
import type { Point } from '../../values/value.ts';
import { burst } from '../document/bursts.ts';
import { StillPreview } from '../previews/still-preview.tsx';
import { cameraStrings as strings } from '../strings/camera-en.ts';
import { describeFraming } from './describe-framing.ts';
import { fitFraming, framingCorners, movedFraming, resizedFraming, turnedFraming } from './drag-framing.ts';

/** Room around the photo for handles, share of its width. */
const AIR = 0.07;
/** How far above a framing its handle for leaning lies, share of the photo's width. */
const STEM = 0.045;
/** Longest side of the photo's bitmap, px. */
const BITMAP_SIDE = 768;
/** Steps of the keys, and with Shift: of the middle in shares of the width, of the zoom, of the roll in degrees. */
const STEPS = { move: [0.0025, 0.01], zoom: [0.01, 0.04], roll: [0.1, 0.5] } as const;

type Ends = Readonly<Record<PathEnd, Framing>>;
/** What of a framing is dragged. */
type Grip = 'middle' | 'corner' | 'stem';

interface CameraStageProps {
  readonly node: string;
  readonly picture: Picture;
  readonly ends: Ends;
  readonly active: PathEnd;
  readonly onActive: (end: PathEnd) => void;
  readonly onChange: (end: PathEnd, framing: Framing, gesture: string) => void;
}

interface Drag {
  readonly end: PathEnd;
  readonly grip: Grip;
  readonly start: Framing;
  readonly from: Point;
  readonly gesture: string;
}

let gestures = 0;

/** The photo with both framings and the way between them. */
export function CameraStage({ node, picture, ends, active, onActive, onChange }: CameraStageProps) {
  const area = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag>(undefined);
  const aspect = picture.width / picture.height;
  const view = { width: 1 + 2 * AIR, height: 1 / aspect + 2 * AIR };
  const placeOf = (event: React.PointerEvent): Point => {
    const box = area.current?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    return {
      x: ((event.clientX - box.left) / box.width - 0.5) * view.width,
      y: ((event.clientY - box.top) / box.height - 0.5) * view.height,
    };
  };
  const begin = (end: PathEnd, grip: Grip) => (event: React.PointerEvent) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    area.current?.setPointerCapture(event.pointerId);
    onActive(end);
    gestures += 1;
    const gesture = `drag framing ${gestures}`;
    drag.current = { end, grip, start: ends[end], from: placeOf(event), gesture };
  };
  const move = (event: React.PointerEvent) => {
    const { current } = drag;
    if (!current) return;
    const to = placeOf(event);
    const { start, from, grip } = current;
    const by = { x: to.x - from.x, y: to.y - from.y };
    const next =
      grip === 'middle'
        ? movedFraming(start, by, aspect)
        : grip === 'corner'
          ? resizedFraming(start, to, aspect)
          : turnedFraming(start, to, aspect);
    onChange(current.end, next, current.gesture);
  };
  const stop = () => {
    drag.current = undefined;
  };
  const onKeyDown = (end: PathEnd) => (event: React.KeyboardEvent) => {
    const next = afterKey(ends[end], event);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(end, fitFraming(next, aspect), burst(`framing keys ${node} ${end}`));
  };
  // What is drawn last lies on top: the framing in hand.
  const order = active === 'start' ? (['end', 'start'] as const) : PATH_ENDS;
  const outer = ends.start.zoom <= ends.end.zoom ? 'start' : 'end';
  return (
    <div
      ref={area}
      className="direct-stage camera-stage"
      style={
        { '--aspect': view.width / view.height, aspectRatio: view.width / view.height } as React.CSSProperties
      }
      onPointerMove={move}
      onPointerUp={stop}
      onPointerCancel={stop}
    >
      <Photo picture={picture} view={view} aspect={aspect} />
      <svg
        className="camera-drawing"
        viewBox={`${-view.width / 2} ${-view.height / 2} ${view.width} ${view.height}`}
      >
        <title>{strings.stage}</title>
        <line className="camera-way" x1={ends.start.x} y1={ends.start.y} x2={ends.end.x} y2={ends.end.y} />
        {order.map((end) => (
          <FramingShape
            key={end}
            end={end}
            framing={ends[end]}
            aspect={aspect}
            isActive={end === active}
            isOuter={end === outer}
            begin={begin}
            onActive={onActive}
            onKeyDown={onKeyDown(end)}
          />
        ))}
      </svg>
    </div>
  );
}

interface FramingShapeProps {
  readonly end: PathEnd;
  readonly framing: Framing;
  readonly aspect: number;
  readonly isActive: boolean;
  /** Its name stands outside of it, clear of the other framing's corners. */
  readonly isOuter: boolean;
  readonly begin: (end: PathEnd, grip: Grip) => (event: React.PointerEvent) => void;
  readonly onActive: (end: PathEnd) => void;
  readonly onKeyDown: (event: React.KeyboardEvent) => void;
}

function FramingShape(props: FramingShapeProps) {
  const { end, framing, aspect, isActive, isOuter, begin, onActive, onKeyDown } = props;
  const corners = framingCorners(framing, aspect);
  const points = corners.map(({ x, y }) => `${x},${y}`).join(' ');
  const turn = (framing.roll * Math.PI) / 180;
  const half = 0.5 / (aspect * framing.zoom);
  const above = (by: number): Point => ({
    x: framing.x + Math.sin(turn) * (half + by),
    y: framing.y - Math.cos(turn) * (half + by),
  });
  const [top, stem] = [above(0), above(STEM)];
  const label = corners[end === 'start' ? 0 : 1] ?? framing;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a framing on a picture has no element of its own
    <g
      className="camera-framing"
      data-end={end}
      data-active={isActive}
      role="button"
      tabIndex={0}
      aria-label={`${strings.ends[end]}: ${describeFraming(framing)}. ${strings.keys}`}
      onFocus={() => onActive(end)}
      onKeyDown={onKeyDown}
    >
      <polygon className="camera-area" points={points} onPointerDown={begin(end, 'middle')} />
      <polygon className="camera-rim" points={points} onPointerDown={begin(end, 'middle')} />
      <line className="camera-stem" x1={top.x} y1={top.y} x2={stem.x} y2={stem.y} />
      <circle className="camera-middle" cx={framing.x} cy={framing.y} r={0.008} />
      <Knob at={stem} onPointerDown={begin(end, 'stem')} />
      {corners.map((corner, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a corner is its place
        <Knob key={index} at={corner} onPointerDown={begin(end, 'corner')} />
      ))}
      <text
        className="camera-name"
        x={label.x + (end === 'start' ? 0.03 : -0.03)}
        y={label.y + (isOuter ? -0.02 : 0.06)}
        textAnchor={end === 'start' ? 'start' : 'end'}
      >
        {strings.ends[end]}
      </text>
    </g>
  );
}

/** A handle to see and, larger than it, one to hit. */
function Knob({ at, onPointerDown }: { at: Point; onPointerDown: (event: React.PointerEvent) => void }) {
  return (
    <g onPointerDown={onPointerDown}>
      <circle className="camera-hit" cx={at.x} cy={at.y} r={0.055} />
      <circle className="camera-knob" cx={at.x} cy={at.y} r={0.016} />
    </g>
  );
}

/** The framing after a key; undefined for keys that mean nothing here. */
function afterKey(framing: Framing, { key, shiftKey }: React.KeyboardEvent): Framing | undefined {
  const size = shiftKey ? 1 : 0;
  const [move, zoom, roll] = [STEPS.move[size], STEPS.zoom[size], STEPS.roll[size]];
  const { x, y } = framing;
  const moves: Record<string, Framing> = {
    ArrowLeft: { ...framing, x: x - move },
    ArrowRight: { ...framing, x: x + move },
    ArrowUp: { ...framing, y: y - move },
    ArrowDown: { ...framing, y: y + move },
    PageUp: { ...framing, zoom: framing.zoom + zoom },
    '+': { ...framing, zoom: framing.zoom + zoom },
    PageDown: { ...framing, zoom: framing.zoom - zoom },
    '-': { ...framing, zoom: framing.zoom - zoom },
    ',': { ...framing, roll: framing.roll - roll },
    '.': { ...framing, roll: framing.roll + roll },
  };
  return moves[key];
}

interface PhotoProps {
  readonly picture: Picture;
  readonly view: { readonly width: number; readonly height: number };
  readonly aspect: number;
}

function Photo({ picture, view, aspect }: PhotoProps) {
  const percent = (part: number) => `${part * 100}%`;
  return (
    <StillPreview
      value={picture}
      side={BITMAP_SIDE}
      className="camera-photo"
      style={{
        left: percent(AIR / view.width),
        top: percent(AIR / view.height),
        width: percent(1 / view.width),
        height: percent(1 / aspect / view.height),
      }}
    />
  );
}
