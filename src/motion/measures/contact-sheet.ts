import type { FacesValue } from '../../values/faces.ts';
import type { ImageValue } from '../../values/value.ts';
import { hypotenuse } from '../portable-math.ts';

/** What of every frame a sheet shows: all of it, or a part around the face, enlarged. */
export type SheetPart = 'full' | 'head' | 'eyes' | 'mouth';

interface Window {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Whole-number enlargement, so that pixels can be judged. */
  readonly scale: number;
}

/** Frames side by side, `perRow` to a row, as one picture. @param frames RGBA, `width * height * 4` each */
export function contactSheet(
  frames: readonly Uint8ClampedArray[],
  facts: { readonly width: number; readonly height: number },
  part: SheetPart,
  faces?: FacesValue,
  perRow = 4,
): ImageValue {
  const view = windowOf(facts, part, faces?.faces[faces.selected]?.landmarks);
  const [w, h] = [view.width * view.scale, view.height * view.scale];
  const columns = Math.min(perRow, frames.length);
  const width = columns * w;
  const height = Math.ceil(frames.length / columns) * h;
  const data = new Uint8ClampedArray(width * height * 4);
  frames.forEach((frame, n) => {
    const [left, top] = [(n % columns) * w, Math.floor(n / columns) * h];
    for (let y = 0; y < h; y++) {
      const row = Math.min(facts.height - 1, Math.max(0, view.y + Math.floor(y / view.scale)));
      for (let x = 0; x < w; x++) {
        const column = Math.min(facts.width - 1, Math.max(0, view.x + Math.floor(x / view.scale)));
        const from = 4 * (row * facts.width + column);
        data.set(frame.subarray(from, from + 4), 4 * ((top + y) * width + left + x));
      }
    }
  });
  return { type: 'Image', width, height, data };
}

/** Middle of a part in the mesh (vertex pair), and its size in eye distances. */
const PARTS = {
  head: { between: [33, 263], width: 4.2, height: 4.6, down: 0.5, scale: 1 },
  eyes: { between: [33, 263], width: 2, height: 0.9, down: 0, scale: 3 },
  mouth: { between: [61, 291], width: 1.4, height: 1.2, down: 0.1, scale: 3 },
} as const;

function windowOf(
  facts: { width: number; height: number },
  part: SheetPart,
  landmarks: Float32Array | undefined,
): Window {
  if (part === 'full' || landmarks === undefined) return { x: 0, y: 0, ...facts, scale: 1 };
  const { between, width, height, down, scale } = PARTS[part];
  const at = (i: number): [number, number] => [landmarks[3 * i], landmarks[3 * i + 1]];
  const unit = hypotenuse(at(33)[0] - at(263)[0], at(33)[1] - at(263)[1]) * 0.72;
  const [a, b] = [at(between[0]), at(between[1])];
  const [cx, cy] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + down * unit];
  const size = { width: Math.round(width * unit), height: Math.round(height * unit) };
  return { x: Math.round(cx - size.width / 2), y: Math.round(cy - size.height / 2), ...size, scale };
}
