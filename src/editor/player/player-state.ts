import { useCallback, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ClipFacts, FrameRange } from '../../values/clip.ts';
import { eachFrame } from '../previews/frame-clock.ts';

export interface PlayerState {
  readonly playing: boolean;
  readonly frame: number;
  /** Frames of what is played. */
  readonly count: number;
  readonly speed: number;
  toggle(): void;
  /** Pauses and moves by whole frames, around the loop. */
  step(by: number): void;
  seek(frame: number): void;
  setSpeed(speed: number): void;
}

/**
 * Which frame is shown when. Starts playing, unless people ask for less motion.
 * @param within only these frames are played
 */
export function usePlayer(
  clip: Pick<ClipFacts, 'frameCount' | 'fps'> | undefined,
  within?: FrameRange,
): PlayerState {
  const [playing, setPlaying] = useState(() => !matchMedia('(prefers-reduced-motion: reduce)').matches);
  const [frame, setFrame] = useState(0);
  const [speed, setSpeed] = useState(1);
  const count = clip?.frameCount ?? 0;
  const fps = clip?.fps ?? 24;
  const start = within?.start ?? 0;
  const end = within?.end ?? count;
  useEffect(() => {
    if (!playing || end <= start) return;
    return eachFrame(fps * speed, (_count, passed) =>
      // At once: a task later it would be in another picture of the screen than the other clips.
      flushSync(() =>
        setFrame((current) => start + ((Math.max(0, current - start) + passed) % (end - start))),
      ),
    );
  }, [playing, start, end, fps, speed]);
  const toggle = useCallback(() => setPlaying((on) => !on), []);
  const step = useCallback(
    (by: number) => {
      setPlaying(false);
      setFrame((current) => (count > 0 ? (current + by + count) % count : 0));
    },
    [count],
  );
  const seek = useCallback((next: number) => {
    setPlaying(false);
    setFrame(next);
  }, []);
  const shown = count > 0 ? Math.min(frame, count - 1) : 0;
  return { playing, frame: shown, count, speed, toggle, step, seek, setSpeed };
}

/** Arrow keys step, the space bar plays and pauses; fields and buttons keep their own keys. */
export function onPlayerKey({ step, toggle }: PlayerState): (event: React.KeyboardEvent) => void {
  return (event) => {
    const isControl = event.target instanceof HTMLElement && event.target.closest('button, select') !== null;
    if (event.key === 'ArrowRight') step(1);
    else if (event.key === 'ArrowLeft') step(-1);
    else if (event.key === ' ' && !isControl) toggle();
    else return;
    event.preventDefault();
  };
}
