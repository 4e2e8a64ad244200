import { portableExp } from '../motion/portable-math.ts';
import type { Box, Face } from '../values/faces.ts';
import type { Point } from '../values/value.ts';

/**
 * The short-range face detector's raw output as faces: anchors, decoding, weighted suppression.
 * The numbers are the model's own (models/convert/README.md, face-detector).
 */

/** Side of the detector's square input, px. */
export const DETECTOR_SIZE = 128;

/** Cells per side and anchors per cell, in the order of the output. */
const ANCHOR_LAYERS = [
  { cells: 16, perCell: 2 },
  { cells: 8, perCell: 6 },
] as const;

const KEYPOINT_COUNT = 6;
const VALUES_PER_ANCHOR = 4 + 2 * KEYPOINT_COUNT;

/** Logits beyond this are clamped before the sigmoid. */
const MAX_LOGIT = 100;

/** From this confidence on a box has a say in the mean place of its face, if its face reaches it. */
const TRUSTED_CONFIDENCE = 0.5;

/** Boxes that overlap more than this show the same face. */
const SAME_FACE_OVERLAP = 0.3;

/** A box with this share of its area in a better one shows the same face at another scale. */
const SAME_FACE_CONTAINED = 0.6;

const anchorCentres: readonly Point[] = ANCHOR_LAYERS.flatMap(({ cells, perCell }) =>
  Array.from({ length: cells * cells * perCell }, (_, index) => {
    const cell = Math.floor(index / perCell);
    return { x: ((cell % cells) + 0.5) / cells, y: (Math.floor(cell / cells) + 0.5) / cells };
  }),
);

/**
 * Faces above a confidence, still overlapping, in 0..1 of the input square.
 * @param regressors 896 x 16
 * @param logits 896
 * @param minConfidence 0..1
 */
export function decodeFaces(regressors: Float32Array, logits: Float32Array, minConfidence: number): Face[] {
  const faces: Face[] = [];
  anchorCentres.forEach((anchor, index) => {
    const logit = Math.min(Math.max(logits[index] as number, -MAX_LOGIT), MAX_LOGIT);
    const confidence = 1 / (1 + portableExp(-logit));
    if (confidence < minConfidence) return;
    const value = (k: number) => (regressors[index * VALUES_PER_ANCHOR + k] as number) / DETECTOR_SIZE;
    const [width, height] = [value(2), value(3)];
    if (width <= 0 || height <= 0) return;
    faces.push({
      confidence,
      box: { x: anchor.x + value(0) - width / 2, y: anchor.y + value(1) - height / 2, width, height },
      keypoints: Array.from({ length: KEYPOINT_COUNT }, (_, k) => ({
        x: anchor.x + value(4 + 2 * k),
        y: anchor.y + value(5 + 2 * k),
      })),
    });
  });
  return faces;
}

/**
 * Weighted non-maximum suppression: the best face absorbs those that overlap it, with places averaged by
 * confidence; then the next best.
 */
export function mergeFaces(faces: readonly Face[]): Face[] {
  let rest = [...faces].sort((a, b) => b.confidence - a.confidence);
  const merged: Face[] = [];
  for (let best = rest[0]; best; best = rest[0]) {
    const keeper = best.box;
    const group = rest.filter((face) => intersectionOverUnion(face.box, keeper) > SAME_FACE_OVERLAP);
    merged.push(weightedMean(group, best.confidence));
    rest = rest.filter((face) => face !== best && !group.includes(face));
  }
  return merged;
}

/** Of several finds of the same face the surest stays. */
export function dropRepeats(faces: readonly Face[]): Face[] {
  const kept: Face[] = [];
  for (const face of [...faces].sort((a, b) => b.confidence - a.confidence)) {
    if (!kept.some((known) => showsSameFace(face, known))) kept.push(face);
  }
  return kept;
}

/** True when two boxes overlap much or one lies in the other: one face, found at two scales. */
export function showsSameFace({ box: a }: Face, { box: b }: Face): boolean {
  return (
    intersectionOverUnion(a, b) > SAME_FACE_OVERLAP ||
    intersection(a, b) > SAME_FACE_CONTAINED * Math.min(area(a), area(b))
  );
}

/** A face in other coordinates: `x * scale + dx`, `y * scale + dy`. */
export function moveFace(face: Face, scale: number, dx: number, dy: number): Face {
  const { box } = face;
  return {
    ...face,
    box: {
      x: box.x * scale + dx,
      y: box.y * scale + dy,
      width: box.width * scale,
      height: box.height * scale,
    },
    keypoints: face.keypoints.map((point) => ({ x: point.x * scale + dx, y: point.y * scale + dy })),
  };
}

function weightedMean(all: readonly Face[], confidence: number): Face {
  const least = Math.min(confidence, TRUSTED_CONFIDENCE);
  const group = all.filter((face) => face.confidence >= least);
  const total = group.reduce((sum, face) => sum + face.confidence, 0);
  const mean = (pick: (face: Face) => number) =>
    group.reduce((sum, face) => sum + pick(face) * face.confidence, 0) / total;
  return {
    confidence,
    box: {
      x: mean(({ box }) => box.x),
      y: mean(({ box }) => box.y),
      width: mean(({ box }) => box.width),
      height: mean(({ box }) => box.height),
    },
    keypoints: Array.from({ length: KEYPOINT_COUNT }, (_, k) => ({
      x: mean((face) => face.keypoints[k]?.x ?? 0),
      y: mean((face) => face.keypoints[k]?.y ?? 0),
    })),
  };
}

function area(box: Box): number {
  return box.width * box.height;
}

function intersection(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

/** 0..1 */
export function intersectionOverUnion(a: Box, b: Box): number {
  const shared = intersection(a, b);
  return shared / (area(a) + area(b) - shared);
}
