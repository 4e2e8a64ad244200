import { useLayoutEffect, useRef } from 'react';
import { eachFrame } from './frame-clock.ts';
import { frameAt, isPlaying, type Showing } from './showing.ts';

/**
 * Calls `show` with the frame on screen, and again while others follow it. It changes the page by itself: React would
 * go through the component as often.
 * @param mostRate calls per second at most
 */
export function useFrame(showing: Showing, mostRate: number, show: (frame: number) => void): void {
  const latest = useRef(show);
  latest.current = show;
  useLayoutEffect(() => {
    const tell = () => latest.current(frameAt(showing));
    tell();
    if (!isPlaying(showing) || showing.end - showing.start < 2) return;
    return eachFrame(Math.min(showing.rate, mostRate), tell);
  }, [showing, mostRate]);
}
