import type { MotionValue } from '../../values/motion.ts';
import type { PromptLimit } from '../../values/prompt.ts';
import { askedMeasures } from './asked-motion.ts';
import { consistency, drift } from './embedding-similarity.ts';
import { relativeDeviation } from './face-shape.ts';
import { limitMeasures } from './kept-limits.ts';
import { seamOf } from './loop-seam.ts';
import { eyesOpen, type FaceObservation, type LookedFrame, type TakeObservations } from './observations.ts';
import { movesPicture } from './still-pixels.ts';
import { type Measure, type MeasureKey, measure } from './verdicts.ts';

/** Endless PSNR of equal pictures is told as this, dB. */
const PERFECT = 99;

/**
 * All measures of a take (motion.md section 6) that its observations allow: a clip without a face has no identity, an
 * open clip no seam, a moving camera no still background.
 */
export function measureTake(
  seen: TakeObservations,
  asked: { readonly motion?: MotionValue | undefined; readonly limits?: readonly PromptLimit[] | undefined },
): Measure[] {
  return [
    firstFrameMeasure(seen, asked.motion),
    ...identityMeasures(seen),
    ...askedMeasures(seen, asked.motion),
    ...limitMeasures(seen, asked.limits ?? []),
    ...pictureMeasures(seen),
    ...changeMeasures(seen),
  ];
}

/** A moving camera may have to enlarge every frame so that no border shows: then frame 0 cannot be the photo. */
function firstFrameMeasure({ firstFrame }: TakeObservations, motion: MotionValue | undefined): Measure {
  const row = measure('firstFrame', Math.min(PERFECT, firstFrame));
  if (motion === undefined || !movesPicture(motion)) return row;
  const { verdict: _verdict, ...told } = row;
  return told;
}

function identityMeasures({ photo, looks }: TakeObservations): Measure[] {
  if (photo === undefined) return [];
  const seen = looks.filter(hasFace);
  const faces = seen.map(({ face }) => face);
  const lost = looks.length - seen.length;
  const kept = drift([photo.embedding, ...faces.map(({ embedding }) => embedding)]);
  const steady = faces.filter((face) => eyesOpen(photo, face));
  const deviation = (of: (face: FaceObservation) => number): number =>
    100 * relativeDeviation(steady.map(of));
  return [
    ...(kept === undefined
      ? []
      : [
          measure('identityMean', kept.mean),
          // The photo itself stands before the frames.
          measure('identityMin', kept.min, seen[kept.worst - 1].index),
        ]),
    measure(
      'eyeSpacing',
      deviation(({ shape }) => shape.eyes),
    ),
    measure(
      'noseLength',
      deviation(({ shape }) => shape.nose),
    ),
    measure(
      'faceWidth',
      deviation(({ shape }) => shape.width),
    ),
    ...sharpnessMeasures(photo, faces),
    ...(lost > 0 ? [measure('faceLost', lost, looks.find((look) => !hasFace(look))?.index)] : []),
  ];
}

function hasFace(look: LookedFrame): look is LookedFrame & { readonly face: FaceObservation } {
  return look.face !== undefined;
}

function sharpnessMeasures(photo: FaceObservation, faces: readonly FaceObservation[]): Measure[] {
  if (faces.length === 0) return [];
  const kept = faces.map(({ sharpness }) => sharpness / photo.sharpness);
  return [measure('sharpness', meanOf(kept)), measure('sharpnessSwing', 100 * relativeDeviation(kept))];
}

function pictureMeasures({ looks, backgroundEnergy }: TakeObservations): Measure[] {
  const rows: Measure[] = [];
  const add = (key: MeasureKey, value: number | undefined): void => {
    if (value !== undefined) rows.push(measure(key, value));
  };
  add('subject', consistency(looks.flatMap(({ subject }) => subject ?? [])));
  add('background', consistency(looks.flatMap(({ background }) => background ?? [])));
  if (backgroundEnergy !== undefined) add('backgroundResidual', Math.sqrt(backgroundEnergy));
  const torn = looks.reduce((a, b) => (b.border > a.border ? b : a));
  rows.push(
    measure(
      'holes',
      looks.reduce((sum, { holes }) => sum + holes, 0),
    ),
  );
  rows.push(measure('border', 100 * torn.border, torn.border > 0 ? torn.index : undefined));
  return rows;
}

function changeMeasures({ steps, seam }: TakeObservations): Measure[] {
  const rows: Measure[] = [];
  const flickers = steps.flatMap(({ flicker }) => flicker ?? []);
  if (flickers.length > 0) rows.push(measure('flicker', meanOf(flickers)));
  if (steps.length > 0) {
    const worst = steps.reduce((a, b) => (b.continuation.followed < a.continuation.followed ? b : a));
    rows.push(measure('warping', meanOf(steps.map(({ continuation }) => continuation.error))));
    rows.push(measure('followed', 100 * worst.continuation.followed, worst.frame));
  }
  if (seam !== undefined && steps.length > 0) {
    const { value, velocity } = seamOf({
      steps: steps.map(({ step }) => step),
      bends: steps.map(({ bend }) => bend),
      ...seam,
    });
    rows.push(measure('seam', value), measure('seamVelocity', velocity));
  }
  return rows;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
