import { Diff, Download, Eye, Maximize, Scissors } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { FrameRange } from '../../values/clip.ts';
import { describeValue } from '../../values/describe.ts';
import { useDocument } from '../document/document-store.ts';
import { saveClip } from '../files/save-file.ts';
import { IconButton } from '../shell/icon-button.tsx';
import { strings } from '../strings/en.ts';
import { liveStrings } from '../strings/live-en.ts';
import { takeStrings } from '../strings/takes-en.ts';
import { FrameStage } from './frame-stage.tsx';
import { readyFrames, useWantedFrame } from './growing-clip.ts';
import { onPlayerKey, usePlayer } from './player-state.ts';
import { type Result, usePhotoBehind, useResult } from './result.ts';
import { Scrub, Transport } from './transport.tsx';
import { TrimBar } from './trim-bar.tsx';
import { trimPlace } from './trim-clip.ts';

/** A clip begins with the photo as it is. */
const PHOTO = { frame: 0 };

/** The result, looping: play, step, scrub, slow down, compare with the photo, trim, save. */
export function ResultPlayer() {
  const result = useResult();
  const { file, clip, fileKey, stale, isDraft, growing, clipNode } = result;
  const stage = useRef<HTMLDivElement>(null);
  const [comparing, setComparing] = useState(false);
  const [showsDifference, setShowsDifference] = useState(false);
  const [trim, setTrim] = useState<FrameRange>();
  const document = useDocument((state) => state.whole);
  const place = useMemo(
    () => (clipNode === undefined ? undefined : trimPlace(document, clipNode)),
    [document, clipNode],
  );
  const photo = usePhotoBehind(result);
  // A clip of another length has other frames.
  const range = trim && clip && trim.end <= clip.frameCount ? trim : undefined;
  const player = usePlayer(clip, growing ? readyFrames(growing.clip) : range);
  useWantedFrame(growing, player);
  useEffect(() => {
    const release = () => setComparing(false);
    window.addEventListener('pointerup', release);
    return () => window.removeEventListener('pointerup', release);
  }, []);
  if (!file && !clip) {
    return (
      <section className="player player-empty" aria-label={strings.player.title}>
        <p>{strings.player.empty}</p>
        <p className="quiet">{strings.player.emptyHint}</p>
      </section>
    );
  }
  return (
    <section className="player" aria-label={strings.player.title} onKeyDown={onPlayerKey(player)}>
      <div
        ref={stage}
        className="player-stage"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys step through the frames here
        tabIndex={0}
        aria-label={strings.player.title}
        role="application"
      >
        <FrameStage
          clip={clip}
          file={file}
          showing={comparing ? PHOTO : player.showing}
          against={showsDifference ? photo : undefined}
        />
        <StageFlag stale={stale} isDraft={isDraft} />
      </div>
      {clip && <Scrub player={player} />}
      {clip && place && range && (
        <TrimBar
          place={place}
          fps={clip.fps}
          count={clip.frameCount}
          range={range}
          onChange={setTrim}
          onDone={() => setTrim(undefined)}
        />
      )}
      <div className="player-controls">
        {clip && (
          <>
            <Transport player={player} />
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
            {photo && (
              <IconButton
                label={takeStrings.difference}
                pressed={showsDifference}
                onClick={() => setShowsDifference((on) => !on)}
              >
                <Diff size={15} />
              </IconButton>
            )}
            {place && (
              <IconButton
                label={takeStrings.trim}
                pressed={range !== undefined}
                onClick={() => setTrim(range ? undefined : { start: 0, end: clip.frameCount })}
              >
                <Scissors size={15} />
              </IconButton>
            )}
            <IconButton
              label={strings.player.fullscreen}
              onClick={() => void stage.current?.requestFullscreen()}
            >
              <Maximize size={15} />
            </IconButton>
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

/** Says that what is shown is not the result of the workflow as it is now. */
function StageFlag({ stale, isDraft }: Pick<Result, 'stale' | 'isDraft'>) {
  if (isDraft) {
    return (
      <span className="player-flag player-draft" title={liveStrings.draftHint}>
        {liveStrings.draft}
      </span>
    );
  }
  return stale ? <span className="player-flag">{strings.player.stale}</span> : null;
}
