import type { Face } from '../../values/faces.ts';
import type { ImageValue, Point } from '../../values/value.ts';

/** Corners of each eye in the face mesh: outer and inner. */
const EYE_CORNERS = [
  [33, 133],
  [263, 362],
] as const;

/** Eyes are measured at this width, px: sharpness is then of the eye, not of the camera. */
const MEASURED_WIDTH = 32;
/** Height of what is measured, in widths of the eye: lids and lashes are in it, brows are not. */
const HEIGHT_SHARE = 0.6;

/**
 * How sharp the eyes of a face are: the share of the brightness's variation that is fine detail, 0..1, of the sharper
 * eye. Lashes, iris and highlights of a sharp eye give .05 and more.
 * @returns undefined without landmarks, or when both eyes have too few pixels to tell
 */
export function eyeSharpness(image: ImageValue, face: Face): number | undefined {
  const all = EYE_CORNERS.flatMap(([outer, inner]) => {
    const [a, b] = [landmark(face, outer), landmark(face, inner)];
    return a && b ? (sharpnessBetween(image, a, b) ?? []) : [];
  });
  return all.length === 0 ? undefined : Math.max(...all);
}

function landmark({ landmarks }: Face, index: number): Point | undefined {
  const [x, y] = [landmarks?.[index * 3], landmarks?.[index * 3 + 1]];
  return x === undefined || y === undefined ? undefined : { x, y };
}

function sharpnessBetween(image: ImageValue, a: Point, b: Point): number | undefined {
  const width = Math.hypot(b.x - a.x, b.y - a.y);
  if (width < MEASURED_WIDTH / 2) return undefined;
  const columns = Math.min(MEASURED_WIDTH, Math.round(width));
  const step = width / columns;
  const rows = Math.max(3, Math.round(columns * HEIGHT_SHARE));
  const left = (a.x + b.x) / 2 - width / 2;
  const top = (a.y + b.y) / 2 - (rows * step) / 2;
  const luma = Array.from({ length: columns * rows }, (_none, index) =>
    meanLuma(image, left + (index % columns) * step, top + Math.floor(index / columns) * step, step),
  );
  return fineShare(luma, columns, rows);
}

/** Mean brightness of a square of the picture, 0..255 (Rec. 601); the border is repeated outside. */
function meanLuma({ data, width, height }: ImageValue, left: number, top: number, side: number): number {
  let sum = 0;
  let count = 0;
  const end = (from: number) => Math.max(Math.floor(from) + 1, Math.round(from + side));
  for (let y = Math.floor(top); y < end(top); y++) {
    for (let x = Math.floor(left); x < end(left); x++) {
      const column = Math.min(width - 1, Math.max(0, x));
      const at = (Math.min(height - 1, Math.max(0, y)) * width + column) * 4;
      sum += 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
      count += 1;
    }
  }
  return sum / count;
}

/** Mean square of what a value differs from its four neighbours, over the variance of all. */
function fineShare(luma: readonly number[], columns: number, rows: number): number {
  const at = (x: number, y: number) => luma[y * columns + x] ?? 0;
  const mean = luma.reduce((sum, value) => sum + value, 0) / luma.length;
  const variance = luma.reduce((sum, value) => sum + (value - mean) ** 2, 0) / luma.length;
  let fine = 0;
  for (let y = 1; y < rows - 1; y++) {
    for (let x = 1; x < columns - 1; x++) {
      const around = (at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1)) / 4;
      fine += (at(x, y) - around) ** 2;
    }
  }
  return variance === 0 ? 0 : fine / ((columns - 2) * (rows - 2)) / variance;
}
