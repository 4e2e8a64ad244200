import { Fullscreen, ZoomIn, ZoomOut } from 'lucide-react';
import { useId, useRef } from 'react';
import type { Keyframe, KeyframeTracks } from '../../values/keyframes.ts';
import type { MotionValue } from '../../values/motion.ts';
import { burst } from '../document/bursts.ts';
import { curveStrings as strings } from '../strings/curves-en.ts';
import { type Bounds, snapToFrame, withKey, withMovedKey, withoutKey } from './edit-tracks.ts';
import { type TimeViewControl, useTimeView } from './use-time-view.ts';

const WIDTH = 300;
/** Fingers need more room than a mouse. */
const HEIGHT = matchMedia('(pointer: coarse)').matches ? 180 : 120;
/** Radius within which a key is taken, in units of the drawing: 20 px and more at any width. */
const HIT = 19;
/** Room for the keys at the borders. */
const AIR = 8;
/** Length and rate of the graph until there is a motion. */
const DEFAULT_SECONDS = 3;
const DEFAULT_FPS = 24;
/** Steps of the arrow keys with Shift, in ordinary steps. */
const LARGE_STEP = 5;
/** Ordinary step of a value, share of the channel's range. */
const VALUE_STEP = 0.01;

interface CurveGraphProps {
  readonly node: string;
  readonly channel: string;
  readonly label: string;
  readonly bounds: Bounds;
  readonly tracks: KeyframeTracks;
  readonly motion: MotionValue | undefined;
  readonly onChange: (tracks: KeyframeTracks, gesture?: string) => void;
}

let gestures = 0;

