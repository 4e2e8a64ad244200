import { useMemo, useRef } from 'react';
import {
  LANDMARK_HANDLE_NAMES,
  LANDMARK_HANDLES,
  type LandmarkHandleName,
} from '../../nodes/landmark-edit/landmark-handles.ts';
import { faceFrame, moveLandmarks, pointAt, toFaceFrame } from '../../nodes/landmark-edit/move-landmarks.ts';
import type { Box } from '../../values/faces.ts';
import type { HandleOffsets } from '../../values/handle-offsets.ts';
import type { Picture } from '../../values/outline.ts';
import type { Point } from '../../values/value.ts';
import { burst } from '../document/bursts.ts';
import { StillPreview } from '../previews/still-preview.tsx';
import { landmarkStrings as strings } from '../strings/landmarks-en.ts';
import { facePath } from './face-view.ts';
import { type Offset, reachedBy, withMoved } from './handle-moves.ts';

/** Steps of the arrow keys in distances of the eyes; with Shift the second. */
const STEPS = [0.005, 0.025] as const;
/** How near to a handle a pointer takes it, px on the screen: a mouse, a finger. */
const REACH_PX = { mouse: 14, touch: 28 } as const;

interface FaceStageProps {
  readonly node: string;
  /** As the face came in: 478 x 3, px. */
  readonly landmarks: Float32Array;
  readonly picture: Picture | undefined;
  /** Part of the picture that is shown, px. */
  readonly view: Box;
  readonly offsets: HandleOffsets;
  readonly active: LandmarkHandleName;
  readonly onActive: (handle: LandmarkHandleName) => void;
  readonly onChange: (handle: LandmarkHandleName, offset: Offset, gesture: string) => void;
  readonly onReset: (handle: LandmarkHandleName) => void;
}

interface Drag {
  readonly handle: LandmarkHandleName;
  readonly start: Offset;
  /** Where the pointer went down, px of the screen. */
  readonly x: number;
  readonly y: number;
  readonly gesture: string;
}

let gestures = 0;

