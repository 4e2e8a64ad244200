/** The part of a take that a graph shows, seconds. */
export interface TimeView {
  readonly from: number;
  readonly to: number;
}

/** The shortest part that is shown, seconds: a few frames. */
const LEAST_SECONDS = 0.25;

/** The view a factor nearer or farther, with one moment staying where it is. @param factor > 1 shows less */
export function zoomedView(view: TimeView, seconds: number, factor: number, about: number): TimeView {
  const length = view.to - view.from;
  const next = Math.min(seconds, Math.max(Math.min(LEAST_SECONDS, seconds), length / factor));
  const share = length > 0 ? (about - view.from) / length : 0.5;
  return fittedView({ from: about - share * next, to: about + (1 - share) * next }, seconds);
}

/** The view moved by so many seconds, within the take. */
export function pannedView({ from, to }: TimeView, seconds: number, by: number): TimeView {
  return fittedView({ from: from + by, to: to + by }, seconds);
}

/** A view within the take; one that is longer than it becomes the whole. */
export function fittedView({ from, to }: TimeView, seconds: number): TimeView {
  const length = Math.min(to - from, seconds);
  const start = Math.min(Math.max(0, from), seconds - length);
  return { from: start, to: start + length };
}
