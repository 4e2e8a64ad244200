import { smoothStep } from '../rig/smooth-step.ts';
import type { EyeScene } from './eye-scene.ts';
import { columnAt } from './local-frame.ts';
import { sampleCubic, sampled } from './sample-cubic.ts';

/** The photo that skin is taken from, and the kernel it is sampled with. */
export interface SkinSource {
  readonly layer: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly sharpness: number;
}

/** Where a pixel lies in an eye: picture place (px), column, and height across the eye. */
export interface EyePlace {
  readonly x: number;
  readonly y: number;
  readonly s: number;
  readonly t: number;
}

/** How far the fold comes down with the lid, share of the lid's way: the skin under the brow gives a little. */
const FOLD_DROP = 0.22;
/** Toward the corners of the eye skin is stretched instead, between these shares of its half length. */
const SHEET_FULL = 0.88;
const SHEET_ENDS = 1.12;
/** Height of the lashes' band on a closed lid, of that on an open one: lashes then point at the viewer. */
const LASHES_FLAT = 0.4;
/** Softness of the fold and of the band of lashes, in lengths of the eye. */
const FOLD_SOFTNESS = 0.06;

const mixed = new Float64Array(3);

/**
 * Draws the skin above the rim of the upper lid into {@link sampled}: the photo's skin down to the fold, the lid
 * that unrolls from beneath it, the photo's lashes at the rim.
 * @param rim height of the rim in this frame, `photoRim` in the photo, px of the eye's frame
 */
export function drawUpperLid(
  eye: EyeScene,
  from: SkinSource,
  place: EyePlace,
  rim: number,
  photoRim: number,
  closure: number,
): void {
  const { first, lid } = eye;
  const { s, t } = place;
  const top = columnAt(eye.top, first, s);
  const travel = rim - photoRim;
  const cover = smoothStep(SHEET_ENDS, SHEET_FULL, Math.abs(s) / eye.frame.half);
  mixed.fill(0);
  if (travel <= 0 || cover < 1) {
    sampleAcross(eye, from, place, squeeze(t, top, rim, photoRim));
    if (travel <= 0 || cover === 0) return;
    mix(1 - cover);
  }
  const soft = FOLD_SOFTNESS * 2 * eye.frame.half + 0.5;
  const flat = 1 - (1 - LASHES_FLAT) * smoothStep(0, 1, closure);
  const lash = columnAt(lid.lash, first, s);
  // nothing of the lashes stays behind at the fold
  const photoFold = Math.max(photoRim - lash - 1.2 * soft, top + 1);
  const drop = eye.glasses ? 0 : FOLD_DROP * travel;
  const fold = photoFold + Math.min(drop, 0.5 * (photoFold - top));
  const above = smoothStep(fold + soft, fold - soft, t);
  const lashes = smoothStep(flat * (lash + soft), flat * (lash - soft), rim - t);
  const kept = above + lashes;
  const unrolled = kept > 0 ? (1 - above) * (1 - lashes) * smoothStep(0, 2 * soft, travel) : 1;
  const rest = cover * (1 - unrolled);
  if (above > 0) {
    sampleAcross(eye, from, place, squeeze(t, top, fold, photoFold));
    // where the skin that moves begins nothing may change: an edge would show there
    softenCrease(eye, s, fold - t, closure * smoothStep(top, top + CREASE_FADES * (fold - top), t));
    mix((rest * above) / kept);
  }
  if (lashes > 0) {
    sampleAcross(eye, from, place, photoRim - (rim - t) / flat);
    mix((rest * lashes) / kept);
  }
  if (unrolled > 0) {
    unrolledSkin(eye, from.sharpness, place, rim, fold);
    mix(cover * unrolled);
  }
  for (let c = 0; c < 3; c++) sampled[c] = mixed[c];
}

/** A fold that has given its skin away is shallow: how much of its own light it loses, up to which height above it (lengths). */
const CREASE_LOST = 0.2;
const CREASE_REACH = 0.2;
/** From where the moving skin begins this share of the way to the fold fades the loss in. */
const CREASE_FADES = 0.6;
/** Closure with which it is shallowest. */
const CREASE_SHALLOW = 0.7;

