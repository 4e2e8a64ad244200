import { Pause, Play, StepBack, StepForward } from 'lucide-react';
import { useRef } from 'react';
import { frameAt, isPlaying } from '../painter/showing.ts';
import { useFrame } from '../painter/use-frame.ts';
import { IconButton } from '../shell/icon-button.tsx';
import { strings } from '../strings/en.ts';
import type { PlayerState } from './player-state.ts';
import { Playhead } from './playhead.tsx';

const SPEEDS = [0.25, 0.5, 1, 2] as const;

/** The number of the frame is told this often while a clip plays, times a second: nobody reads 24. */
const COUNTS_PER_SECOND = 6;

/** Where in the clip one is, to drag. */
export function Scrub({ player: { showing, count, seek } }: { readonly player: PlayerState }) {
  const last = Math.max(0, count - 1);
  const held = isPlaying(showing) ? undefined : Math.min(showing.frame, last);
  // While it plays the slider itself stands still; whoever takes it up goes on from where the clip is.
  const catchUp = ({ currentTarget }: React.SyntheticEvent<HTMLInputElement>) => {
    if (held === undefined) currentTarget.value = String(frameAt(showing));
  };
  return (
    <div className="player-scrub">
      <input
        type="range"
        className={held === undefined ? 'scrub-playing' : undefined}
        aria-label={strings.player.position}
        aria-valuetext={held === undefined ? undefined : strings.player.frame(held + 1, count)}
        min={0}
        max={last}
        value={held ?? 0}
        style={{ '--filled': last > 0 ? (held ?? 0) / last : 0 } as React.CSSProperties}
        onFocus={catchUp}
        onKeyDownCapture={catchUp}
        onChange={(event) => seek(Number(event.target.value))}
      />
      {isPlaying(showing) && <Playhead playing={showing} last={last} />}
    </div>
  );
}

/** Play, step by frames, and the speed. */
export function Transport({ player }: { readonly player: PlayerState }) {
  const { playing, showing, count, step, toggle } = player;
  const number = useRef<HTMLSpanElement>(null);
  useFrame(showing, COUNTS_PER_SECOND, (frame) => {
    if (number.current) number.current.textContent = strings.player.frame(frame + 1, count);
  });
  return (
    <>
      <IconButton label={strings.player.previous} onClick={() => step(-1)}>
        <StepBack size={15} />
      </IconButton>
      <IconButton label={playing ? strings.player.pause : strings.player.play} onClick={toggle}>
        {playing ? <Pause size={16} /> : <Play size={16} />}
      </IconButton>
      <IconButton label={strings.player.next} onClick={() => step(1)}>
        <StepForward size={15} />
      </IconButton>
      <span ref={number} className="player-count" style={{ width: `${2 * String(count).length + 4}ch` }} />
      <select
        className="player-speed"
        aria-label={strings.player.speed}
        value={player.speed}
        onChange={(event) => player.setSpeed(Number(event.target.value))}
      >
        {SPEEDS.map((speed) => (
          <option key={speed} value={speed}>
            {speed}×
          </option>
        ))}
      </select>
    </>
  );
}
