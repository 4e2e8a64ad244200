import { useEffect, useRef } from 'react';
import { clockMs } from '../painter/clock.ts';
import type { Playing } from '../painter/showing.ts';

const SECOND_MS = 1000;

interface PlayheadProps {
  readonly playing: Playing;
  /** Number of the last frame of the clip, from 0. */
  readonly last: number;
}

/**
 * The handle and the filled part of a scrub while its clip plays, moved by the browser's compositor: a slider that is
 * set 24 times a second is laid out and painted as often by the page, which a run then delays.
 */
export function Playhead({ playing, last }: PlayheadProps) {
  const knob = useRef<HTMLDivElement>(null);
  const filled = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { start, end, rate } = playing;
    const [from, to] = [start / Math.max(1, last), (end - 1) / Math.max(1, last)];
    if (end - start < 2) return;
    const timing: KeyframeAnimationOptions = {
      duration: ((end - start) * SECOND_MS) / rate,
      iterations: Number.POSITIVE_INFINITY,
      // A step a frame: without a graphics card, each refresh of the screen that moves something is work.
      easing: `steps(${end - start}, jump-none)`,
    };
    const animations = [
      knob.current?.animate(
        { transform: [`translateX(${from * 100}%)`, `translateX(${to * 100}%)`] },
        timing,
      ),
      filled.current?.animate({ transform: [`scaleX(${from})`, `scaleX(${to})`] }, timing),
    ];
    for (const animation of animations) if (animation) animation.currentTime = playedMs(playing);
    return () => {
      for (const animation of animations) animation?.cancel();
    };
  }, [playing, last]);
  return (
    <div className="playhead" aria-hidden="true">
      <div ref={filled} className="playhead-filled" />
      <div ref={knob} className="playhead-knob" />
    </div>
  );
}

/** Time since the loop began, ms. */
function playedMs({ start, end, rate, offset }: Playing): number {
  const loopMs = ((end - start) * SECOND_MS) / rate;
  const sinceMs = clockMs() + (offset * SECOND_MS) / rate;
  return ((sinceMs % loopMs) + loopMs) % loopMs;
}
