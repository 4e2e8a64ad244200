import { smoothStep } from '../rig/smooth-step.ts';
import { columnAt, type LocalFrame, toLocal } from './local-frame.ts';

/** The opening of an eye: rims of the lids per column, px of the frame. */
export interface Aperture {
  readonly frame: LocalFrame;
  readonly first: number;
  readonly upper: Float32Array;
  readonly lower: Float32Array;
  readonly gap: number;
}

/** A rectangle of the photo, px. */
export interface Patch {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Share of light that the upper lid and its lashes let through. */
export interface LidShadow {
  /** Values per column of the eye's tables: at every half px below the rim. */
  readonly steps: number;
  readonly light: Float32Array;
}

/** Lashes and their shadow darken the photo this far below the upper rim, in lengths of the eye. */
const LASH_SHADOW = 0.045;
/** Darkest that the shadow is taken to be, and how far it is averaged along the eye, in half lengths. */
const DEEPEST_SHADOW = 0.25;
const SHADOW_SPREAD = 0.14;

/** Depth of the lashes' shadow at column s, px: less where the eye is narrow. */
export function shadowDepth(eye: Aperture, s: number): number {
  const gap = columnAt(eye.lower, eye.first, s) - columnAt(eye.upper, eye.first, s);
  return Math.min(LASH_SHADOW * 2 * eye.frame.half, 0.25 * gap);
}

/** The shadow below the upper rim: the photo's light against that of the layers, which are without it. */
export function lidShadow(
  of: { readonly photo: Float32Array; readonly sclera: Float32Array; readonly iris: Float32Array },
  eye: Aperture,
  patch: Patch,
): LidShadow {
  const { frame, first } = eye;
  const steps = Math.ceil(2 * (LASH_SHADOW * 2 * frame.half + 1.3)) + 1;
  const columns = eye.upper.length;
  const [seen, clear] = [new Float64Array(steps * columns), new Float64Array(steps * columns)];
  for (let j = 0, k = 0; j < patch.height; j++) {
    for (let i = 0; i < patch.width; i++, k++) {
      const [s, t] = toLocal(frame, patch.x + i, patch.y + j);
      const step = Math.round(2 * (t - columnAt(eye.upper, first, s)));
      const column = Math.round(s) - first;
      if (step < 0 || step >= steps || column < 0 || column >= columns) continue;
      const at = column * steps + step;
      for (let c = 0; c < 3; c++) {
        seen[at] += of.photo[3 * k + c];
        clear[at] += of.iris[4 * k + c] + (1 - of.iris[4 * k + 3]) * of.sclera[4 * k + c];
      }
    }
  }
  const reach = Math.max(1, Math.round(SHADOW_SPREAD * frame.half));
  const light = new Float32Array(steps * columns).fill(1);
  for (let column = 0; column < columns; column++) {
    const depth = 2 * (shadowDepth(eye, first + column) + 1.3);
    for (let n = 0; n < Math.min(steps, depth); n++) {
      let [a, b] = [0, 1e-6];
      for (let m = Math.max(0, column - reach); m <= Math.min(columns - 1, column + reach); m++) {
        for (let near = Math.max(0, n - 1); near <= Math.min(steps - 1, n + 1); near++) {
          a += seen[m * steps + near];
          b += clear[m * steps + near];
        }
      }
      const share = a > 0 ? Math.min(1, Math.max(DEEPEST_SHADOW, a / b)) : 1;
      light[column * steps + n] = 1 - (1 - share) * smoothStep(depth, 0.5 * depth, n);
    }
  }
  return { steps, light };
}
