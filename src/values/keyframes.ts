/** One key of a curve: the curve passes through `value` at this time. */
export interface Keyframe {
  /** seconds from the beginning of the take */
  readonly at: number;
  /** in the channel's own unit */
  readonly value: number;
}

/** Keys by channel, each track in order of time, no two keys at one time. */
export type KeyframeTracks = Readonly<Record<string, readonly Keyframe[]>>;

/**
 * Points that curves of a motion have to pass through. Channel names, units and signs are defined in
 * `src/motion/channels.ts`; a channel without keys is left as it is.
 */
export interface KeyframesValue {
  readonly type: 'Keyframes';
  readonly tracks: KeyframeTracks;
}
