import type { PromptLimit } from '../../values/prompt.ts';
import type { ChannelName } from '../channels.ts';
import { channelRange } from '../prompt/limits.ts';
import type { FaceObservation, TakeObservations } from './observations.ts';
import { type Measure, measure } from './verdicts.ts';

/** A channel as the landmark model sees it, and how far its measurement scatters on a still face. */
interface Remeasured {
  readonly channel: ChannelName;
  readonly scatter: number;
  readonly of: (face: FaceObservation, photo: FaceObservation) => number;
}

/** Widening of the mouth by a full smile and opening by a full jaw, in eye distances (motion.md section 4: the
 * corners move by .71 cm each, the lower lip by 3.45 cm; the eye centres are 6.3 cm apart). */
const FULL_SMILE = 0.225;
const FULL_JAW = 0.55;

const REMEASURED: readonly Remeasured[] = [
  { channel: 'head.yaw', scatter: 1.5, of: (face) => face.turn.yaw },
  { channel: 'head.pitch', scatter: 1.5, of: (face) => face.turn.pitch },
  { channel: 'head.roll', scatter: 1, of: (face) => face.turn.roll },
  { channel: 'eye.blinkLeft', scatter: 0.15, of: (face, photo) => closure(face, photo, 0) },
  { channel: 'eye.blinkRight', scatter: 0.15, of: (face, photo) => closure(face, photo, 1) },
  {
    channel: 'jaw.open',
    scatter: 0.03,
    of: (face, photo) => (face.openings.mouth - photo.openings.mouth) / FULL_JAW,
  },
  {
    channel: 'mouth.smileLeft',
    scatter: 0.15,
    of: (face, photo) => (face.openings.mouthWidth - photo.openings.mouthWidth) / FULL_SMILE,
  },
];

function closure(face: FaceObservation, photo: FaceObservation, side: 0 | 1): number {
  return 1 - face.openings.lids[side] / photo.openings.lids[side];
}

/**
 * How far the frames go beyond the limits of the prompt, measured again by the landmark model: the largest excess
 * beyond a limit and the model's own scatter, in percent of the channel's whole range. No row when no limit is about
 * something that can be measured (head, lids, jaw, smile).
 */
export function limitMeasures({ photo, looks }: TakeObservations, limits: readonly PromptLimit[]): Measure[] {
  if (photo === undefined || limits.length === 0) return [];
  const excesses = REMEASURED.flatMap(({ channel, scatter, of }) => {
    const free = channelRange([], channel);
    const { min, max } = channelRange(limits, channel);
    if (min === free.min && max === free.max) return [];
    return looks.flatMap(({ face }) => {
      if (face === undefined) return [];
      const value = of(face, photo);
      const beyond = Math.max(min - value, value - max) - scatter;
      return [(100 * Math.max(0, beyond)) / (free.max - free.min)];
    });
  });
  if (excesses.length === 0) return [];
  return [
    measure(
      'limitExcess',
      excesses.reduce((a, b) => Math.max(a, b)),
    ),
  ];
}
