/**
 * Motion of a take: one track per channel, all `frameCount` long.
 * Channel names, units and signs are defined in `src/motion/channels.ts`. A missing channel is at rest (0).
 * All values are relative to the photo: frame 0 of every channel need not be 0, but 0 means "as in the photo".
 */
export interface MotionValue {
  readonly type: 'Motion';
  readonly fps: number;
  readonly frameCount: number;
  /** True when the frame after the last is the first. */
  readonly loop: boolean;
  readonly channels: Readonly<Record<string, Float32Array>>;
}
