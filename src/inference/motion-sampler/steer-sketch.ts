import type { ChannelName } from '../../motion/channels.ts';
import { CHANNEL_NAMES } from '../../motion/channels.ts';
import type { ComposedTake } from '../../motion/kinematics/take.ts';
import type { Timeline } from '../../motion/kinematics/timeline.ts';
import type { Random } from '../../motion/random.ts';
import { type FrameTrack, meetPins, type Pin } from './take-values.ts';

/** What a sketch must follow besides the prompt. */
export interface Steering {
  /** A take to vary at the frames of the sketch, and how far: 0 keeps it, 1 ignores it. */
  readonly driving?: { readonly channels: ReadonlyMap<string, FrameTrack>; readonly strength: number };
  /** Given values of a channel. */
  readonly pinsOf: (channel: ChannelName) => readonly Pin[];
  /** Decides which blinks of two takes a mixture has. */
  readonly random: Random;
}

/** A sketch bends toward a given value over this time, unless another one is nearer; seconds. */
const PIN_REACH_SECONDS = 0.6;
/** A lid that is this far from where it mostly rests is in a blink. */
const BLINK_LEVEL = 0.3;
const LIDS = ['eye.blinkLeft', 'eye.blinkRight'] as const;

/**
 * The sketch of a take that varies another one or must have given values: places lie between those of both takes, each
 * blink is either there or not, and curves lead through what is given. Otherwise the sketch as it is.
 */
export function steerSketch(sketch: ComposedTake, timeline: Timeline, steering: Steering): ComposedTake {
  const { driving, pinsOf } = steering;
  const bent = CHANNEL_NAMES.filter((channel) => pinsOf(channel).some(({ frame }) => frame > 0));
  if (driving === undefined && bent.length === 0) return sketch;
  const channels: Record<string, Float32Array> = {};
  for (const channel of CHANNEL_NAMES) {
    const track = mixed(sketch.channels[channel], timeline.frameCount, channel, driving);
    if (bent.includes(channel)) {
      meetPins(track, pinsOf(channel), timeline.loop, PIN_REACH_SECONDS * timeline.fps);
    }
    if (track.some((value) => value !== 0)) channels[channel] = Float32Array.from(track);
  }
  return { channels, blinks: steeredBlinks(sketch, timeline, steering, channels, bent) };
}

function mixed(
  own: Float32Array | undefined,
  frameCount: number,
  channel: string,
  driving: Steering['driving'],
): FrameTrack {
  const track = own === undefined ? new Float64Array(frameCount) : Float64Array.from(own);
  if (driving === undefined) return track;
  const given = driving.channels.get(channel);
  return track.map((value, i) => driving.strength * value + (1 - driving.strength) * (given?.[i] ?? 0));
}

/** Blinks of both takes, chosen one by one; where lids have given values, those close them. */
function steeredBlinks(
  { blinks }: ComposedTake,
  { frameCount }: Timeline,
  { driving, random }: Steering,
  channels: Readonly<Record<string, Float32Array>>,
  bent: readonly ChannelName[],
): ComposedTake['blinks'] {
  if (blinks === undefined) return undefined;
  let lids = [Float64Array.from(blinks.left), Float64Array.from(blinks.right)];
  if (driving !== undefined) {
    const given = LIDS.map((lid) => closure(driving.channels.get(lid) ?? new Float64Array(frameCount)));
    const ours = chosen(lids, (chance) => chance < driving.strength, random.fork('own blinks'));
    const theirs = chosen(given, (chance) => chance >= driving.strength, random.fork('given blinks'));
    lids = ours.map((lid, side) => lid.map((value, i) => Math.max(value, theirs[side][i])));
  }
  const [left, right] = LIDS.map((lid, side) =>
    bent.includes(lid) && channels[lid] !== undefined ? closure(channels[lid]) : lids[side],
  );
  return { left, right };
}

/** How far a lid is from where it mostly rests, 0..1. */
function closure(track: ArrayLike<number>): FrameTrack {
  const values = Float64Array.from(track);
  const rest = [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  return values.map((value) => Math.min(1, Math.max(0, (value - rest) / Math.max(0.1, 1 - rest))));
}

/** Both lids with those of their blinks whose chance is `kept`: the earlier ones stay when more are kept. */
function chosen(
  lids: readonly FrameTrack[],
  kept: (chance: number) => boolean,
  random: Random,
): FrameTrack[] {
  const result = lids.map((lid) => new Float64Array(lid.length));
  const frames = lids[0].length;
  let keep: boolean | undefined;
  for (let frame = 0; frame < frames; frame++) {
    const closed = lids.some((lid) => lid[frame] >= BLINK_LEVEL);
    if (!closed) keep = undefined;
    else keep ??= kept(random.uniform());
    if (keep) for (const [side, lid] of lids.entries()) result[side][frame] = lid[frame];
  }
  return result;
}
