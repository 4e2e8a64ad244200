/**
 * The channels of motion: what can move, in which unit, in which direction, how far.
 *
 * Conventions: picture axes (x right, y down). `Left`/`Right` in a name is the subject's own side, as in
 * face-rig practice (`eyeBlinkLeft` is the subject's left eye, at the right of an unmirrored photo).
 * Signed motions are picture directions: `head.yaw > 0` turns the face toward the right edge of the picture.
 * 0 is "as in the photo".
 */
export interface ChannelSpec {
  readonly unit: 'degrees' | '0..1' | '-1..1' | 'fraction of width' | 'fraction';
  readonly min: number;
  readonly max: number;
  readonly label: string;
  /** Beyond what prompts and the motion model speak of: for keyframes, edits and recorded performances. */
  readonly fine?: true;
}

export const CHANNELS = {
  'head.yaw': { unit: 'degrees', min: -12, max: 12, label: 'Head turn' },
  'head.pitch': { unit: 'degrees', min: -8, max: 8, label: 'Chin up / down' },
  'head.roll': { unit: 'degrees', min: -8, max: 8, label: 'Head tilt' },
  /** 1 closes the lid at contact, negative widens the eye. */
  'eye.blinkLeft': { unit: '0..1', min: -0.5, max: 1, label: 'Left lid' },
  'eye.blinkRight': { unit: '0..1', min: -0.5, max: 1, label: 'Right lid' },
  'eye.squint': { unit: '0..1', min: 0, max: 1, label: 'Squint' },
  /** On top of `eye.squint`. */
  'eye.squintLeft': { unit: '0..1', min: 0, max: 1, label: 'Squint, left', fine: true },
  'eye.squintRight': { unit: '0..1', min: 0, max: 1, label: 'Squint, right', fine: true },
  'gaze.yaw': { unit: 'degrees', min: -20, max: 20, label: 'Gaze left / right' },
  /** + looks up */
  'gaze.pitch': { unit: 'degrees', min: -15, max: 15, label: 'Gaze up / down' },
  /** On top of the gaze that both eyes share: 0 keeps them together; vergence is left -, right +. */
  'gaze.yawLeft': { unit: 'degrees', min: -10, max: 10, label: 'Left eye, left / right', fine: true },
  'gaze.yawRight': { unit: 'degrees', min: -10, max: 10, label: 'Right eye, left / right', fine: true },
  'gaze.pitchLeft': { unit: 'degrees', min: -8, max: 8, label: 'Left eye, up / down', fine: true },
  'gaze.pitchRight': { unit: 'degrees', min: -8, max: 8, label: 'Right eye, up / down', fine: true },
  'brow.upLeft': { unit: '-1..1', min: -0.5, max: 1, label: 'Left brow' },
  'brow.upRight': { unit: '-1..1', min: -0.5, max: 1, label: 'Right brow' },
  'brow.innerUp': { unit: '0..1', min: 0, max: 1, label: 'Inner brows up' },
  'brow.furrow': { unit: '0..1', min: 0, max: 1, label: 'Furrow' },
  'brow.outerUpLeft': { unit: '0..1', min: 0, max: 1, label: 'Left brow, outer end up', fine: true },
  'brow.outerUpRight': { unit: '0..1', min: 0, max: 1, label: 'Right brow, outer end up', fine: true },
  'brow.downLeft': { unit: '0..1', min: 0, max: 1, label: 'Left brow down', fine: true },
  'brow.downRight': { unit: '0..1', min: 0, max: 1, label: 'Right brow down', fine: true },
  'cheek.raise': { unit: '0..1', min: 0, max: 1, label: 'Cheeks up', fine: true },
  'cheek.puff': { unit: '0..1', min: 0, max: 1, label: 'Cheeks puffed', fine: true },
  'nose.wrinkle': { unit: '0..1', min: 0, max: 1, label: 'Nose wrinkled', fine: true },
  'nose.flare': { unit: '0..1', min: 0, max: 1, label: 'Nostrils wide', fine: true },
  'mouth.smileLeft': { unit: '0..1', min: 0, max: 1, label: 'Smile, left corner' },
  'mouth.smileRight': { unit: '0..1', min: 0, max: 1, label: 'Smile, right corner' },
  'mouth.frown': { unit: '0..1', min: 0, max: 1, label: 'Frown' },
  'mouth.pucker': { unit: '0..1', min: 0, max: 1, label: 'Pout' },
  'mouth.press': { unit: '0..1', min: 0, max: 1, label: 'Lips pressed' },
  'mouth.stretch': { unit: '0..1', min: 0, max: 1, label: 'Lips wide' },
  /** Lips part while the jaw rests. */
  'mouth.part': { unit: '0..1', min: 0, max: 1, label: 'Lips parted', fine: true },
  'mouth.upperLip': { unit: '0..1', min: 0, max: 1, label: 'Upper lip raised', fine: true },
  'mouth.lowerLip': { unit: '0..1', min: 0, max: 1, label: 'Lower lip lowered', fine: true },
  /** Lips forward and open, as in "oh". */
  'mouth.funnel': { unit: '0..1', min: 0, max: 1, label: 'Lips round', fine: true },
  'mouth.side': { unit: '-1..1', min: -1, max: 1, label: 'Mouth, sideways', fine: true },
  /** 1 is the rig's widest; a mouth that is closed in the photo opens to at most .25. */
  'jaw.open': { unit: '0..1', min: 0, max: 1, label: 'Jaw' },
  'jaw.side': { unit: '-1..1', min: -1, max: 1, label: 'Jaw, sideways' },
  'jaw.forward': { unit: '0..1', min: 0, max: 1, label: 'Jaw, forward', fine: true },
  /** Lungs above the level in the photo; shoulders and chest follow. */
  'body.breath': { unit: '-1..1', min: -1, max: 1, label: 'Breath' },
  /** Displacement of the tips of the hair, + toward the right edge of the picture; roots stay. */
  'hair.sway': { unit: '-1..1', min: -1, max: 1, label: 'Hair' },
  /** The same at the scale of strands: fast and local. */
  'hair.flutter': { unit: '-1..1', min: -1, max: 1, label: 'Strands' },
  /** Camera moves toward the right / bottom: the picture shifts the other way, near things more. */
  'camera.x': { unit: 'fraction of width', min: -0.1, max: 0.1, label: 'Camera across' },
  'camera.y': { unit: 'fraction of width', min: -0.1, max: 0.1, label: 'Camera up / down' },
  /** +.06 shows everything 6 % larger */
  'camera.zoom': { unit: 'fraction', min: -0.15, max: 0.25, label: 'Push in / pull back' },
  /** Travel toward the subject at constant subject size: the background changes scale. */
  'camera.dolly': { unit: 'fraction', min: -0.25, max: 0.25, label: 'Dolly zoom' },
  'camera.orbit': { unit: 'degrees', min: -8, max: 8, label: 'Orbit' },
  'camera.roll': { unit: 'degrees', min: -3, max: 3, label: 'Camera roll' },
  /** 0 all sharp, 1 background fully out of focus, -1 subject out of focus. */
  'camera.focus': { unit: '-1..1', min: -1, max: 1, label: 'Focus' },
  /** Exposure, .04 is 4 % brighter. */
  light: { unit: 'fraction', min: -0.2, max: 0.2, label: 'Light' },
} as const satisfies Record<string, ChannelSpec>;

export type ChannelName = keyof typeof CHANNELS;

export const CHANNEL_NAMES = Object.keys(CHANNELS) as readonly ChannelName[];