/** One channel over time: the motion as it is, and keys to drag on it; keys snap to frames. */
export function CurveGraph({ node, channel, label, bounds, tracks, motion, onChange }: CurveGraphProps) {
  const svg = useRef<SVGSVGElement>(null);
  const drag = useRef<{ readonly index: number; readonly gesture: string }>(undefined);
  const keys = tracks[channel] ?? [];
  const fps = motion?.fps ?? DEFAULT_FPS;
  const length = motion ? motion.frameCount / motion.fps : DEFAULT_SECONDS;
  const seconds = Math.max(length, ...keys.map(({ at }) => at));
  const track = motion?.channels[channel];
  const time = useTimeView(svg, seconds);
  const clip = useId();
  const { from, to } = time.view;
  const xOf = (at: number) => AIR + ((at - from) / (to - from)) * (WIDTH - 2 * AIR);
  const yOf = (value: number) =>
    AIR + (1 - (value - bounds.min) / (bounds.max - bounds.min)) * (HEIGHT - 2 * AIR);
  const keyAt = (event: React.MouseEvent): Keyframe | undefined => {
    const box = svg.current?.getBoundingClientRect();
    if (!box) return undefined;
    const x = ((event.clientX - box.left) / box.width) * WIDTH;
    const y = ((event.clientY - box.top) / box.height) * HEIGHT;
    const at = snapToFrame(from + ((x - AIR) / (WIDTH - 2 * AIR)) * (to - from), fps);
    return { at, value: bounds.max - ((y - AIR) / (HEIGHT - 2 * AIR)) * (bounds.max - bounds.min) };
  };
  const move = (index: number, key: Keyframe, gesture: string) =>
    onChange(withMovedKey(tracks, channel, index, key, bounds, seconds), gesture);
  const onKeyDown = (event: React.KeyboardEvent, key: Keyframe, index: number) => {
    const size = event.shiftKey ? LARGE_STEP : 1;
    const value = size * VALUE_STEP * (bounds.max - bounds.min);
    const moves: Record<string, Keyframe> = {
      ArrowLeft: { ...key, at: snapToFrame(key.at, fps) - size / fps },
      ArrowRight: { ...key, at: snapToFrame(key.at, fps) + size / fps },
      ArrowUp: { ...key, value: key.value + value },
      ArrowDown: { ...key, value: key.value - value },
    };
    const moved = moves[event.key];
    if (event.key === '+' || event.key === '-') time.zoom(event.key === '+', key.at);
    else if (moved) move(index, moved, burst(`curve keys ${node} ${channel} ${index}`));
    else if (event.key === 'Delete' || event.key === 'Backspace')
      onChange(withoutKey(tracks, channel, index));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const points = Array.from(
    track ?? [],
    (value, frame) => `${xOf(frame / fps).toFixed(1)} ${yOf(value).toFixed(1)}`,
  );
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a graph with keys on it has no element of its own */}
      <svg
        ref={svg}
        className="curve-graph"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="group"
        aria-label={strings.editor(label)}
        onDoubleClick={(event) => {
          const key = keyAt(event);
          if (key) onChange(withKey(tracks, channel, key, bounds, seconds));
        }}
        onPointerDown={time.press}
        onPointerMove={(event) => {
          const key = keyAt(event);
          if (!drag.current) time.drag(event);
          else if (key) move(drag.current.index, key, drag.current.gesture);
        }}
        onPointerUp={(event) => {
          drag.current = undefined;
          time.release(event);
        }}
        onPointerCancel={(event) => {
          drag.current = undefined;
          time.release(event);
        }}
        onPointerLeave={time.release}
      >
        <clipPath id={clip}>
          <rect x={0} y={0} width={WIDTH} height={HEIGHT} />
        </clipPath>
        <line className="curve-rest" x1={AIR} x2={WIDTH - AIR} y1={yOf(0)} y2={yOf(0)} />
        {Array.from({ length: Math.floor(seconds) + 1 }, (_, second) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: seconds are their own names
          <line key={second} className="curve-second" x1={xOf(second)} x2={xOf(second)} y1={0} y2={HEIGHT} />
        ))}
        {points.length > 1 && (
          <path className="curve-track" clipPath={`url(#${clip})`} d={`M${points.join('L')}`} />
        )}
        {keys.map((key, index) => (
          // biome-ignore lint/a11y/useSemanticElements: a key on a curve moves in two directions
          <g
            // biome-ignore lint/suspicious/noArrayIndexKey: a key keeps its place while it is dragged
            key={index}
            className="curve-key-handle"
            role="button"
            tabIndex={0}
            aria-label={`${label}, ${strings.key(index + 1, keys.length)}: ${strings.keyAt(key.at.toFixed(2), key.value.toPrecision(3))}, ${strings.frame} ${Math.round(key.at * fps) + 1}`}
            visibility={key.at < from - 1e-6 || key.at > to + 1e-6 ? 'hidden' : undefined}
            onDoubleClick={(event) => event.stopPropagation()}
            onPointerDown={(event) => {
              event.stopPropagation();
              gestures += 1;
              drag.current = { index, gesture: `drag key ${gestures}` };
              svg.current?.setPointerCapture(event.pointerId);
            }}
            onKeyDown={(event) => onKeyDown(event, key, index)}
          >
            <circle className="curve-hit" cx={xOf(key.at)} cy={yOf(key.value)} r={HIT} />
            <circle className="curve-handle" cx={xOf(key.at)} cy={yOf(key.value)} r={6} />
          </g>
        ))}
      </svg>
      <div className="curve-axis" aria-hidden="true">
        <span>{from.toFixed(2)} s</span>
        <span>
          {to.toFixed(2)} s · {Math.round(to * fps)} f
        </span>
      </div>
      <ZoomBar time={time} />
    </>
  );
}

function ZoomBar({ time }: { readonly time: TimeViewControl }) {
  const buttons = [
    { label: strings.zoomIn, Icon: ZoomIn, isOff: false, run: () => time.zoom(true) },
    { label: strings.zoomOut, Icon: ZoomOut, isOff: time.isWhole, run: () => time.zoom(false) },
    { label: strings.showAll, Icon: Fullscreen, isOff: time.isWhole, run: time.showAll },
  ];
  return (
    <div className="curve-zoom">
      {buttons.map(({ label, Icon, isOff, run }) => (
        <button
          key={label}
          type="button"
          className="icon-button"
          aria-label={label}
          title={label}
          disabled={isOff}
          onClick={run}
        >
          <Icon size={14} aria-hidden />
        </button>
      ))}
      <span className="quiet">{strings.zoomHint}</span>
    </div>
  );
}
