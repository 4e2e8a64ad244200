import { Download, Eye, Maximize, Pause, Play, StepBack, StepForward } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { describeValue } from '../../values/describe.ts';
import { saveClip } from '../files/save-file.ts';
import { strings } from '../strings/en.ts';
import { liveStrings } from '../strings/live-en.ts';
import './player.css';
import { FrameStage } from './frame-stage.tsx';
import { usePlayer } from './player-state.ts';
import { useResult } from './result.ts';

const SPEEDS = [0.25, 0.5, 1, 2] as const;

/** The result, looping: play, step, scrub, slow down, compare with the photo, save. */
export function Player() {
  const { file, clip, fileKey, stale, isDraft } = useResult();
  const stage = useRef<HTMLDivElement>(null);
  const [comparing, setComparing] = useState(false);
  const player = usePlayer(clip);
  const { playing, frame, toggle, step } = player;
  useEffect(() => {
    const release = () => setComparing(false);
    window.addEventListener('pointerup', release);
    return () => window.removeEventListener('pointerup', release);
  }, []);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowRight') step(1);
    else if (event.key === 'ArrowLeft') step(-1);
    else if (event.key === ' ') toggle();
    else return;
    event.preventDefault();
  };
  if (!file && !clip) {
    return (
      <section className="player player-empty" aria-label={strings.player.title}>
        <p>{strings.player.empty}</p>
        <p className="quiet">{strings.player.emptyHint}</p>
      </section>
    );
  }
  const count = clip?.frameCount ?? 0;
  return (
    <section className="player" aria-label={strings.player.title} onKeyDown={onKeyDown}>
      <div
        ref={stage}
        className="player-stage"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys step through the frames here
        tabIndex={0}
        aria-label={strings.player.title}
        role="application"
      >
        <FrameStage clip={clip} file={file} frame={comparing ? 0 : frame} />
        {isDraft ? (
          <span className="player-flag player-draft" title={liveStrings.draftHint}>
            {liveStrings.draft}
          </span>
        ) : (
          stale && <span className="player-flag">{strings.player.stale}</span>
        )}
      </div>
      {clip && (
        <input
          type="range"
          className="player-scrub"
          aria-label={strings.player.frame(frame + 1, count)}
          min={0}
          max={Math.max(0, count - 1)}
          value={frame}
          style={{ '--filled': count > 1 ? frame / (count - 1) : 0 } as React.CSSProperties}
          onChange={(event) => player.seek(Number(event.target.value))}
        />
      )}
      <div className="player-controls">
        {clip && (
          <>
            <PlayerButton label={strings.player.previous} onClick={() => step(-1)}>
              <StepBack size={15} />
            </PlayerButton>
            <PlayerButton label={playing ? strings.player.pause : strings.player.play} onClick={toggle}>
              {playing ? <Pause size={16} /> : <Play size={16} />}
            </PlayerButton>
            <PlayerButton label={strings.player.next} onClick={() => step(1)}>
              <StepForward size={15} />
            </PlayerButton>
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
            <button
              type="button"
              className="icon-button"
              title={strings.player.still}
              aria-label={strings.player.still}
              aria-pressed={comparing}
              onPointerDown={() => setComparing(true)}
              onKeyDown={(event) => event.key === 'Enter' && setComparing((on) => !on)}
            >
              <Eye size={15} aria-hidden />
            </button>
            <PlayerButton
              label={strings.player.fullscreen}
              onClick={() => void stage.current?.requestFullscreen()}
            >
              <Maximize size={15} />
            </PlayerButton>
          </>
        )}
        {file && (
          <button
            type="button"
            className="button primary player-save"
            title={describeValue(file)}
            onClick={() => void saveClip(file, fileKey)}
          >
            <Download size={15} aria-hidden />{' '}
            {strings.player.saveAs(file.name.slice(file.name.lastIndexOf('.') + 1).toUpperCase())}
          </button>
        )}
      </div>
    </section>
  );
}

interface PlayerButtonProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}

function PlayerButton({ label, onClick, children }: PlayerButtonProps) {
  return (
    <button type="button" className="icon-button" title={label} aria-label={label} onClick={onClick}>
      {children}
    </button>
  );
}
