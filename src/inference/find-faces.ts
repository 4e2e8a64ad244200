import { hypotenuse } from '../motion/portable-math.ts';
import type { Box, Face } from '../values/faces.ts';
import type { ImageValue } from '../values/value.ts';
import { cropTensor, SIGNED_RANGE, uprightCrop } from './crop-tensor.ts';
import {
  DETECTOR_SIZE,
  decodeFaces,
  dropRepeats,
  mergeFaces,
  moveFace,
  showsSameFace,
} from './face-boxes.ts';
import { bestFirst } from './face-suitability.ts';
import { type ModelHost, runModel } from './session.ts';

/**
 * Finds faces of any size with a detector made for selfies: the whole picture first, then a padded view,
 * then overlapping tiles. Every find is looked at again in a view where the face has the size that the
 * detector knows best; that second look decides. Measured on the samples and four paintings: faces score
 * >= 0.86 there, everything else (fur, cups, hands, cloth) <= 0.62.
 */

export interface FaceSearch {
  /** Confidence that a face must reach in the second look, 0..1. */
  readonly minConfidence: number;
  /**
   * `auto` goes on to tiles when nothing, several faces or only small ones were found; `quick` looks at the
   * whole picture only; `thorough` always searches all tiles.
   */
  readonly effort: 'auto' | 'quick' | 'thorough';
  /** Called before each stage with the fraction done, 0..1. */
  readonly onStage?: (fraction: number, note: string) => void;
}

/** Finds below this are not worth a second look. */
const CANDIDATE_CONFIDENCE = 0.4;

/** Only this many candidates of a stage get a second look, the best ones. */
const MAX_SECOND_LOOKS = 24;

/** Side of the second look's view in face widths. */
const SECOND_LOOK_SCALE = 3.2;

/** A second look must find its face within this distance of where it was, in face widths. */
const SECOND_LOOK_DRIFT = 0.4;

/** The padded view is this much larger than the picture: faces that fill the frame come into range. */
const PADDED_SCALE = 1.4;

/** Tile sides as shares of the picture's short side, and their step as a share of the tile. */
const TILE_SHARES = [1, 0.5, 0.25] as const;
const TILE_STEP = 0.5;

/** Tiles in which all faces found so far would be larger than this share of their side are too small to help. */
const TILE_FACE_SHARE = 0.35;

/** Below this share of the picture's long side a face's place is rough, and others may be too small to see. */
const SMALL_FACE_SHARE = 0.15;

/** Smaller faces have no lids or lips to move, and at this size anything can look like a face, px. */
const MIN_FACE_SIDE = 32;

/** The detector finds faces of a quarter of a tile best; smaller tiles would show faces below the least size. */
const MIN_TILE_SIDE = 4 * MIN_FACE_SIDE;

/**
 * @returns all faces, those best to animate first (see `bestFirst`), places in px of the picture; empty when there is none
 * @throws {ModelError}
 */
export async function findFaces(host: ModelHost, image: ImageValue, search: FaceSearch): Promise<Face[]> {
  const stages = stagesOf(image);
  let faces: Face[] = [];
  for (const [index, stage] of stages.entries()) {
    if (!shouldSearch(stage, faces, image, search.effort)) continue;
    search.onStage?.(index / stages.length, stage.note);
    const found = await searchViews(host, image, stage, search.minConfidence);
    faces = [...faces, ...found.filter((face) => !faces.some((known) => showsSameFace(face, known)))];
  }
  return bestFirst(image, faces);
}

interface Stage {
  readonly kind: 'whole' | 'padded' | 'tiles';
  readonly note: string;
  readonly views: readonly Box[];
}

