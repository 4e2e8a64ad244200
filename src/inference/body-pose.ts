import { portableExp } from '../motion/portable-math.ts';
import type { Face } from '../values/faces.ts';
import type { ImageValue, Point } from '../values/value.ts';
import { cropTensor, cropToPicture, type RotatedCrop, UNIT_RANGE } from './crop-tensor.ts';
import { type ModelHost, runModel } from './session.ts';

/** Side of the pose model's square input, px. */
const INPUT_SIZE = 256;

/** Values per point: x, y, z, visibility and presence before the sigmoid. */
const VALUES_PER_POINT = 5;
const LEFT_SHOULDER = 11;
const RIGHT_SHOULDER = 12;

/**
 * Body crops derived from the face box, in sizes of the face: how far below the face's middle the crop's
 * middle lies, and its side. The mean of the three is steadier than any of them
 * (models/convert/README.md, pose).
 */
const BODY_CROPS = [
  { below: 3.6, side: 11 },
  { below: 3.8, side: 12.5 },
  { below: 4, side: 14 },
] as const;

/** Below this the model sees no body in the crop. */
const LEAST_PRESENCE = 0.5;

/** Shoulders of one person; sides are the subject's own. */
export interface Shoulders {
  /** px of the picture, may lie outside of it */
  readonly left: Point;
  readonly right: Point;
  /** 0..1, the lower of the two shoulders' visibility */
  readonly confidence: number;
}

/**
 * Shoulders of the person with this face; undefined when the model sees no body.
 * Right to about a tenth of the face's size: good for a soft region, not for an edge.
 * @throws {ModelError}
 */
export async function findShoulders(
  host: ModelHost,
  image: ImageValue,
  face: Face,
): Promise<Shoulders | undefined> {
  const found: Shoulders[] = [];
  for (const { below, side } of BODY_CROPS) {
    const shoulders = await shouldersInCrop(host, image, bodyCrop(face, below, side));
    if (shoulders) found.push(shoulders);
  }
  if (found.length === 0) return undefined;
  return {
    left: meanPoint(found.map(({ left }) => left)),
    right: meanPoint(found.map(({ right }) => right)),
    confidence: mean(found.map(({ confidence }) => confidence)),
  };
}

function bodyCrop({ box }: Face, below: number, side: number): RotatedCrop {
  const size = Math.max(box.width, box.height);
  return {
    centre: { x: box.x + box.width / 2, y: box.y + box.height / 2 + below * size },
    width: side * size,
    height: side * size,
    rotation: 0,
  };
}

async function shouldersInCrop(
  host: ModelHost,
  image: ImageValue,
  crop: RotatedCrop,
): Promise<Shoulders | undefined> {
  const input = cropTensor(image, crop, INPUT_SIZE, UNIT_RANGE, 'black');
  const output = await runModel(host, 'pose', { image: input }, { keep: true });
  if (((output.presence as Float32Array)[0] as number) < LEAST_PRESENCE) return undefined;
  const points = output.landmarks as Float32Array;
  const value = (point: number, k: number) => points[point * VALUES_PER_POINT + k] as number;
  const place = (point: number) =>
    cropToPicture(crop, value(point, 0) / INPUT_SIZE, value(point, 1) / INPUT_SIZE);
  const visibility = (point: number) => 1 / (1 + portableExp(-value(point, 3)));
  return {
    left: place(LEFT_SHOULDER),
    right: place(RIGHT_SHOULDER),
    confidence: Math.min(visibility(LEFT_SHOULDER), visibility(RIGHT_SHOULDER)),
  };
}

function meanPoint(points: readonly Point[]): Point {
  return { x: mean(points.map(({ x }) => x)), y: mean(points.map(({ y }) => y)) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
