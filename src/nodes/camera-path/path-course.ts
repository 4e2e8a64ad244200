export type Course = 'there and back' | 'one way';
export type Ease = 'smooth' | 'even' | 'slow start' | 'slow end';

/**
 * How far along its path the camera is, 0 at the start .. 1 at the end.
 * @param time 0..1 of the take; in a loop 1 is 0 again
 * @param rest share of the time at rest at each end, 0..0.4
 */
export function pathShare(time: number, course: Course, ease: Ease, rest: number): number {
  const way = course === 'one way' ? time : 1 - Math.abs(1 - 2 * time);
  const moving = Math.min(1, Math.max(0, (way - rest) / (1 - 2 * rest)));
  if (ease === 'smooth') return moving * moving * (3 - 2 * moving);
  if (ease === 'slow start') return moving * moving;
  return ease === 'slow end' ? moving * (2 - moving) : moving;
}
