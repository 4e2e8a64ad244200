import { Pause, Play, StepBack, StepForward } from 'lucide-react';
import { IconButton } from '../shell/icon-button.tsx';
import { strings } from '../strings/en.ts';
import type { PlayerState } from './player-state.ts';

const SPEEDS = [0.25, 0.5, 1, 2] as const;

/** Where in the clip one is, to drag. */
export function Scrub({ player: { frame, count, seek } }: { readonly player: PlayerState }) {
  return (
    <input
      type="range"
      className="player-scrub"
      aria-label={strings.player.frame(frame + 1, count)}
      min={0}
      max={Math.max(0, count - 1)}
      value={frame}
      style={{ '--filled': count > 1 ? frame / (count - 1) : 0 } as React.CSSProperties}
      onChange={(event) => seek(Number(event.target.value))}
    />
  );
}

/** Play, step by frames, and the speed. */
export function Transport({ player }: { readonly player: PlayerState }) {
  const { playing, frame, count, step, toggle } = player;
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
      <span className="player-count">{strings.player.frame(frame + 1, count)}</span>
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
