import { bilinear, type Displacement, type Grey, opticalFlow } from './optical-flow.ts';

/** Longest side of the pictures in which motion is followed, px. */
const SIDE = 128;
/** Flow there and back must return to within this distance, px; elsewhere something was covered or uncovered. */
const ROUND_TRIP = 1;

/** A frame made small for following motion. */
export interface SmallFrame {
  readonly grey: Grey;
  /** Red, green, blue, 0..255, row by row. */
  readonly colour: Float32Array;
}

/** Reduces a frame by whole blocks to at most about 128 px. @param rgba RGBA, `width * height * 4` */
export function smallFrame(rgba: Uint8ClampedArray, width: number, height: number): SmallFrame {
  const block = Math.max(1, Math.ceil(Math.max(width, height) / SIDE));
  const [w, h] = [Math.floor(width / block), Math.floor(height / block)];
  const colour = new Float32Array(3 * w * h);
  const grey = new Float32Array(w * h);
  for (let y = 0; y < h * block; y++) {
    const row = Math.floor(y / block) * w;
    for (let x = 0; x < w * block; x++) {
      const [from, to] = [4 * (y * width + x), 3 * (row + Math.floor(x / block))];
      for (let c = 0; c < 3; c++) colour[to + c] += rgba[from + c];
    }
  }
  for (let k = 0; k < grey.length; k++) {
    for (let c = 0; c < 3; c++) colour[3 * k + c] /= block * block;
    grey[k] = 0.299 * colour[3 * k] + 0.587 * colour[3 * k + 1] + 0.114 * colour[3 * k + 2];
  }
  return { grey: { width: w, height: h, data: grey }, colour };
}

/** How well one frame continues another. */
export interface Continuation {
  /** Warping error, sRGB steps. */
  readonly error: number;
  /** Share of the picture whose motion can be followed there and back: the rest was covered, uncovered or torn. */
  readonly followed: number;
}

/**
 * Warping error (motion.md section 6), as a root mean square in sRGB steps: the square root of
 * sum M |I_t - warp(I_(t-1))|² / (3 sum M). M leaves out what was covered or uncovered: places where the flow to the
 * other frame and back does not return. Flashes and pumping raise the error, tears and jumps lower the share followed.
 */
export function continuation(before: SmallFrame, after: SmallFrame): Continuation {
  const { width, height } = after.grey;
  const back = opticalFlow(before.grey, after.grey);
  const forth = opticalFlow(after.grey, before.grey);
  let sum = 0;
  let n = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const k = y * width + x;
      const [fx, fy] = [x + back.dx[k], y + back.dy[k]];
      if (!returns(x, y, fx, fy, forth, width, height)) continue;
      for (let c = 0; c < 3; c++) {
        sum += (after.colour[3 * k + c] - bilinear(before.colour, width, height, fx, fy, 3, c)) ** 2;
      }
      n++;
    }
  }
  return { error: n === 0 ? 0 : Math.sqrt(sum / (3 * n)), followed: n / (width * height) };
}

function returns(
  x: number,
  y: number,
  fx: number,
  fy: number,
  forth: Displacement,
  width: number,
  height: number,
): boolean {
  const rx = fx + bilinear(forth.dx, width, height, fx, fy) - x;
  const ry = fy + bilinear(forth.dy, width, height, fx, fy) - y;
  return rx * rx + ry * ry <= ROUND_TRIP * ROUND_TRIP;
}
