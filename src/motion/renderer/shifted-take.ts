import type { MotionValue } from '../../values/motion.ts';
import { CHANNEL_NAMES, type ChannelName } from '../channels.ts';
import { Random } from '../random.ts';

/** A take is shifted by a share of its length between these. */
const LEAST_SHIFT = 0.2;
const MOST_SHIFT = 0.8;
/** Moments that are tried as the new beginning; the calmest is taken. */
const TRIALS = 12;
/** Most of the delay of a take that does not loop, share of its length. */
const MOST_DELAY = 0.25;

/**
 * The same take at another time, for a second face that should not move in unison with the first: a loop is entered
 * at a calm moment and starts at rest there, a take that ends begins later. Depends on the seed alone.
 * @param seed whole number, another one for every face
 */
export function shiftedTake(motion: MotionValue, seed: number): MotionValue {
  const { frameCount, loop } = motion;
  const random = new Random(seed).fork('another face');
  const shift = loop
    ? calmestStart(motion, random)
    : Math.round(random.range(0.3, 1) * MOST_DELAY * frameCount);
  const channels: Record<string, Float32Array> = {};
  for (const name of CHANNEL_NAMES) {
    const track = motion.channels[name];
    if (track === undefined || track.length === 0) continue;
    channels[name] = track.map((_, n) =>
      loop ? track[(n + shift) % track.length] - track[shift % track.length] : track[Math.max(0, n - shift)],
    );
  }
  return { ...motion, channels };
}

function calmestStart(motion: MotionValue, random: Random): number {
  let [best, least] = [0, Infinity];
  for (let trial = 0; trial < TRIALS; trial++) {
    const start = Math.floor(random.range(LEAST_SHIFT, MOST_SHIFT) * motion.frameCount);
    let unrest = 0;
    for (const name of CHANNEL_NAMES) {
      if (!ONE_SIDED.test(name)) continue;
      unrest += Math.abs(valueAt(motion, name, start));
    }
    if (unrest < least) [best, least] = [start, unrest];
  }
  return best;
}

/** Channels whose zero is a rest that a shifted beginning must not be mistaken for. */
const ONE_SIDED = /^(eye|mouth|jaw|brow)\./;

function valueAt(motion: MotionValue, name: ChannelName, frame: number): number {
  const track = motion.channels[name];
  return track === undefined || track.length === 0 ? 0 : track[frame % track.length];
}
