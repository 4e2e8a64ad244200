import { useRef } from 'react';
import { usePictureNear } from '../direct/picture-near.ts';
import { burst } from '../document/bursts.ts';
import { StillPreview } from '../previews/still-preview.tsx';
import { useInputValue } from '../run/node-outputs.ts';
import { strings } from '../strings/en.ts';
import { type Corner, dragRect, type Rect } from './drag-rect.ts';

interface RectFieldProps {
  readonly node: string;
  readonly value: readonly number[];
  readonly onChange: (value: readonly number[], gesture?: string) => void;
}

let gestures = 0;

/** A frame over the node's input picture, with handles; arrow keys move it. */
export function RectField({ node, value, onChange }: RectFieldProps) {
  const area = useRef<HTMLDivElement>(null);
  const drag = useRef<{ corner: Corner; start: Rect; x: number; y: number; gesture: string }>(undefined);
  const input = useInputValue(node, 'image');
  const near = usePictureNear(node);
  const image = input?.type === 'Image' ? input : near;
  const rect = value as Rect;
  const begin = (corner: Corner) => (event: React.PointerEvent) => {
    event.preventDefault();
    event.stopPropagation();
    area.current?.setPointerCapture(event.pointerId);
    gestures += 1;
    drag.current = { corner, start: rect, x: event.clientX, y: event.clientY, gesture: `frame ${gestures}` };
  };
  const move = (event: React.PointerEvent) => {
    const box = area.current?.getBoundingClientRect();
    const { current } = drag;
    if (!box || !current) return;
    const dx = (event.clientX - current.x) / box.width;
    const dy = (event.clientY - current.y) / box.height;
    onChange(dragRect(current.start, current.corner, dx, dy), current.gesture);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const steps: Record<string, [number, number]> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const size = event.shiftKey ? 0.05 : 0.01;
    onChange(dragRect(rect, 'move', step[0] * size, step[1] * size), burst(`frame keys ${node}`));
  };
  const percent = (part: number) => `${part * 100}%`;
  const [x, y, width, height] = rect;
  return (
    <div>
      <div
        ref={area}
        className="rect-area"
        onPointerMove={move}
        onPointerUp={() => {
          drag.current = undefined;
        }}
      >
        {image ? <StillPreview value={image} /> : <div className="rect-empty" />}
        {/* biome-ignore lint/a11y/useSemanticElements: a frame that is dragged has no element of its own */}
        <div
          className="rect-frame"
          role="group"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the frame is moved by arrow keys
          tabIndex={0}
          aria-label={strings.inspector.rect}
          style={{ left: percent(x), top: percent(y), width: percent(width), height: percent(height) }}
          onPointerDown={begin('move')}
          onKeyDown={onKeyDown}
        >
          {(['nw', 'ne', 'sw', 'se'] as const).map((corner) => (
            <span key={corner} className={`rect-handle ${corner}`} onPointerDown={begin(corner)} />
          ))}
        </div>
      </div>
      <p className="field-help">{strings.inspector.rect}</p>
    </div>
  );
}
