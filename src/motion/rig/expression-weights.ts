import type { ChannelName } from '../channels.ts';
import type { ExpressionWeights } from './expression-deltas.ts';

/** Value of a channel in one frame, within its range. */
export type ChannelValues = (name: ChannelName) => number;

/** A mouth that is closed in the photo shows nothing of its inside: it opens at most this far. */
const CLOSED_MOUTH_MOST = 0.25;

/** Corrections where channels meet, as shares of the weaker one that are lost at full strength of the other. */
const SMILE_LOST_TO_JAW = 0.25;
const SPREAD_LOST_TO_PUCKER = 0.7;
const FUNNEL_LOST_TO_PUCKER = 0.5;
const BROW_LOST_TO_WRINKLE = 0.4;
/**
 * Lips that stay closed are taut: a mild smile draws their corners further than it would those of lips that part. So
 * much more of a smile's beginning, which a full one has caught up with.
 */
const CLOSED_SMILE_LEAD = 0.45;
/** Shares of raised upper and lowered lower lip in parted lips. */
const PART_UPPER = 0.22;
const PART_LOWER = 0.5;

/** Weights of the expression basis for channel values, with corrections where channels meet. */
export function expressionWeights(at: ChannelValues, mouthClosed: boolean): ExpressionWeights {
  const jaw = at('jaw.open');
  const jawOpen = mouthClosed ? Math.min(CLOSED_MOUTH_MOST, jaw) : jaw;
  const [pucker, press, part] = [at('mouth.pucker'), at('mouth.press'), at('mouth.part')];
  // a smile pulls lips apart from the middle: with an open jaw less of it is left for the corners
  const relaxed = (1 - SMILE_LOST_TO_JAW * jawOpen) * (1 - SPREAD_LOST_TO_PUCKER * pucker);
  const lead = mouthClosed ? CLOSED_SMILE_LEAD * Math.max(0, 1 - jaw / CLOSED_MOUTH_MOST) : 0;
  const smile = (value: number): number => relaxed * value * (1 + lead * (1 - value));
  // pressed lips cannot part
  const apart = 1 - press;
  const cheeks = at('eye.squint') + at('cheek.raise');
  const brows = 1 - BROW_LOST_TO_WRINKLE * at('nose.wrinkle');
  return {
    smileLeft: smile(at('mouth.smileLeft')),
    smileRight: smile(at('mouth.smileRight')),
    frown: at('mouth.frown'),
    pucker,
    press,
    stretch: (1 - SPREAD_LOST_TO_PUCKER * pucker) * at('mouth.stretch'),
    funnel: (1 - FUNNEL_LOST_TO_PUCKER * pucker) * at('mouth.funnel'),
    upperLip: apart * Math.min(1, at('mouth.upperLip') + PART_UPPER * part),
    lowerLip: apart * Math.min(1, at('mouth.lowerLip') + PART_LOWER * part),
    mouthSide: at('mouth.side'),
    browUpLeft: brows * at('brow.upLeft'),
    browUpRight: brows * at('brow.upRight'),
    browInnerUp: brows * at('brow.innerUp'),
    browFurrow: at('brow.furrow'),
    browOuterUpLeft: at('brow.outerUpLeft'),
    browOuterUpRight: at('brow.outerUpRight'),
    browDownLeft: at('brow.downLeft'),
    browDownRight: at('brow.downRight'),
    cheekSquintLeft: Math.min(1, cheeks + at('eye.squintLeft')),
    cheekSquintRight: Math.min(1, cheeks + at('eye.squintRight')),
    cheekPuff: at('cheek.puff'),
    noseWrinkle: at('nose.wrinkle'),
    noseFlare: at('nose.flare'),
    jawOpen,
    jawSide: at('jaw.side'),
    jawForward: at('jaw.forward'),
  };
}

/** Share of a full smile and of raised cheeks with which the lower lids rise: what makes a smile look meant. */
const SMILE_SQUINT = 0.35;
const CHEEK_SQUINT = 0.3;
const WRINKLE_SQUINT = 0.25;
/** How far a raised brow takes the lid along, and how far a lowered one presses on it, of the eye's opening. */
const BROW_LIFTS_LID = 0.07;
const BROW_LOWERS_LID = 0.1;

/** What one eye is asked to do. */
export interface EyeWeights {
  /** -.5 wide .. 1 closed */
  readonly blink: number;
  /** 0..1 */
  readonly squint: number;
  /** Degrees, + right and + up. */
  readonly gazeYaw: number;
  readonly gazePitch: number;
}

/** Lids and gaze of one eye for channel values; smile, cheeks, nose and brow act on the lids. */
export function eyeWeights(at: ChannelValues, side: 'left' | 'right'): EyeWeights {
  const left = side === 'left';
  const smile = SMILE_SQUINT * 0.5 * (at('mouth.smileLeft') + at('mouth.smileRight'));
  const own = at(left ? 'eye.squintLeft' : 'eye.squintRight');
  const squint =
    at('eye.squint') + own + smile + CHEEK_SQUINT * at('cheek.raise') + WRINKLE_SQUINT * at('nose.wrinkle');
  const up = Math.max(0, at(left ? 'brow.upLeft' : 'brow.upRight'));
  const down = at(left ? 'brow.downLeft' : 'brow.downRight');
  const blink = at(left ? 'eye.blinkLeft' : 'eye.blinkRight');
  // a lid that closes takes no notice of the brow
  const open = 1 - Math.max(0, blink);
  return {
    blink: Math.max(-0.5, blink + open * (BROW_LOWERS_LID * down - BROW_LIFTS_LID * up)),
    squint: Math.min(1, squint),
    gazeYaw: at('gaze.yaw') + at(left ? 'gaze.yawLeft' : 'gaze.yawRight'),
    gazePitch: at('gaze.pitch') + at(left ? 'gaze.pitchLeft' : 'gaze.pitchRight'),
  };
}