/** The face with its lines and handles: dragged with a pointer, moved by keys. */
export function FaceStage(props: FaceStageProps) {
  const { node, landmarks, picture, view, offsets, active, onActive, onChange, onReset } = props;
  const area = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag>(undefined);
  const moved = useMemo(() => moveLandmarks(landmarks, offsets), [landmarks, offsets]);
  const spots = useMemo(() => spotsOf(moved, view), [moved, view]);
  const shown = LANDMARK_HANDLE_NAMES.filter((name) => isWithin(spots[name]));
  const offsetOf = (handle: LandmarkHandleName): Offset => offsets[handle] ?? [0, 0];
  const focus = (handle: LandmarkHandleName) => {
    onActive(handle);
    area.current?.querySelector<HTMLElement>(`[data-handle="${handle}"]`)?.focus({ preventScroll: true });
  };
  const onPointerDown = (event: React.PointerEvent) => {
    const box = area.current?.getBoundingClientRect();
    if (!box || event.button !== 0) return;
    event.preventDefault();
    const at = { x: event.clientX - box.left, y: event.clientY - box.top };
    const reach = event.pointerType === 'mouse' ? REACH_PX.mouse : REACH_PX.touch;
    const handle = reachedBy(at, reach, shown, spots, box);
    if (handle === undefined) return;
    area.current?.setPointerCapture(event.pointerId);
    focus(handle);
    gestures += 1;
    const gesture = `drag landmark ${gestures}`;
    drag.current = { handle, start: offsetOf(handle), x: event.clientX, y: event.clientY, gesture };
  };
  const onPointerMove = (event: React.PointerEvent) => {
    const box = area.current?.getBoundingClientRect();
    const { current } = drag;
    if (!box || !current) return;
    const scale = view.width / box.width;
    const shift = { x: (event.clientX - current.x) * scale, y: (event.clientY - current.y) * scale };
    const by = toFaceFrame(faceFrame(landmarks), shift);
    onChange(current.handle, withMoved(current.start, by), current.gesture);
  };
  const end = () => {
    drag.current = undefined;
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = STEPS[event.shiftKey ? 1 : 0];
    const moves: Record<string, Offset> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    };
    const by = moves[event.key];
    const place = shown.indexOf(active);
    if (by) onChange(active, withMoved(offsetOf(active), by), burst(`landmark keys ${node} ${active}`));
    else if (event.key === 'Delete' || event.key === 'Backspace') onReset(active);
    else if (event.key === 'PageDown' || event.key === 'PageUp') {
      const next = shown.at((place + (event.key === 'PageDown' ? 1 : -1)) % shown.length);
      if (next) focus(next);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a face with points on it has no element of its own
    <div
      ref={area}
      className="direct-stage face-stage"
      role="group"
      aria-label={strings.stage}
      style={
        { '--aspect': view.width / view.height, aspectRatio: view.width / view.height } as React.CSSProperties
      }
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={onKeyDown}
    >
      {picture && <PicturePart picture={picture} view={view} />}
      <FaceLines before={landmarks} after={moved} view={view} />
      {shown.map((name) => (
        <button
          key={name}
          type="button"
          className="face-handle"
          data-handle={name}
          data-whole={'whole' in LANDMARK_HANDLES[name] && LANDMARK_HANDLES[name].reach > 0}
          data-moved={Object.hasOwn(offsets, name)}
          aria-pressed={name === active}
          aria-label={`${strings.handles[name]}, ${describeOffset(offsetOf(name))}`}
          title={strings.handles[name]}
          tabIndex={name === active || (name === shown[0] && !shown.includes(active)) ? 0 : -1}
          style={{ left: `${spots[name].x * 100}%`, top: `${spots[name].y * 100}%` }}
          onFocus={() => onActive(name)}
        />
      ))}
    </div>
  );
}

/** How far a point was moved, in words. */
export function describeOffset([across, down]: Offset): string {
  const percent = Math.round(Math.hypot(across, down) * 100);
  return across === 0 && down === 0 ? strings.rests : strings.moved(`${percent} %`);
}

type Spots = Readonly<Record<LandmarkHandleName, Point>>;

/** Where the handles are, in fractions of the stage. */
function spotsOf(landmarks: Float32Array, view: Box): Spots {
  const spots = LANDMARK_HANDLE_NAMES.map((name) => {
    const { x, y } = pointAt(landmarks, LANDMARK_HANDLES[name].anchor);
    return [name, { x: (x - view.x) / view.width, y: (y - view.y) / view.height }] as const;
  });
  return Object.fromEntries(spots) as unknown as Spots;
}

function isWithin({ x, y }: Point): boolean {
  return x >= 0 && x <= 1 && y >= 0 && y <= 1;
}

function PicturePart({ picture, view }: { readonly picture: Picture; readonly view: Box }) {
  const percent = (part: number) => `${part * 100}%`;
  return (
    <StillPreview
      value={picture}
      side={Math.max(picture.width, picture.height)}
      className="face-picture"
      style={{
        left: percent(-view.x / view.width),
        top: percent(-view.y / view.height),
        width: percent(picture.width / view.width),
        height: percent(picture.height / view.height),
      }}
    />
  );
}

interface FaceLinesProps {
  readonly before: Float32Array;
  readonly after: Float32Array;
  readonly view: Box;
}

function FaceLines({ before, after, view }: FaceLinesProps) {
  const found = useMemo(() => facePath(before), [before]);
  const now = useMemo(() => facePath(after), [after]);
  return (
    <svg
      className="face-lines"
      viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {found !== now && <path className="face-line-before" d={found} />}
      <path className="face-line-under" d={now} />
      <path className="face-line" d={now} />
    </svg>
  );
}
