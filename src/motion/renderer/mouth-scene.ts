import type { ImageValue } from '../../values/value.ts';
import { INNER_LOWER_LIP, INNER_UPPER_LIP, OUTER_LOWER_LIP, OUTER_UPPER_LIP } from '../rig/face-points.ts';
import type { FaceFit } from '../rig/fit-face.ts';
import { lipSoftness } from './lip-softness.ts';
import { columnAt, columnHeights, fromLocal, type LocalFrame, localFrame, toLocal } from './local-frame.ts';
import { type MeshWeights, meshWeights } from './mesh-weights.ts';

/** The mouth of the photo: two skins that part along the lip line, and what is drawn between them. */
export interface MouthScene {
  readonly frame: LocalFrame;
  /** First whole column (s) of the tables. */
  readonly first: number;
  /** Inner rims of the lips in the photo per column, px of the frame. */
  readonly upper: Float32Array;
  readonly lower: Float32Array;
  /** Places of the inner rims' landmarks in the frame. */
  readonly upperPoints: ReadonlyArray<readonly [number, number]>;
  readonly lowerPoints: ReadonlyArray<readonly [number, number]>;
  /** Local grid of the two skins: node (i, j) at s = s0 + i * step, t = t0 + j * step. */
  readonly s0: number;
  readonly t0: number;
  readonly step: number;
  readonly columns: number;
  readonly rows: number;
  readonly upperSkin: MeshWeights;
  readonly lowerSkin: MeshWeights;
  /** True when the lips touch in the photo: teeth must be drawn. */
  readonly closed: boolean;
  /** Width over which what lies within is lost behind a lip's rim, px: as softly as the photo draws its lips. */
  readonly softness: number;
  /** Mean colours, 0..255. */
  readonly lip: readonly [number, number, number];
  readonly skin: readonly [number, number, number];
}

/** Gap of the inner lips over the mouth's width, below which the mouth counts as closed. */
const CLOSED_RATIO = 0.045;
/** px */
const STEP = 2;

export function mouthScene(image: ImageValue, fit: FaceFit): MouthScene {
  const at = (i: number): [number, number] => [fit.points[3 * i], fit.points[3 * i + 1]];
  const frame = localFrame(at(78), at(308));
  const local = (indices: readonly number[]): [number, number][] =>
    indices.map((i) => toLocal(frame, ...at(i)));
  const first = -Math.ceil(1.7 * frame.half);
  const count = 2 * -first + 1;
  const upper = columnHeights(local(INNER_UPPER_LIP), first, count);
  const lower = columnHeights(local(INNER_LOWER_LIP), first, count);
  for (let n = 0; n < count; n++) if (lower[n] < upper[n]) lower[n] = upper[n] = (lower[n] + upper[n]) / 2;
  const tall = [...local(OUTER_UPPER_LIP), ...local(OUTER_LOWER_LIP)].map(([, t]) => t);
  const [t0, t1] = [Math.min(...tall) - 0.35 * frame.half, Math.max(...tall) + 1.1 * frame.half];
  const grid = {
    s0: first,
    t0,
    step: STEP,
    columns: Math.ceil((2 * -first) / STEP) + 1,
    rows: Math.ceil((t1 - t0) / STEP) + 1,
  };
  const gap = lower[-first] - upper[-first];
  return {
    frame,
    first,
    upper,
    lower,
    upperPoints: local(INNER_UPPER_LIP),
    lowerPoints: local(INNER_LOWER_LIP),
    ...grid,
    upperSkin: skinWeights(
      fit,
      frame,
      grid,
      (s, t) => Math.min(t, columnAt(upper, first, s) - 0.2),
      INNER_LOWER_LIP,
      1,
    ),
    lowerSkin: skinWeights(
      fit,
      frame,
      grid,
      (s, t) => Math.max(t, columnAt(lower, first, s) + 0.2),
      INNER_UPPER_LIP,
      -1,
    ),
    closed: gap < CLOSED_RATIO * 2 * frame.half,
    softness: lipSoftness(image, { frame, first, upper, lower }),
    lip: meanColour(
      image,
      [0, 37, 267, 17, 84, 314].map((i) => inward(at(i), frame, 0.12)),
    ),
    skin: meanColour(image, [50, 280, 205, 425, 101, 330].map(at)),
  };
}

function inward(p: readonly [number, number], frame: LocalFrame, share: number): [number, number] {
  return [p[0] + share * (frame.x - p[0]), p[1] + share * (frame.y - p[1])];
}

type SkinGrid = Pick<MouthScene, 's0' | 't0' | 'step' | 'columns' | 'rows'>;

/**
 * Mesh weights of one skin. Places beyond its rim take the rim's motion; triangles that touch the other lip do not
 * take part; holes left by noise in the landmarks are filled from the skin's own side (`direction` 1: from above).
 */
function skinWeights(
  fit: FaceFit,
  frame: LocalFrame,
  grid: SkinGrid,
  onSkin: (s: number, t: number) => number,
  otherRim: readonly number[],
  direction: 1 | -1,
): MeshWeights {
  const { s0, t0, step, columns, rows } = grid;
  const other = new Set(otherRim.slice(1, -1));
  const places = new Float32Array(columns * rows * 2);
  for (let j = 0, k = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++, k++) {
      const s = s0 + i * step;
      places.set(fromLocal(frame, s, onSkin(s, t0 + j * step)), 2 * k);
    }
  }
  const mesh = meshWeights(
    fit.points,
    places,
    0.75 * fit.interocular,
    (a, b, c) => other.has(a) || other.has(b) || other.has(c),
  );
  for (let n = columns; n < columns * rows; n++) {
    const k = direction === 1 ? n : columns * rows - 1 - n;
    const from = k - direction * columns;
    const total = mesh.weights[3 * k] + mesh.weights[3 * k + 1] + mesh.weights[3 * k + 2];
    if (total > 0) continue;
    mesh.vertices.copyWithin(3 * k, 3 * from, 3 * from + 3);
    mesh.weights.copyWithin(3 * k, 3 * from, 3 * from + 3);
  }
  return mesh;
}

function meanColour(
  image: ImageValue,
  places: ReadonlyArray<readonly [number, number]>,
): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  for (const [x, y] of places) {
    const column = Math.min(image.width - 1, Math.max(0, Math.round(x)));
    const row = Math.min(image.height - 1, Math.max(0, Math.round(y)));
    for (let c = 0; c < 3; c++) sum[c] += image.data[4 * (row * image.width + column) + c] / places.length;
  }
  return sum;
}