/** Takes the skin in {@link sampled}, `away` px above the fold, toward the mean colour there. */
function softenCrease(
  { glasses, frame, first, lid }: EyeScene,
  s: number,
  away: number,
  closure: number,
): void {
  // behind glasses the frame may lie there
  if (glasses) return;
  const near = smoothStep(CREASE_REACH * 2 * frame.half, 0, away);
  const lost = CREASE_LOST * near * smoothStep(0, CREASE_SHALLOW, closure);
  for (let c = 0; c < 3; c++) sampled[c] += lost * (colourAt(lid.fold, s - first, c) - sampled[c]);
}

/** Channel c of a table of colours per column. */
function colourAt(table: Float32Array, column: number, c: number): number {
  const n = Math.min(table.length / 3 - 2, Math.max(0, Math.floor(column)));
  const a = 3 * n + c;
  return table[a] + (column - n) * (table[a + 3] - table[a]);
}

function mix(weight: number): void {
  for (let c = 0; c < 3; c++) mixed[c] += weight * sampled[c];
}

/** The photo at height `source` of the place's column. */
export function sampleAcross(eye: EyeScene, from: SkinSource, place: EyePlace, source: number): void {
  const { ex, ey } = eye.frame;
  const away = source - place.t;
  sampleCubic(from.layer, from.width, from.height, place.x - away * ey, place.y + away * ex, from.sharpness);
}

/** Where height t of the strip `top..end` comes from in the photo's strip `top..photoEnd`: still at the top. */
export function squeeze(t: number, top: number, end: number, photoEnd: number): number {
  const [length, photoLength] = [end - top, photoEnd - top];
  if (t <= top) return t;
  if (t >= end || length <= 0.01) return photoEnd + (t - end);
  const k = (t - top) / length;
  // slope 1 at both ends, so that neither the skin above nor the lashes change their size
  const bend = k * k * (3 - 2 * k);
  return t + (photoLength - length) * bend;
}

/** The light on the bulge: relative to its tone, at the fold, on its crown and at the lashes. */
const AT_FOLD = 0.87;
const AT_CROWN = 1.1;
const AT_LASHES = 1.06;
/** Place of the crown between fold and lashes, and that from which the lid has its own tone instead of the fold's. */
const CROWN = 0.6;
const TONE_FROM = 0.8;
/** The lid lies round the eyeball: toward the corners it turns out of the light by this share. */
const AT_SIDES = 0.12;

/** The lid that the open eye hides: tone, bulge and the grain of the skin below the eye, into {@link sampled}. */
function unrolledSkin(eye: EyeScene, sharpness: number, place: EyePlace, rim: number, fold: number): void {
  const { first, frame, lid } = eye;
  const v = Math.min(1, Math.max(0, (place.t - fold) / Math.max(1, rim - fold)));
  const { grain } = lid;
  const away = grain.rim - (rim - place.t) - place.t;
  const [gx, gy] = [place.x - away * frame.ey - grain.x, place.y + away * frame.ex - grain.y];
  sampleCubic(grain.data, grain.width, grain.height, gx, gy, sharpness);
  const aside = Math.min(1, Math.abs(place.s) / frame.half);
  const turned = 1 - AT_SIDES * aside * aside;
  const inTone = smoothStep(0, TONE_FROM, v);
  const light =
    v < CROWN
      ? AT_FOLD + (AT_CROWN - AT_FOLD) * smoothStep(0, CROWN, v)
      : AT_CROWN + (AT_LASHES - AT_CROWN) * smoothStep(CROWN, 1, v);
  for (let c = 0; c < 3; c++) {
    const folded = colourAt(lid.fold, place.s - first, c);
    const tone = colourAt(lid.tone, place.s - first, c);
    sampled[c] += turned * light * (folded + inTone * (tone - folded));
  }
}
