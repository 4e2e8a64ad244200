import { boxMean } from '../../media/image/box-mean.ts';
import { guideMasks } from '../../media/image/guided-filter.ts';
import { resampleImage } from '../../media/image/resample.ts';
import { resizePlane } from '../../media/image/resize-plane.ts';
import { hypotenuse } from '../../motion/portable-math.ts';
import type { Face } from '../../values/faces.ts';
import type { ImageValue } from '../../values/value.ts';
import { type FaceFrame, faceFrame } from './face-frame.ts';
import { fillPolygon } from './fill-polygon.ts';
import { segmentPerson } from './segment-person.ts';

export interface MaskOptions {
  /** 0 no hair .. 1 as found .. 2 generous */
  readonly hair: number;
  /** Softness of the face's outline, share of the face's width. */
  readonly feather: number;
}

/** Classes are found at this size of the long side and then brought onto the picture's edges, px. */
const WORKING_SIDE = 256;

/** Window of the guided filter that does so, px at the working size. */
const EDGE_RADIUS = 3;
const EDGE_EPSILON = 4e-4;

/** Torso fades in from below the jaw to the base of the neck, in face frame units (chin at 1). */
const TORSO_FROM = 0.95;
const TORSO_FULL = 1.7;

/** Ears and bare forehead belong to the face up to here, in face frame units. */
const HEAD_SKIN = { side: 1.6, top: -1.7, bottom: 0.75 } as const;

/**
 * Face, hair, torso and background of one person. Face, hair and torso do not overlap by more than their soft
 * edges; all lie inside the matte except the face's own outline.
 *
 * @param person the matte, 0..1, at the picture's size
 * @param others faces of other people: what is nearer to them does not belong to this person
 * @returns masks at the picture's size, 0..1
 */
export function personMasks(
  image: ImageValue,
  person: Float32Array,
  face: Face,
  others: readonly Face[],
  options: MaskOptions,
): Readonly<Record<'face' | 'hair' | 'torso' | 'background', Float32Array>> {
  const frame = faceFrame(face);
  const own = others.length > 0 ? ownPart(person, image, frame, others.map(faceFrame)) : person;
  const found = classesAtWorkingSize(image, own, face);
  const guided = guideMasks(image, { radius: EDGE_RADIUS, epsilon: EDGE_EPSILON, workingSide: WORKING_SIDE });
  const follow = (data: Float32Array) => guided({ ...found.size, data });
  const oval = featheredOval(frame, image, options.feather);
  const headSkin = follow(found.headSkin);
  const hairShare = follow(found.hair);
  const masks = {
    face: new Float32Array(own.length),
    hair: new Float32Array(own.length),
    torso: new Float32Array(own.length),
    background: person.map((value) => 1 - value),
  };
  for (let y = 0, i = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++, i++) {
      const inside = own[i] as number;
      const faceShare = Math.max(oval[i] as number, inside * crisp(headSkin[i] as number));
      const rest = inside * (1 - faceShare);
      const isHair = Math.min(1, crisp(hairShare[i] as number, options.hair));
      masks.face[i] = faceShare;
      masks.hair[i] = rest * isHair;
      masks.torso[i] = rest * (1 - isHair) * torsoShare(frame.toFrame(x + 0.5, y + 0.5).v);
    }
  }
  return masks;
}

function classesAtWorkingSize(image: ImageValue, own: Float32Array, face: Face) {
  const scale = Math.min(1, WORKING_SIDE / Math.max(image.width, image.height));
  const size = {
    width: Math.max(1, Math.round(image.width * scale)),
    height: Math.max(1, Math.round(image.height * scale)),
  };
  const whole = { x: 0, y: 0, width: image.width, height: image.height };
  const small = resampleImage(image, whole, size.width, size.height, 'area');
  const matte = resizePlane(own, image.width, image.height, size.width, size.height);
  const frame = faceFrame(scaleFace(face, scale));
  const { hair, skin } = segmentPerson(small, matte, frame);
  const headSkin = skin.map((value, i) => {
    const { u, v } = frame.toFrame((i % size.width) + 0.5, Math.floor(i / size.width) + 0.5);
    const onHead = Math.abs(u) < HEAD_SKIN.side && v > HEAD_SKIN.top && v < HEAD_SKIN.bottom;
    return onHead ? value : 0;
  });
  return { size, hair, headSkin };
}

function scaleFace(face: Face, scale: number): Face {
  const { box, keypoints, landmarks } = face;
  return {
    confidence: face.confidence,
    box: { x: box.x * scale, y: box.y * scale, width: box.width * scale, height: box.height * scale },
    keypoints: keypoints.map(({ x, y }) => ({ x: x * scale, y: y * scale })),
    ...(landmarks && { landmarks: landmarks.map((value) => value * scale) }),
  };
}

function featheredOval(frame: FaceFrame, { width, height }: ImageValue, feather: number): Float32Array {
  const filled = fillPolygon(frame.oval, width, height);
  const radius = Math.round(frame.halfWidth * feather);
  return radius > 0 ? boxMean(boxMean(filled, width, height, radius), width, height, radius) : filled;
}

/** Steepens a soft share around one half; `bias` above 1 takes in more, below 1 less. */
function crisp(share: number, bias = 1): number {
  const t = Math.min(1, Math.max(0, (share * bias - 0.25) / 0.5));
  return t * t * (3 - 2 * t);
}

function torsoShare(v: number): number {
  const t = Math.min(1, Math.max(0, (v - TORSO_FROM) / (TORSO_FULL - TORSO_FROM)));
  return t * t * (3 - 2 * t);
}

/** The matte without what is nearer to another face, in face sizes; soft between two people. */
function ownPart(
  person: Float32Array,
  { width }: ImageValue,
  frame: FaceFrame,
  others: readonly FaceFrame[],
): Float32Array {
  const distance = ({ centre, halfHeight }: FaceFrame, x: number, y: number) =>
    hypotenuse(x - centre.x, (y - centre.y) * 0.5) / halfHeight;
  return person.map((value, i) => {
    if (value <= 0) return 0;
    const [x, y] = [(i % width) + 0.5, Math.floor(i / width) + 0.5];
    const nearest = Math.min(...others.map((other) => distance(other, x, y)));
    const lead = nearest - distance(frame, x, y);
    return value * Math.min(1, Math.max(0, 0.5 + lead * 2));
  });
}
