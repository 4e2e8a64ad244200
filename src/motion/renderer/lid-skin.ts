import type { ImageValue } from '../../values/value.ts';
import { liftFold, lightLid } from './lid-light.ts';
import { fromLocal, type LocalFrame } from './local-frame.ts';
import { type Colour, lumaOf, photoColour, photoLuma } from './photo-colour.ts';

/** What the skin of an upper lid looks like: the part that an open eye shows, and the part that it hides. */
export interface LidSkin {
  /** Height of the band of lashes above the lid's rim per column, px: it travels with the rim as it is. */
  readonly lash: Float32Array;
  /** Colour of the skin at the fold, from beneath which the lid unrolls, per column: red, green, blue, 0..255. */
  readonly fold: Float32Array;
  /** Colour of the lid's bulge per column, the same way. */
  readonly tone: Float32Array;
  /** Colour of the lashes: red, green, blue, 0..255. */
  readonly lashes: Colour;
  /** How full the lashes are, of usual ones: the height of their line where the lids meet. */
  readonly fullness: number;
  /** How softly the line is drawn beside its own height, px. */
  readonly softness: number;
  readonly grain: Grain;
}

/** Fine structure of the skin below the eye (pores, brush strokes, film grain), to lay over the unrolled lid. */
interface Grain {
  /** Top left pixel of the layer. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Deviation from the mean nearby: red, green, blue, 0. */
  readonly data: Float32Array;
  /** Height of the lid's rim in the layer's skin, px of the eye's frame; skin above the rim lies above it. */
  readonly rim: number;
}

type Strip = {
  readonly frame: LocalFrame;
  readonly first: number;
  readonly upper: Float32Array;
  readonly lower: Float32Array;
  readonly top: Float32Array;
  readonly bottom: Float32Array;
  readonly gap: number;
};

/** Spread of the smoothing along the lid, in half lengths of the eye. */
const FOLD_SPREAD = 0.25;
const TONE_SPREAD = 0.4;
/** Share of the skin below the eye in the lid's tone, and the light on a lid, which faces the light from above, over that skin's. */
const CHEEK_SHARE = 0.7;
const LID_LIGHT = 1.02;
/** That skin is looked at this far above the end of what moves, in lengths of the eye: close to the lid. */
const CHEEK_ABOVE = 0.09;

export function lidSkin(image: ImageValue, eye: Strip): LidSkin {
  const { frame, first, upper, top, bottom } = eye;
  const lash = lashHeights(image, eye);
  const fold = new Float32Array(upper.length * 3);
  const tone = new Float32Array(upper.length * 3);
  for (let n = 0; n < upper.length; n++) {
    const s = first + n;
    const from = Math.max(top[n], upper[n] - lash[n] - FOLD_REACH * 2 * frame.half);
    const at = (t: number): Colour => photoColour(image, ...fromLocal(frame, s, t));
    const strip: Colour[] = [];
    for (let k = 0; k < STRIP_SAMPLES; k++) {
      strip.push(at(from + ((upper[n] - lash[n] - from) * k) / (STRIP_SAMPLES - 1)));
    }
    const cheek = at(bottom[n] - CHEEK_ABOVE * 2 * frame.half);
    // the strip's brighter half: its dark half is the crease
    const skin = meanOf([...strip].sort((a, b) => sum(b) - sum(a)).slice(0, STRIP_SAMPLES / 2));
    for (let c = 0; c < 3; c++) {
      fold[3 * n + c] = meanOf(strip)[c];
      tone[3 * n + c] = CHEEK_SHARE * LID_LIGHT * cheek[c] + (1 - CHEEK_SHARE) * skin[c];
    }
  }
  lightLid(image, eye, tone, LASH_COLUMNS);
  liftFold(fold, tone);
  return {
    lash,
    fold: smoothed(fold, 3, FOLD_SPREAD * frame.half),
    tone: smoothed(tone, 3, TONE_SPREAD * frame.half),
    lashes: lashColour(image, eye, lash, tone),
    fullness: fullnessOf(eye, lash),
    softness: softnessOf(image, eye, lash),
    grain: grainBelow(image, eye),
  };
}

/** Skin next to the fold is looked at over this height, in lengths of the eye, in so many places. */
const FOLD_REACH = 0.1;
const STRIP_SAMPLES = 6;

/** Least, usual-most and looked-at height of the band of lashes, in lengths of the eye. */
const LEAST_LASH = 0.05;
const MOST_LASH = 0.17;
const LOOKED_AT = 0.26;
/** Lashes end where the light has come back by this share of the way from darkest to skin. */
const LASH_END = 0.75;

