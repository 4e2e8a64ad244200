import { clockMs } from './clock.ts';

type ShowFrame = () => void;

/** Somebody who shows frames one after the other. */
interface Beat {
  /** Frames per second. */
  readonly rate: number;
  readonly show: ShowFrame;
  /** Frames since the clock began, as last told. */
  count: number;
}

const SECOND_MS = 1000;

const beats = new Set<Beat>();
let timer: ReturnType<typeof setTimeout> | undefined;
let handle: number | undefined;

/**
 * Tells when the next frame is due: so many times a second, and in the same moments to all with the same rate. A page
 * whose clips each kept a time of their own would be painted anew for every one of them, and a loop that only looks
 * whether a frame is due would keep the page awake at the rate of the screen.
 * @param rate frames per second
 * @returns ends it
 */
export function eachFrame(rate: number, show: ShowFrame): () => void {
  const beat: Beat = { rate, show, count: countAt(rate) };
  beats.add(beat);
  waitForNext();
  return () => {
    beats.delete(beat);
    if (beats.size === 0) stopWaiting();
  };
}

/** Frames of this rate since the clock began. @param now ms of the common clock */
export function countAt(rate: number, now = clockMs()): number {
  // What is meant to be a boundary must not lie a rounding before it.
  return Math.floor((now * rate) / SECOND_MS + 1e-6);
}

/** Until the first of the next frames is due. */
function waitForNext(): void {
  stopWaiting();
  if (beats.size === 0) return;
  const due = Math.min(...[...beats].map(({ rate, count }) => ((count + 1) * SECOND_MS) / rate));
  timer = setTimeout(() => {
    handle = requestAnimationFrame(tell);
  }, due - clockMs());
}

function stopWaiting(): void {
  clearTimeout(timer);
  if (handle !== undefined) cancelAnimationFrame(handle);
  handle = undefined;
}

function tell(): void {
  handle = undefined;
  // Not the time that the browser gives: that of the screen can lie a little before the frame that is due.
  const now = clockMs();
  for (const beat of beats) {
    const count = countAt(beat.rate, now);
    const isDue = count > beat.count;
    beat.count = count;
    if (isDue) beat.show();
  }
  waitForNext();
}
