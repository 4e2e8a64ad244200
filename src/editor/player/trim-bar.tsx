import type { FrameRange } from '../../values/clip.ts';
import { editAt } from '../document/document-store.ts';
import { ROOT } from '../document/places.ts';
import { formatNumber } from '../format.ts';
import { takeStrings as strings } from '../strings/takes-en.ts';
import { type TrimPlace, trimClip, untrimClip } from './trim-clip.ts';

/** A take keeps at least this many frames. */
const LEAST_FRAMES = 2;

interface TrimBarProps {
  readonly place: TrimPlace;
  readonly fps: number;
  readonly count: number;
  readonly range: FrameRange;
  readonly onChange: (range: FrameRange) => void;
  /** The trim has become an edit of the workflow. */
  readonly onDone: () => void;
}

/** Two handles for the first and the last frame that stay; what plays meanwhile is what would stay. */
export function TrimBar({ place, fps, count, range, onChange, onDone }: TrimBarProps) {
  const { start, end } = range;
  const share = (frame: number) => `${(100 * frame) / count}%`;
  const isWhole = start === 0 && end === count;
  return (
    <div className="trim">
      <div
        className="trim-range"
        style={{ '--from': share(start), '--to': share(end) } as React.CSSProperties}
      >
        <input
          type="range"
          aria-label={strings.trimFrom}
          min={0}
          max={count}
          value={start}
          onKeyDown={(event) => event.stopPropagation()}
          onChange={(event) =>
            onChange({ start: Math.min(Number(event.target.value), end - LEAST_FRAMES), end })
          }
        />
        <input
          type="range"
          aria-label={strings.trimTo}
          min={0}
          max={count}
          value={end}
          onKeyDown={(event) => event.stopPropagation()}
          onChange={(event) =>
            onChange({ start, end: Math.max(Number(event.target.value), start + LEAST_FRAMES) })
          }
        />
      </div>
      <div className="trim-line">
        <span>{strings.trimKept(end - start, formatNumber((end - start) / fps, 2))}</span>
        {place.isTrimmed && (
          <button
            type="button"
            className="button"
            onClick={() => {
              editAt(ROOT, strings.steps.untrim, (draft) => untrimClip(draft, place));
              onDone();
            }}
          >
            {strings.trimWhole}
          </button>
        )}
        <button
          type="button"
          className="button"
          disabled={isWhole}
          onClick={() => {
            editAt(ROOT, strings.steps.trim, (draft) => trimClip(draft, place, start / fps, end / fps));
            onDone();
          }}
        >
          {strings.trimApply}
        </button>
      </div>
    </div>
  );
}
