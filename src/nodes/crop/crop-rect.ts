import type { Box, Face } from '../../values/faces.ts';
import type { MaskValue, Point } from '../../values/value.ts';

/** Size of a picture or rectangle, px. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where the eyes come to lie in a portrait, as a share of its height from the top. */
const EYE_LINE = 0.42;

/** Mask values from here on belong to the subject's box. */
const SUBJECT_THRESHOLD = 0.5;

/** Rows and columns with less than this share of the subject's widest row or column are stray specks. */
const SPECK_SHARE = 0.03;

/**
 * A portrait around one face: wide enough for `margin` face sizes on each side, eyes at {@link EYE_LINE}.
 *
 * @param aspect width / height
 * @returns a rectangle that may reach outside of the picture
 */
export function portraitRect(face: Face, margin: number, aspect: number): Box {
  const faceSize = Math.max(face.box.width, face.box.height);
  const shortSide = faceSize * (1 + 2 * margin);
  const { width, height } = sizeOfShortSide(shortSide, aspect);
  const eyes = eyeCentre(face);
  const centreX = (eyes.x + face.box.x + face.box.width / 2) / 2;
  return { x: centreX - width / 2, y: eyes.y - height * EYE_LINE, width, height };
}

/** The smallest rectangle of an aspect around `subject`, grown by `margin` of the subject's size on each side. */
export function subjectRect(subject: Box, margin: number, aspect: number): Box {
  const width = subject.width * (1 + 2 * margin);
  const height = subject.height * (1 + 2 * margin);
  const grown = { width: Math.max(width, height * aspect), height: Math.max(height, width / aspect) };
  return {
    x: subject.x + subject.width / 2 - grown.width / 2,
    y: subject.y + subject.height / 2 - grown.height / 2,
    ...grown,
  };
}

/** The largest rectangle of an aspect in the middle of the picture. */
export function largestRect(picture: Size, aspect: number): Box {
  const width = Math.min(picture.width, picture.height * aspect);
  const height = width / aspect;
  return { x: (picture.width - width) / 2, y: (picture.height - height) / 2, width, height };
}

/** Box around what a mask holds, px of the mask, without stray specks; undefined when it holds nothing. */
export function maskBox(mask: MaskValue): Box | undefined {
  const columns = new Float64Array(mask.width);
  const rows = new Float64Array(mask.height);
  for (let y = 0, i = 0; y < mask.height; y++) {
    for (let x = 0; x < mask.width; x++, i++) {
      if ((mask.data[i] as number) < SUBJECT_THRESHOLD) continue;
      columns[x] = (columns[x] as number) + 1;
      rows[y] = (rows[y] as number) + 1;
    }
  }
  const [left, right] = span(columns);
  const [top, bottom] = span(rows);
  if (right <= left || bottom <= top) return undefined;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** First and one-past-last entry that count; equal when none does. */
function span(counts: Float64Array): [number, number] {
  const least = Math.max(...counts) * SPECK_SHARE;
  const counted = (count: number) => count > least;
  return [Math.max(0, counts.findIndex(counted)), counts.findLastIndex(counted) + 1];
}

/** The box around several faces; undefined without faces. */
export function facesBox(faces: readonly Face[]): Box | undefined {
  if (faces.length === 0) return undefined;
  const left = Math.min(...faces.map(({ box }) => box.x));
  const top = Math.min(...faces.map(({ box }) => box.y));
  const right = Math.max(...faces.map(({ box }) => box.x + box.width));
  const bottom = Math.max(...faces.map(({ box }) => box.y + box.height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Moves a rectangle into the picture; one that is too large is made smaller first, keeping its aspect. */
export function keepInside(rect: Box, picture: Size): Box {
  const shrink = Math.min(1, picture.width / rect.width, picture.height / rect.height);
  const width = rect.width * shrink;
  const height = rect.height * shrink;
  const x = rect.x + (rect.width - width) / 2;
  const y = rect.y + (rect.height - height) / 2;
  return {
    x: Math.min(Math.max(x, 0), picture.width - width),
    y: Math.min(Math.max(y, 0), picture.height - height),
    width,
    height,
  };
}

/** Output size whose long side is `longSide`, both sides even (video codecs need it). */
export function outputSize(rect: Size, longSide: number): Size {
  const scale = longSide / Math.max(rect.width, rect.height);
  const even = (length: number) => Math.max(2, Math.round((length * scale) / 2) * 2);
  return { width: even(rect.width), height: even(rect.height) };
}

function sizeOfShortSide(shortSide: number, aspect: number): Size {
  return aspect >= 1
    ? { width: shortSide * aspect, height: shortSide }
    : { width: shortSide, height: shortSide / aspect };
}

/** Between the detector's eye points; without them, where eyes lie in a face box. */
function eyeCentre({ box, keypoints }: Face): Point {
  const [right, left] = keypoints;
  if (right && left) return { x: (right.x + left.x) / 2, y: (right.y + left.y) / 2 };
  return { x: box.x + box.width / 2, y: box.y + box.height * 0.3 };
}
