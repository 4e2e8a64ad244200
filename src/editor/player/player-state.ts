import { useState } from 'react';
import type { ClipFacts, FrameRange } from '../../values/clip.ts';
import { frameAt, isCalm, isPlaying, playFrom, type Showing } from '../painter/showing.ts';

export interface PlayerState {
  readonly playing: boolean;
  /** What is on screen; {@link useFrame} tells of each frame. */
  readonly showing: Showing;
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
  const [speed, setSpeed] = useState(1);
  const count = clip?.frameCount ?? 0;
  const rate = (clip?.fps ?? 24) * speed;
  const start = within?.start ?? 0;
  const end = within?.end ?? count;
  const [showing, setShowing] = useState<Showing>(() =>
    isCalm() ? { frame: 0 } : playFrom(start, { start, end }, rate),
  );
  const goOn = () => playFrom(frameAt(showing), { start, end }, rate);
  const isOther =
    isPlaying(showing) && (showing.start !== start || showing.end !== end || showing.rate !== rate);
  // Another clip, or more of it: it goes on from where it is.
  if (isOther) setShowing(goOn());
  const hold = (frame: number) => setShowing({ frame });
  if (!isPlaying(showing) && count > 0 && showing.frame >= count) hold(count - 1);
  return {
    playing: isPlaying(showing),
    showing,
    count,
    speed,
    toggle: () => (isPlaying(showing) ? hold(frameAt(showing)) : setShowing(goOn())),
    step: (by) => hold(count > 0 ? (frameAt(showing) + by + count) % count : 0),
    seek: hold,
    setSpeed,
  };
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
