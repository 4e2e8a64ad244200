import type { ClipReader } from '../../values/clip.ts';
import type { ImageValue } from '../../values/value.ts';
import { borderStreaks } from './border-streaks.ts';
import { faceOpenings } from './face-openings.ts';
import { faceShape } from './face-shape.ts';
import { faceSkin } from './face-skin.ts';
import { temporalFlicker } from './flicker.ts';
import { followPoints, greyOf } from './follow-points.ts';
import { headTurn, TURN_POINTS } from './head-turn.ts';
import { holes } from './holes.ts';
import { bendBetween, stepBetween } from './loop-seam.ts';
import type { FaceObservation, LookedFrame, ObservedStep, TakeObservations } from './observations.ts';
import type { Grey } from './optical-flow.ts';
import { describePicture } from './picture-descriptor.ts';
import { meanSquaredDifference, psnr } from './picture-difference.ts';
import type { SamplePlan } from './sample-plan.ts';
import { laplacianVariance } from './sharpness.ts';
import { continuation, smallFrame } from './warping-error.ts';

/** What the models find of the take's face in a picture of the clip's size. */
export interface FoundFace {
  /** 478 x 3, px */
  readonly landmarks: Float32Array;
  readonly embedding: Float32Array;
}

/** What a take is held against. */
export interface TakeSubject {
  /** The photo that the clip was made of, in the clip's size. */
  readonly photo: ImageValue;
  /** Finds the face again; absent where the clip is not about a face. */
  readonly findFace?: ((picture: ImageValue) => Promise<FoundFace | undefined>) | undefined;
  /** Background 0..1 per pixel; absent when it is not known. */
  readonly background?: Float32Array | undefined;
  /** 1 for every pixel that nothing may change; absent when the whole picture moves or it is not known. */
  readonly still?: Uint8Array | undefined;
}

/**
 * Looks at the frames of a plan, one at a time: memory is that of three frames whatever the clip's length.
 * @param onFrame called before each read with the share done, 0..1; throws to stop
 */
export async function observeTake(
  clip: ClipReader,
  subject: TakeSubject,
  plan: SamplePlan,
  onFrame: (done: number) => void,
): Promise<TakeObservations> {
  const { width, height, fps, frameCount, loop } = clip;
  const all = plan.looks.length + plan.steps.length;
  let done = 0;
  const read = async (start: number, end: number): Promise<Uint8ClampedArray> =>
    (await clip.read({ start, end })).data;
  const known = await subject.findFace?.(subject.photo);
  const grey = greyOf(subject.photo);
  const photo = known && observeFace(subject.photo, known, known.landmarks, grey);
  const plainBorder = borderStreaks(subject.photo.data, width, height);
  const looks: LookedFrame[] = [];
  let firstFrame = Number.POSITIVE_INFINITY;
  let backgroundEnergy = 0;
  for (const index of plan.looks) {
    onFrame(done++ / all);
    const frame = await read(index, index + 1);
    if (index === 0) firstFrame = psnr(frame, subject.photo.data);
    const border = Math.max(0, borderStreaks(frame, width, height) - plainBorder);
    const picture: ImageValue = { type: 'Image', width, height, data: frame };
    const found = known && (await subject.findFace?.(picture));
    const face = known && found && observeFace(picture, found, known.landmarks, grey);
    looks.push({ ...lookAt(index, picture, subject), face, border });
    if (subject.still !== undefined)
      backgroundEnergy += meanSquaredDifference(frame, subject.photo.data, isStill(subject.still));
  }
  const steps: ObservedStep[] = [];
  for (const frame of plan.steps) {
    onFrame(done++ / all);
    steps.push(stepAround(frame, await read(frame - 1, frame + 2), width, height, subject.still));
  }
  return {
    facts: { width, height, fps, frameCount, loop },
    firstFrame,
    photo,
    looks,
    steps,
    seam: loop && frameCount >= 4 ? await seamChanges(read, frameCount) : undefined,
    backgroundEnergy: subject.still && backgroundEnergy / plan.looks.length,
  };
}

function isStill(still: Uint8Array): (pixel: number) => boolean {
  return (pixel) => still[pixel] === 1;
}

function lookAt(
  index: number,
  picture: ImageValue,
  { background }: TakeSubject,
): Omit<LookedFrame, 'border' | 'face'> {
  const part = (weight: (pixel: number) => number): Float32Array =>
    describePicture(picture.data, picture.width, picture.height, weight);
  return {
    index,
    holes: holes(picture.data),
    subject: part(background === undefined ? () => 1 : (pixel) => 1 - background[pixel]),
    background: background && part((pixel) => background[pixel]),
  };
}

/** @param photo the face's landmarks in the photo @param grey the photo */
function observeFace(
  picture: ImageValue,
  { landmarks, embedding }: FoundFace,
  photo: Float32Array,
  grey: Grey,
): FaceObservation {
  const { width, height } = picture;
  const skin = faceSkin(landmarks, width, height);
  const followed = followPoints(grey, greyOf(picture), photo, landmarks, TURN_POINTS);
  const turn = headTurn(photo, followed.landmarks, followed.trust);
  const detail = laplacianVariance(picture.data, width, height, (x, y) => skin[y * width + x] === 1);
  return {
    openings: faceOpenings(landmarks),
    shape: faceShape(landmarks),
    turn,
    sharpness: detail * turn.scale * turn.scale * turn.scale * turn.scale,
    embedding,
  };
}

/** @param three RGBA of frames `frame - 1` to `frame + 1` */
function stepAround(
  frame: number,
  three: Uint8ClampedArray,
  width: number,
  height: number,
  still: Uint8Array | undefined,
): ObservedStep {
  const bytes = width * height * 4;
  const [before, middle, after] = [0, 1, 2].map((n) => three.subarray(n * bytes, (n + 1) * bytes));
  return {
    frame,
    step: stepBetween(before, middle),
    bend: bendBetween(before, middle, after),
    continuation: continuation(smallFrame(before, width, height), smallFrame(middle, width, height)),
    flicker: still && temporalFlicker([before, middle, after], isStill(still)),
  };
}

async function seamChanges(
  read: (start: number, end: number) => Promise<Uint8ClampedArray>,
  frameCount: number,
): Promise<TakeObservations['seam']> {
  const [first, second] = [await read(0, 1), await read(1, 2)];
  const [beforeLast, last] = [
    await read(frameCount - 2, frameCount - 1),
    await read(frameCount - 1, frameCount),
  ];
  return {
    seamStep: stepBetween(last, first),
    seamBends: [bendBetween(beforeLast, last, first), bendBetween(last, first, second)],
  };
}
