import { boxMean } from '../../media/image/box-mean.ts';
import { portableExp } from '../../motion/portable-math.ts';
import type { ImageValue } from '../../values/value.ts';
import { ColourModel, colourBin } from './colour-model.ts';
import type { FaceFrame } from './face-frame.ts';
import { placePrior } from './head-priors.ts';

/** Soft classes of a person's pixels, each `width * height` of the picture given; outside of the person all 0. */
export interface PersonClasses {
  readonly hair: Float32Array;
  readonly skin: Float32Array;
}

/** Matte values from here on are surely the person. */
const SURE = 0.9;

/** A colour this likely, relative to the most usual skin colour, is skin. */
const SKIN_LIKENESS = 0.12;

/** Fewer hair samples than this share of the crown's pixels: the head is bald or shaved. */
const LEAST_HAIR_SHARE = 0.08;

/** Rounds of re-estimating colours from the classes found. */
const ROUNDS = 3;

/** Evidence is averaged over windows of this radius, so that single pixels do not decide, px. */
const EVIDENCE_RADIUS = 1;

/** Doubtful pixels stay only within this distance of sure ones, px. */
const SOFT_EDGE = 3;

/** Posterior from which a pixel counts as part of a connected whole. */
const PART_THRESHOLD = 0.5;

/** Above this v (chin at 1) everything of a person is head. */
const HEAD_BOTTOM = 0.75;

const CLASS_NAMES = ['hair', 'skin', 'cloth'] as const;
type ClassName = (typeof CLASS_NAMES)[number];
type Classes = Readonly<Record<ClassName, Float32Array>>;

/**
 * Tells hair, skin and clothes of one person apart: colours learned from places that are what they are (cheeks,
 * crown, chest) combined with where each pixel lies, re-estimated a few times (expectation maximisation).
 * Hair must hang together with the crown, skin with the cheeks.
 *
 * @param image at working size
 * @param matte the person, 0..1, same size
 * @param frame of the face, in px of `image`
 */
export function segmentPerson(image: ImageValue, matte: Float32Array, frame: FaceFrame): PersonClasses {
  const places = placesOf(image, frame);
  const bins = binsOf(image);
  const prior = priorsOf(places);
  const seeds = seedWeights(bins, matte, places);
  if (!seeds.hasHair) prior.hair.fill(0.02);
  let classes: Classes = seeds.weights;
  for (let round = 0; round < ROUNDS; round++) {
    classes = classify(bins, matte, prior, classes, image);
  }
  const skin = connectedTo(isCheek, classes.skin, places, image.width);
  const hair = classes.hair.map((value, i) => {
    // Bright strands look like skin, but skin of the head hangs together with the face.
    const strand =
      (places.v[i] as number) < HEAD_BOTTOM ? (classes.skin[i] as number) - (skin[i] as number) : 0;
    return seeds.hasHair ? value + strand : value;
  });
  return { hair: connectedTo(isCrown, hair, places, image.width), skin };
}

interface Places {
  readonly u: Float32Array;
  readonly v: Float32Array;
}

function placesOf(image: ImageValue, frame: FaceFrame): Places {
  const u = new Float32Array(image.width * image.height);
  const v = new Float32Array(u.length);
  for (let y = 0, i = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++, i++) {
      const place = frame.toFrame(x + 0.5, y + 0.5);
      u[i] = place.u;
      v[i] = place.v;
    }
  }
  return { u, v };
}

function binsOf(image: ImageValue): Uint16Array {
  const bins = new Uint16Array(image.width * image.height);
  for (let i = 0, p = 0; i < bins.length; i++, p += 4) {
    bins[i] = colourBin(image.data[p] as number, image.data[p + 1] as number, image.data[p + 2] as number);
  }
  return bins;
}

function priorsOf({ u, v }: Places): Classes {
  const hair = new Float32Array(u.length);
  const skin = new Float32Array(u.length);
  const cloth = new Float32Array(u.length);
  for (let i = 0; i < u.length; i++) {
    const place = placePrior(u[i] as number, v[i] as number);
    hair[i] = place.hair;
    skin[i] = place.skin;
    cloth[i] = place.cloth;
  }
  return { hair, skin, cloth };
}