/** Height of the dark band above the rim per column, px: up to where the skin is bright again. */
function lashHeights(image: ImageValue, eye: Strip): Float32Array {
  const { frame, first, upper, top } = eye;
  const length = 2 * frame.half;
  const out = new Float32Array(upper.length);
  for (let n = 0; n < upper.length; n++) {
    const reach = Math.max(3, Math.min(LOOKED_AT * length, upper[n] - top[n]));
    const light: number[] = [];
    for (let d = 0; d <= reach; d += 0.5)
      light.push(photoLuma(image, ...fromLocal(frame, first + n, upper[n] - d)));
    const skin = [...light].sort((a, b) => a - b)[Math.floor(light.length * 0.8)];
    const near = light.slice(0, Math.max(2, Math.ceil(2 * LEAST_LASH * length) + 1));
    const darkest = near.indexOf(Math.min(...near));
    const bright = light[darkest] + LASH_END * (skin - light[darkest]);
    const end = light.findIndex((value, k) => k > darkest && value >= bright);
    out[n] = Math.min(MOST_LASH, Math.max(LEAST_LASH, (0.5 * Math.max(0, end)) / length)) * length;
  }
  return smoothed(medianOf(out, Math.round(0.1 * frame.half)), 1, 0.15 * frame.half);
}

/** The darkest pixels of the band are lashes; the rest of it is skin between them. */
const LASH_RANK = 0.22;
/** Where both rows of lashes meet it is darker than where one is seen, the more so the more they stand out from the skin. */
const MEET_DARKER = 0.25;
/** Columns beyond this many half lengths are the corners'. */
const LASH_COLUMNS = 0.8;

/**
 * Between lids that meet lies a shadow, also where no lashes are seen: at most this share of the skin's light, in the
 * skin's own hue, deepened, since such light has been through it.
 */
const MEET_SHADOW = 0.3;

/** The line where lashes meet takes its colour from the photo's own: soft or pale ones leave it the shadow between the lids. */
function lashColour(image: ImageValue, eye: Strip, lash: Float32Array, tone: Float32Array): Colour {
  const { frame, first, upper } = eye;
  const places: Colour[] = [];
  const skins: Colour[] = [];
  for (let n = 0; n < upper.length; n++) {
    if (Math.abs(first + n) > LASH_COLUMNS * frame.half) continue;
    skins.push([tone[3 * n], tone[3 * n + 1], tone[3 * n + 2]]);
    for (let d = 0; d < lash[n]; d++)
      places.push(photoColour(image, ...fromLocal(frame, first + n, upper[n] - d)));
  }
  places.sort((a, b) => sum(a) - sum(b));
  const dark = meanOf(places.slice(0, Math.max(1, Math.round(LASH_RANK * places.length))));
  const skin = meanOf(skins);
  const contrast = Math.max(0, 1 - lumaOf(dark) / Math.max(1, lumaOf(skin)));
  const lashes = scaled(dark, () => 1 - MEET_DARKER * contrast);
  const shadow = scaled(skin, (v) => MEET_SHADOW * Math.sqrt(v / Math.max(1, ...skin)));
  return lumaOf(lashes) < lumaOf(shadow) ? lashes : shadow;
}

function scaled([r, g, b]: Colour, share: (value: number) => number): Colour {
  return [r * share(r), g * share(g), b * share(b)];
}

/** Softest line, in lengths of the eye, and sharpest, px. */
const SOFTEST = 0.03;
const SHARPEST = 0.35;
/** Softness of the line, of the photo's: the width over which the light changes between lashes and skin. */
const OWN_SOFTNESS = 0.25;

/** How soft the photo draws what lies at the upper rim, px: its range of light there over its steepest change. */
function softnessOf(image: ImageValue, { frame, first, upper }: Strip, lash: Float32Array): number {
  const widths: number[] = [];
  for (let n = 0; n < upper.length; n++) {
    if (Math.abs(first + n) > LASH_COLUMNS * frame.half) continue;
    const light: number[] = [];
    for (let d = -lash[n]; d <= 2 * lash[n]; d += 0.5)
      light.push(photoLuma(image, ...fromLocal(frame, first + n, upper[n] - d)));
    let steepest = 1e-6;
    for (let k = 2; k < light.length; k++) steepest = Math.max(steepest, Math.abs(light[k] - light[k - 2]));
    widths.push((Math.max(...light) - Math.min(...light)) / steepest);
  }
  const width = widths.sort((a, b) => a - b)[widths.length >> 1];
  return Math.min(Math.max(SOFTEST * 2 * frame.half, SHARPEST), Math.max(SHARPEST, OWN_SOFTNESS * width));
}

