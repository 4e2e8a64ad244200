import type { MotionValue } from '../../values/motion.ts';
import { eyesOpen, type FaceObservation, type LookedFrame, type TakeObservations } from './observations.ts';
import { type Measure, type MeasureKey, measure } from './verdicts.ts';

/** A lid channel from here on should close the eye. */
const CLOSED = 0.95;
/** Frames with less than this of everything that narrows the eye should show it as open as in the photo. */
const OPEN = 0.05;
/** Turns below this drown in the landmark model's scatter, degrees. */
const MIN_TURN = 2;
/** Fewer frames with open eyes say too little of a turn: the eyes are shut throughout. */
const LEAST_AWAKE = 3;
/** The same for the eyes, degrees. */
const MIN_GAZE = 4;
/** Radius of the eyeball over the distance of the eye's corners, in the middle of adults' eyes. */
const EYEBALL = 0.42;
/** Mouth channels below this are no motion of the mouth. */
const MIN_MOUTH = 0.03;
const DEGREES = 180 / Math.PI;

/**
 * Whether the frames show what the motion asks for, measured again by the landmark model: lids at the apex of a blink
 * and after it, turns, gaze, mouth.
 */
export function askedMeasures(
  { photo, looks }: TakeObservations,
  motion: MotionValue | undefined,
): Measure[] {
  if (photo === undefined || motion === undefined) return [];
  const asked = (channel: string, frame: number): number => motion.channels[channel]?.[frame] ?? 0;
  const seen = looks.flatMap(({ index, face }) => (face === undefined ? [] : [{ index, face }]));
  // Lids that close change the skin at the corners of the eyes, by which turns are followed.
  const awake = seen.filter(({ face }) => eyesOpen(photo, face));
  const turned = awake.length >= LEAST_AWAKE ? awake : seen;
  return [
    ...lidMeasures(photo, seen, asked),
    ...turnMeasure('yawAsked', 'head.yaw', MIN_TURN, turned, asked, ({ turn }) => turn.yaw),
    ...turnMeasure('pitchAsked', 'head.pitch', MIN_TURN, turned, asked, ({ turn }) => turn.pitch),
    ...turnMeasure('rollAsked', 'head.roll', MIN_TURN, turned, asked, ({ turn }) => turn.roll),
    // A turned head moves the corners of the eyes as well, and a closed lid hides the iris.
    ...turnMeasure(
      'gazeAsked',
      'gaze.yaw',
      MIN_GAZE,
      awake.filter(({ index }) => Math.abs(asked('head.yaw', index)) < MIN_TURN),
      asked,
      (face) => gazeTurn(photo, face),
    ),
    ...mouthMeasures(photo, seen, asked),
  ];
}

type Asked = (channel: string, frame: number) => number;
type Seen = ReadonlyArray<Required<Pick<LookedFrame, 'index'>> & { readonly face: FaceObservation }>;

/** How open an eye is in a frame: 100 % as in the photo. */
interface LidShare {
  readonly percent: number;
  readonly index: number;
}

function lidMeasures(photo: FaceObservation, seen: Seen, asked: Asked): Measure[] {
  const apexes: LidShare[] = [];
  const open: number[] = [];
  (['eye.blinkLeft', 'eye.blinkRight'] as const).forEach((channel, side) => {
    const full = photo.openings.lids[side];
    const shares = seen.map(({ index, face }) => ({
      index,
      percent: full > 0 ? (100 * face.openings.lids[side]) / full : 0,
    }));
    const closed = shares.filter(({ index }) => asked(channel, index) >= CLOSED);
    if (closed.length > 0) apexes.push(closed.reduce((a, b) => (b.percent < a.percent ? b : a)));
    for (const { index, face } of seen) {
      if (eyesAtRest(channel, index, asked)) if (full > 0) open.push((100 * face.openings.lids[side]) / full);
    }
  });
  if (apexes.length === 0) return [];
  const wider = apexes.reduce((a, b) => (b.percent > a.percent ? b : a));
  return [
    measure('lidsClosed', wider.percent, wider.index),
    ...(open.length === 0 ? [] : [measure('lidsRecovered', meanOf(open))]),
  ];
}

/** True where nothing should change the height of the eye. */
function eyesAtRest(lid: string, frame: number, asked: Asked): boolean {
  const narrowing = [lid, 'eye.squint', 'mouth.smileLeft', 'mouth.smileRight', 'brow.furrow'];
  const turning = ['gaze.pitch', 'head.pitch'];
  return (
    narrowing.every((channel) => Math.abs(asked(channel, frame)) <= OPEN) &&
    turning.every((channel) => Math.abs(asked(channel, frame)) <= 1)
  );
}

/** Share of the largest turn from which on frames take part in its measure. */
const NEAR_EXTREME = 0.7;

/** Measured turn over the asked one, summed over the frames where nearly the most is asked, in percent. */
function turnMeasure(
  key: MeasureKey,
  channel: string,
  least: number,
  seen: Seen,
  asked: Asked,
  measured: (face: FaceObservation) => number,
): Measure[] {
  const size = (frame: number): number => Math.abs(asked(channel, frame));
  const most = seen.reduce((top, { index }) => Math.max(top, size(index)), 0);
  if (most < least) return [];
  let [found, wanted] = [0, 0];
  for (const { index, face } of seen) {
    if (size(index) < NEAR_EXTREME * most) continue;
    const sign = asked(channel, index) > 0 ? 1 : -1;
    found += sign * measured(face);
    wanted += size(index);
  }
  return [measure(key, (100 * found) / wanted)];
}

/** Turn of the eyes against the photo from the shift of the irises, degrees; + to the right of the picture. */
function gazeTurn(photo: FaceObservation, face: FaceObservation): number {
  const shift = (face.openings.gaze - photo.openings.gaze) / EYEBALL;
  const sine = Math.min(0.9, Math.max(-0.9, shift));
  // asin to the fifth order: within half a percent up to 30 degrees.
  const square = sine * sine;
  return DEGREES * sine * (1 + square * (1 / 6 + (3 / 40) * square));
}

function mouthMeasures(photo: FaceObservation, seen: Seen, asked: Asked): Measure[] {
  const rows: Measure[] = [];
  const most = (of: (face: FaceObservation) => number): number =>
    100 * seen.reduce((top, { face }) => Math.max(top, of(face)), -1);
  const used = (channels: readonly string[]): boolean =>
    seen.some(({ index }) => channels.some((channel) => asked(channel, index) > MIN_MOUTH));
  if (used(['jaw.open']))
    rows.push(
      measure(
        'mouthOpened',
        most((f) => f.openings.mouth - photo.openings.mouth),
      ),
    );
  if (used(['mouth.smileLeft', 'mouth.smileRight']))
    rows.push(
      measure(
        'smileWidened',
        most((f) => f.openings.mouthWidth - photo.openings.mouthWidth),
      ),
    );
  return rows;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
