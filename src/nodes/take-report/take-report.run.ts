import { embedFace } from '../../inference/face-embedding.ts';
import { cropOfLandmarks, fitLandmarks } from '../../inference/face-landmarks.ts';
import { measureTake } from '../../motion/measures/measure-take.ts';
import { type FoundFace, observeTake } from '../../motion/measures/observe-take.ts';
import { samplePlan } from '../../motion/measures/sample-plan.ts';
import { movesPicture, stillPixels } from '../../motion/measures/still-pixels.ts';
import type { InputsOf, NodeRun, RunContext } from '../../runtime/node.ts';
import { NodeError } from '../../values/errors.ts';
import type { ImageValue } from '../../values/value.ts';
import { rejectionReasons } from './rejection.ts';
import type { spec } from './take-report.node.ts';

type Inputs = InputsOf<typeof spec>;

/** Places along the clip where the change from frame to frame is measured. */
const STEPS = 10;

/** The landmark model must be this certain of a face in a frame, 0..1. */
const MIN_PRESENCE = 0.5;

/** Around the subject the background may be covered and uncovered, this far in widths of the face. */
const STILL_MARGIN = 0.25;

/** The same where no face is known, in widths of the picture. */
const STILL_MARGIN_WITHOUT_FACE = 0.05;

/** With fewer still pixels than this share of the picture the background says nothing. */
const MIN_STILL_SHARE = 0.02;

/** @throws {NodeError} `size-mismatch`, `too-short`; @throws {ModelError} */
export const run: NodeRun<typeof spec> = async (context, inputs, params) => {
  const { clip, motion, prompt } = inputs;
  if (clip.frameCount < 2) {
    throw new NodeError(
      'too-short',
      'The clip has one frame; there is nothing to measure.',
      'Make it longer.',
    );
  }
  const photo = photoOfClip(inputs);
  const plan = samplePlan(clip, motion, params.looks, STEPS);
  const findFace = faceFinder(context, inputs);
  const seen = await observeTake(
    clip,
    {
      photo,
      findFace,
      background: pictureOf(inputs, inputs.regions?.masks.background),
      still: stillOf(inputs),
    },
    plan,
    (done) => {
      context.signal.throwIfAborted();
      context.progress(done, 'looking at frames');
    },
  );
  if (inputs.faces && seen.photo === undefined) context.notice(describeLostFace(findFace !== undefined));
  const measures = measureTake(seen, { motion, limits: prompt?.limits });
  const reasons = rejectionReasons(measures, params.reject, params.minIdentity);
  if (reasons.length > 0) context.notice(`This take is rejected: ${reasons.join('; ')}.`);
  return { report: { type: 'Report', measures, ...(reasons.length > 0 && { rejected: reasons }) } };
};

function describeLostFace(hasLandmarks: boolean): string {
  const reason = hasLandmarks
    ? 'The landmark model does not see the selected face in the photo'
    : 'The faces have no landmarks (connect them after "Face landmarks")';
  return `${reason}: nothing is said of identity, eyes and mouth.`;
}

/**
 * The photo at the clip's size: an odd last row or column, which clips cannot have, is dropped.
 * @throws {NodeError} `size-mismatch`
 */
function photoOfClip({ clip, image, faces, regions }: Inputs): ImageValue {
  for (const [name, value] of Object.entries({ faces, regions })) {
    if (value === undefined || (value.width === image.width && value.height === image.height)) continue;
    throw mismatch(`The ${name}`, value, 'the photo', image);
  }
  const { width, height } = clip;
  if (image.width >> 1 !== width >> 1 || image.height >> 1 !== height >> 1) {
    throw mismatch('The clip', clip, 'the photo', image);
  }
  if (image.width === width && image.height === height) return image;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    const from = y * image.width * 4;
    data.set(image.data.subarray(from, from + width * 4), y * width * 4);
  }
  return { type: 'Image', width, height, data };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function mismatch(what: string, a: Size, whose: string, b: Size): NodeError {
  return new NodeError(
    'size-mismatch',
    `${what} has ${a.width} × ${a.height} px, ${whose} ${b.width} × ${b.height} px.`,
    'Connect the same picture that goes into "Animate" (after the crop), and faces and regions made from it.',
  );
}

/**
 * Finds the selected face in pictures of the clip: landmarks in two passes. The second one starts from the first one's
 * points (with the crop of another frame the model sees turns up to a third too small or too large, by their direction)
 * and is the mean of several crops.
 */
function faceFinder(
  context: RunContext,
  { faces }: Inputs,
): ((picture: ImageValue) => Promise<FoundFace | undefined>) | undefined {
  const known = faces?.faces[faces.selected]?.landmarks;
  if (known === undefined) return undefined;
  const start = cropOfLandmarks(known);
  return async (picture) => {
    const rough = await fitLandmarks(context, picture, start);
    if (rough.presence < MIN_PRESENCE) return undefined;
    const landmarks = await steadyLandmarks(context, picture, cropOfLandmarks(rough.landmarks));
    return landmarks && { landmarks, embedding: await embedFace(context, picture, landmarks) };
  };
}

/** Sizes of the crops, of the usual one, whose points are averaged: a single crop's scatter by one or two degrees of turn. */
const CROP_SIZES = [0.93, 1, 1.07] as const;

async function steadyLandmarks(
  context: RunContext,
  picture: ImageValue,
  crop: ReturnType<typeof cropOfLandmarks>,
): Promise<Float32Array | undefined> {
  let sum: Float32Array | undefined;
  for (const size of CROP_SIZES) {
    const sized = { ...crop, width: size * crop.width, height: size * crop.height };
    const { landmarks, presence } = await fitLandmarks(context, picture, sized);
    if (presence < MIN_PRESENCE) return undefined;
    sum = sum?.map((v, k) => v + landmarks[k]) ?? landmarks;
  }
  return sum?.map((v) => v / CROP_SIZES.length);
}

/** Per-pixel values of the photo cut to the clip's size. */
function pictureOf({ clip, image }: Inputs, values: Float32Array | undefined): Float32Array | undefined {
  if (values === undefined || (image.width === clip.width && image.height === clip.height)) return values;
  const out = new Float32Array(clip.width * clip.height);
  for (let y = 0; y < clip.height; y++) {
    out.set(values.subarray(y * image.width, y * image.width + clip.width), y * clip.width);
  }
  return out;
}

/** The pixels that must not change; undefined when the camera moves, or when too few are surely background. */
function stillOf(inputs: Inputs): Uint8Array | undefined {
  const { clip, faces, motion } = inputs;
  const background = pictureOf(inputs, inputs.regions?.masks.background);
  if (background === undefined || motion === undefined || movesPicture(motion)) return undefined;
  const face = faces?.faces[faces.selected];
  const margin = face ? STILL_MARGIN * face.box.width : STILL_MARGIN_WITHOUT_FACE * clip.width;
  const still = stillPixels(background, clip.width, clip.height, margin);
  const count = still.reduce((sum, value) => sum + value, 0);
  return count < MIN_STILL_SHARE * still.length ? undefined : still;
}
