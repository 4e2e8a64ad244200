import type { MotionValue } from '../../values/motion.ts';
import { correlation } from '../measures/take-statistics-samples.ts';
import type { Random } from '../random.ts';

/** Two sketches whose heads move more alike than this are one take to the eye. */
const MOST_ALIKE = 0.5;
/** What the prompt asks for is alike in all takes: no seed mends that, so the search ends. */
const ATTEMPTS = 8;
const AXES = ['head.yaw', 'head.pitch', 'head.roll'] as const;

/**
 * The seed of a take's sketch: the first of up to {@link ATTEMPTS} whose head moves unlike those of the takes before
 * it, or else the least alike. Take 0 has the first seed that is drawn. A take depends on its number alone: those
 * before it are chosen again, from sketches that cost a millisecond or two.
 * @param take number of the take, 0..
 * @param random the seed's own stream
 * @param sketch the channels of a sketch, each of `frameCount` values; those at rest may be left out
 */
export function unlikeSeed(
  take: number,
  random: Random,
  frameCount: number,
  sketch: (seed: number) => MotionValue['channels'],
): number {
  const poses: Float64Array[] = [];
  let chosen = 0;
  for (let number = 0; number <= take; number++) {
    let least = Infinity;
    for (let attempt = 0; attempt < ATTEMPTS && least > MOST_ALIKE; attempt++) {
      const stream = random.fork(`take ${number}`).fork(attempt === 0 ? 'sketch' : `sketch ${attempt}`);
      const seed = stream.uint32();
      const pose = poseOf(sketch(seed), frameCount);
      const alike = Math.max(-1, ...poses.slice(0, number).map((other) => correlation(pose, other)));
      if (alike >= least) continue;
      least = alike;
      chosen = seed;
      poses[number] = pose;
    }
  }
  return chosen;
}

/** The three axes in one row, each about its mean. */
function poseOf(channels: MotionValue['channels'], frameCount: number): Float64Array {
  const pose = new Float64Array(AXES.length * frameCount);
  AXES.forEach((axis, row) => {
    const track = channels[axis];
    if (track === undefined) return;
    const centre = track.reduce((sum, value) => sum + value, 0) / frameCount;
    pose.set(
      Float64Array.from(track, (value) => value - centre),
      row * frameCount,
    );
  });
  return pose;
}