/** Height of the band of usual lashes, in lengths of the eye; bounds of what lashes are taken to be of it. */
const USUAL_LASH = 0.1;
const SPAREST = 0.95;
const FULLEST = 1.25;

function fullnessOf({ frame, first }: Strip, lash: Float32Array): number {
  const middle = lash.filter((_, n) => Math.abs(first + n) <= LASH_COLUMNS * frame.half).sort();
  const usual = USUAL_LASH * 2 * frame.half;
  return Math.min(FULLEST, Math.max(SPAREST, middle[middle.length >> 1] / usual));
}

/** Radius of the mean that grain deviates from, in lengths of the eye; px at least. */
const GRAIN_SCALE = 0.035;
const LEAST_GRAIN_RADIUS = 2;
/** Grain beyond so many median deviations is an edge (a wrinkle, the frame of glasses) and is left out. */
const GRAIN_LIMIT = 2.5;

function grainBelow(image: ImageValue, eye: Strip): Grain {
  const { frame, first, lower, gap } = eye;
  const length = 2 * frame.half;
  const reach = gap + (MOST_LASH + FOLD_REACH) * length + 2;
  const from = Math.max(...lower) + 0.14 * length;
  const corners = [first, -first].flatMap((s) => [from, from + reach].map((t) => fromLocal(frame, s, t)));
  const x = Math.floor(Math.min(...corners.map(([a]) => a))) - 2;
  const y = Math.floor(Math.min(...corners.map(([, b]) => b))) - 2;
  const width = Math.ceil(Math.max(...corners.map(([a]) => a))) + 3 - x;
  const height = Math.ceil(Math.max(...corners.map(([, b]) => b))) + 3 - y;
  const radius = Math.max(LEAST_GRAIN_RADIUS, Math.round(GRAIN_SCALE * length));
  const data = new Float32Array(width * height * 4);
  for (let j = 0, k = 0; j < height; j++) {
    for (let i = 0; i < width; i++, k += 4) {
      const here = photoColour(image, x + i, y + j);
      const mean = meanAround(image, x + i, y + j, radius);
      for (let c = 0; c < 3; c++) data[k + c] = here[c] - mean[c];
    }
  }
  limitGrain(data);
  return { x, y, width, height, data, rim: from + reach };
}

function limitGrain(data: Float32Array): void {
  const sizes: number[] = [];
  for (let k = 0; k < data.length; k += 4) sizes.push(Math.abs(data[k + 1]));
  const most = GRAIN_LIMIT * sizes.sort((a, b) => a - b)[sizes.length >> 1];
  for (let k = 0; k < data.length; k += 4) {
    const size = Math.max(Math.abs(data[k]), Math.abs(data[k + 1]), Math.abs(data[k + 2]));
    if (size <= most) continue;
    for (let c = 0; c < 3; c++) data[k + c] *= most / size;
  }
}

function meanAround(image: ImageValue, x: number, y: number, radius: number): Colour {
  const places: Colour[] = [];
  for (let b = -radius; b <= radius; b++)
    for (let a = -radius; a <= radius; a++) places.push(photoColour(image, x + a, y + b));
  return meanOf(places);
}

function sum(colour: Colour): number {
  return colour[0] + colour[1] + colour[2];
}

function meanOf(colours: readonly Colour[]): Colour {
  const out: [number, number, number] = [0, 0, 0];
  for (const colour of colours) for (let c = 0; c < 3; c++) out[c] += colour[c] / colours.length;
  return out;
}

/** Running mean of `channels` interleaved tables over `reach` columns either side. */
function smoothed(values: Float32Array, channels: number, reach: number): Float32Array {
  const count = values.length / channels;
  const r = Math.max(1, Math.round(reach));
  const out = new Float32Array(values.length);
  for (let n = 0; n < count; n++) {
    const [from, to] = [Math.max(0, n - r), Math.min(count - 1, n + r)];
    for (let m = from; m <= to; m++)
      for (let c = 0; c < channels; c++) out[channels * n + c] += values[channels * m + c] / (to - from + 1);
  }
  return out;
}

function medianOf(values: Float32Array, reach: number): Float32Array {
  return values.map((_, n) => {
    const near = values.slice(Math.max(0, n - reach), n + reach + 1).sort();
    return near[near.length >> 1];
  });
}