/** Where skin, hair and clothes are to be expected in almost every portrait. */
function isCheek(u: number, v: number): boolean {
  return Math.abs(u) < 0.75 && v > -0.6 && v < 0.75;
}

function isCrown(u: number, v: number): boolean {
  const above = Math.abs(u) < 1.1 && v > -2.1 && v < -1.1;
  const temples = Math.abs(u) > 1.05 && Math.abs(u) < 1.5 && v > -1.1 && v < -0.1;
  return above || temples;
}

function isChest(u: number, v: number): boolean {
  return v > 2.2 && Math.abs(u) < 5;
}

/** First samples of each class; crown pixels that look like the face's skin are no hair. */
function seedWeights(
  bins: Uint16Array,
  matte: Float32Array,
  { u, v }: Places,
): { readonly weights: Classes; readonly hasHair: boolean } {
  const pick = (isThere: (u: number, v: number) => boolean) =>
    matte.map((value, i) => (value > SURE && isThere(u[i] as number, v[i] as number) ? 1 : 0));
  const skin = pick(isCheek);
  const skinColours = new ColourModel(bins, skin);
  const leastSkin = skinColours.peak * SKIN_LIKENESS;
  const crown = pick(isCrown);
  const hair = crown.map((weight, i) =>
    weight > 0 && skinColours.of(bins[i] as number) > leastSkin ? 0 : weight,
  );
  const hasHair = sum(hair) > LEAST_HAIR_SHARE * sum(crown);
  return { weights: { skin, hair, cloth: pick(isChest) }, hasHair };
}

function sum(values: Float32Array): number {
  return values.reduce((total, value) => total + value, 0);
}

/** One round: colours from the classes, evidence from colours and places, new classes. */
function classify(
  bins: Uint16Array,
  matte: Float32Array,
  prior: Classes,
  classes: Classes,
  { width, height }: ImageValue,
): Classes {
  const logs = CLASS_NAMES.map((name) => {
    const table = new ColourModel(bins, classes[name]).logarithms();
    const perPixel = new Float32Array(bins.length);
    for (let i = 0; i < bins.length; i++) perPixel[i] = table[bins[i] as number] as number;
    return boxMean(perPixel, width, height, EVIDENCE_RADIUS);
  }) as [Float32Array, Float32Array, Float32Array];
  const [hairLogs, skinLogs, clothLogs] = logs;
  const out = {
    hair: new Float32Array(bins.length),
    skin: new Float32Array(bins.length),
    cloth: new Float32Array(bins.length),
  };
  for (let i = 0; i < bins.length; i++) {
    const inside = matte[i] as number;
    if (inside <= 0) continue;
    const top = Math.max(hairLogs[i] as number, skinLogs[i] as number, clothLogs[i] as number);
    const hair = portableExp((hairLogs[i] as number) - top) * (prior.hair[i] as number);
    const skin = portableExp((skinLogs[i] as number) - top) * (prior.skin[i] as number);
    const cloth = portableExp((clothLogs[i] as number) - top) * (prior.cloth[i] as number);
    const share = inside / (hair + skin + cloth);
    out.hair[i] = hair * share;
    out.skin[i] = skin * share;
    out.cloth[i] = cloth * share;
  }
  return out;
}

/** Removes what does not hang together with the place where its class is at home, e.g. a dark lapel from hair. */
function connectedTo(
  isHome: (u: number, v: number) => boolean,
  mask: Float32Array,
  { u, v }: Places,
  width: number,
): Float32Array {
  const kept = new Uint8Array(mask.length);
  const stack: number[] = [];
  const visit = (i: number) => {
    if (kept[i] || (mask[i] as number) < PART_THRESHOLD) return;
    kept[i] = 1;
    stack.push(i);
  };
  for (let i = 0; i < mask.length; i++) if (isHome(u[i] as number, v[i] as number)) visit(i);
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (at % width > 0) visit(at - 1);
    if (at % width < width - 1) visit(at + 1);
    if (at >= width) visit(at - width);
    if (at + width < mask.length) visit(at + width);
  }
  const near = boxMean(Float32Array.from(kept), width, mask.length / width, SOFT_EDGE);
  return mask.map((value, i) => (kept[i] || (value < PART_THRESHOLD && (near[i] as number) > 0) ? value : 0));
}
