import { findShoulders, type Shoulders } from '../../inference/body-pose.ts';
import { resizePlane } from '../../media/image/resize-plane.ts';
import { hypotenuse } from '../../motion/portable-math.ts';
import type { NodeRun } from '../../runtime/node.ts';
import { NodeError } from '../../values/errors.ts';
import type { Face, FacesValue } from '../../values/faces.ts';
import type { ImageValue, MaskValue, RegionsValue } from '../../values/value.ts';
import { personMasks } from './person-masks.ts';
import type { spec } from './regions.node.ts';

/** Shoulders less visible than this are guesses. */
const LEAST_SHOULDER_CONFIDENCE = 0.3;

/** @throws {NodeError} `faces-mismatch` when the faces belong to a picture of another size */
export const run: NodeRun<typeof spec> = async (context, { image, faces, matte }, { hair, feather }) => {
  checkFaces(image, faces);
  const person = matteAtSize(matte, image);
  const face = faces?.faces[faces.selected];
  if (!face) return { regions: subjectOnly(image, person) };
  const shoulders = await findShoulders(context, image, face);
  context.progress(0.5, 'Telling hair, skin and clothes apart');
  context.signal.throwIfAborted();
  const others = faces.faces.filter((_, index) => index !== faces.selected);
  const masks = personMasks(image, person, face, others, { hair, feather: feather / 100 });
  const { width, height } = image;
  const body = shoulders && isUsable(shoulders, face) ? bodyOf(shoulders) : undefined;
  if (!body) context.notice('No shoulders were found: breathing can only follow the torso’s outline.');
  return { regions: { type: 'Regions', width, height, masks, ...(body && { body }) } };
};

function matteAtSize(matte: MaskValue, { width, height }: ImageValue): Float32Array {
  if (matte.width === width && matte.height === height) return matte.data;
  return resizePlane(matte.data, matte.width, matte.height, width, height);
}

function subjectOnly({ width, height }: ImageValue, person: Float32Array): RegionsValue {
  const masks = { subject: person, background: person.map((value) => 1 - value) };
  return { type: 'Regions', width, height, masks };
}

function checkFaces(image: ImageValue, faces: FacesValue | undefined): void {
  if (!faces || (faces.width === image.width && faces.height === image.height)) return;
  throw new NodeError(
    'faces-mismatch',
    `The faces belong to a picture of ${faces.width} × ${faces.height} px, the image has ${image.width} × ${image.height} px.`,
    'Connect image and faces that went through the same crop.',
  );
}

/** Shoulders lie below the face's middle and apart; anything else is a misreading. */
function isUsable({ left, right, confidence }: Shoulders, { box }: Face): boolean {
  const middle = box.y + box.height / 2;
  const apart = hypotenuse(left.x - right.x, left.y - right.y);
  return (
    confidence >= LEAST_SHOULDER_CONFIDENCE && left.y > middle && right.y > middle && apart > 0.5 * box.width
  );
}

function bodyOf({ left, right, confidence }: Shoulders): NonNullable<RegionsValue['body']> {
  return { leftShoulder: left, rightShoulder: right, confidence };
}
