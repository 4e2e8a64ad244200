import { CHANNEL_NAMES, type ChannelName } from '../channels.ts';

/** The frames of a take. */
export interface Timeline {
  readonly frameCount: number;
  readonly fps: number;
  /** `frameCount / fps`; in a loop the period after which everything repeats. */
  readonly seconds: number;
  readonly loop: boolean;
}

export function timelineOf(seconds: number, fps: number, loop: boolean): Timeline {
  const frameCount = Math.max(2, Math.round(seconds * fps));
  return { frameCount, fps, seconds: frameCount / fps, loop };
}

/** One value per frame; double precision until the take is finished. */
export type Track = Float64Array;

/** Samples a function of time (seconds) at every frame. */
export function sample(timeline: Timeline, valueAt: (seconds: number) => number): Track {
  const track = new Float64Array(timeline.frameCount);
  for (let frame = 0; frame < track.length; frame++) track[frame] = valueAt(frame / timeline.fps);
  return track;
}

/** The tracks of a take while it is being composed. Contributions to a channel add up. */
export class Tracks {
  readonly timeline: Timeline;
  readonly #tracks = new Map<ChannelName, Track>();

  constructor(timeline: Timeline) {
    this.timeline = timeline;
  }

  /** The live track of a channel, at rest until something is added. */
  of(channel: ChannelName): Track {
    let track = this.#tracks.get(channel);
    if (track === undefined) {
      track = new Float64Array(this.timeline.frameCount);
      this.#tracks.set(channel, track);
    }
    return track;
  }

  add(channel: ChannelName, values: Track, gain = 1): void {
    const track = this.of(channel);
    for (let frame = 0; frame < track.length; frame++) track[frame] += gain * values[frame];
  }

  /** Tracks that were touched, in the order of the channel table. */
  *touched(): Iterable<readonly [ChannelName, Track]> {
    for (const channel of CHANNEL_NAMES) {
      const track = this.#tracks.get(channel);
      if (track !== undefined) yield [channel, track];
    }
  }
}
