import { useCallback, useEffect, useState } from 'react';
import type { ClipValue } from '../../values/clip.ts';

export interface PlayerState {
  readonly playing: boolean;
  readonly frame: number;
  readonly speed: number;
  toggle(): void;
  /** Pauses and moves by whole frames, around the loop. */
  step(by: number): void;
  seek(frame: number): void;
  setSpeed(speed: number): void;
}

/** Which frame is shown when. Starts playing, unless people ask for less motion. */
export function usePlayer(clip: ClipValue | undefined): PlayerState {
  const [playing, setPlaying] = useState(() => !matchMedia('(prefers-reduced-motion: reduce)').matches);
  const [frame, setFrame] = useState(0);
  const [speed, setSpeed] = useState(1);
  const count = clip?.frameCount ?? 0;
  const fps = clip?.fps ?? 24;
  useEffect(() => {
    if (!playing || count === 0) return;
    let handle = 0;
    let last = performance.now();
    let carried = 0;
    const tick = (now: number) => {
      carried += ((now - last) / 1000) * fps * speed;
      last = now;
      const whole = Math.floor(carried);
      if (whole > 0) {
        carried -= whole;
        setFrame((current) => (current + whole) % count);
      }
      handle = requestAnimationFrame(tick);
    };
    handle = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(handle);
  }, [playing, count, fps, speed]);
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
  return { playing, frame: count > 0 ? Math.min(frame, count - 1) : 0, speed, toggle, step, seek, setSpeed };
}