function stagesOf(image: ImageValue): Stage[] {
  const side = Math.max(image.width, image.height);
  const centre = { x: image.width / 2, y: image.height / 2 };
  const shortSide = Math.min(image.width, image.height);
  return [
    { kind: 'whole', note: 'Looking at the whole picture', views: [squareAround(centre, side)] },
    { kind: 'padded', note: 'Looking from further away', views: [squareAround(centre, side * PADDED_SCALE)] },
    ...TILE_SHARES.filter((share) => shortSide * share >= MIN_TILE_SIDE).map((share) => ({
      kind: 'tiles' as const,
      note: 'Looking for small faces',
      views: tilesOf(image, shortSide * share),
    })),
  ];
}

function shouldSearch(
  { kind, views }: Stage,
  found: readonly Face[],
  image: ImageValue,
  effort: FaceSearch['effort'],
): boolean {
  if (kind === 'whole') return true;
  if (kind === 'padded') return found.length === 0;
  if (effort !== 'auto') return effort === 'thorough';
  if (found.length === 1 && !found.some((face) => isSmall(face, image))) return false;
  const tileSide = views[0]?.width ?? 0;
  return found.length === 0 || found.some(({ box }) => box.width < TILE_FACE_SHARE * tileSide);
}

function isSmall(face: Face, image: ImageValue): boolean {
  return face.box.width < SMALL_FACE_SHARE * Math.max(image.width, image.height);
}

function squareAround(centre: { x: number; y: number }, side: number): Box {
  return { x: centre.x - side / 2, y: centre.y - side / 2, width: side, height: side };
}

/** Square tiles that cover the picture, overlapping by half. */
function tilesOf(image: ImageValue, side: number): Box[] {
  const starts = (length: number) => {
    const count = Math.ceil((length - side) / (side * TILE_STEP) - 1e-9) + 1;
    return Array.from({ length: Math.max(1, count) }, (_, i) =>
      count > 1 ? (length - side) * (i / (count - 1)) : 0,
    );
  };
  return starts(image.height).flatMap((y) =>
    starts(image.width).map((x) => ({ x, y, width: side, height: side })),
  );
}

/**
 * Faces of one stage. One that is large in the whole picture keeps its place from the first look, as the
 * models' authors use it; any other takes the more exact place of the second.
 */
async function searchViews(
  host: ModelHost,
  image: ImageValue,
  { kind, views }: Stage,
  minConfidence: number,
): Promise<Face[]> {
  const candidates: Face[] = [];
  for (const view of views) candidates.push(...(await detectInView(host, image, view)));
  const faces: Face[] = [];
  for (const candidate of dropRepeats(candidates).slice(0, MAX_SECOND_LOOKS)) {
    const again = await lookAgain(host, image, candidate);
    if (!again || again.confidence < minConfidence || again.box.width < MIN_FACE_SIDE) continue;
    const keepsPlace = kind === 'whole' && !isSmall(candidate, image);
    faces.push(keepsPlace ? { ...candidate, confidence: again.confidence } : again);
  }
  return faces;
}

/** One run of the detector over a square view; beyond the borders the view is black. */
async function detectInView(host: ModelHost, image: ImageValue, view: Box): Promise<Face[]> {
  const input = cropTensor(image, uprightCrop(view), DETECTOR_SIZE, SIGNED_RANGE, 'black');
  const output = await runModel(host, 'face-detector', { image: input });
  const faces = decodeFaces(
    output.regressors as Float32Array,
    output.logits as Float32Array,
    CANDIDATE_CONFIDENCE,
  );
  return mergeFaces(faces).map((face) => moveFace(face, view.width, view.x, view.y));
}

async function lookAgain(host: ModelHost, image: ImageValue, candidate: Face): Promise<Face | undefined> {
  const { width } = candidate.box;
  const centre = centreOf(candidate.box);
  const faces = await detectInView(host, image, squareAround(centre, width * SECOND_LOOK_SCALE));
  return faces
    .filter(({ box }) => {
      const moved = centreOf(box);
      return hypotenuse(moved.x - centre.x, moved.y - centre.y) <= SECOND_LOOK_DRIFT * width;
    })
    .sort((a, b) => b.confidence - a.confidence)[0];
}

function centreOf(box: Box) {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
