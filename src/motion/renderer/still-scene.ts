import type { FacesValue } from '../../values/faces.ts';
import type { DepthValue, ImageValue, MaskValue, RegionsValue } from '../../values/value.ts';
import { VERTEX_COUNT } from '../rig/canonical-face.ts';
import { CHIN, FACE_OVAL } from '../rig/face-points.ts';
import { type FaceFit, fitFace } from '../rig/fit-face.ts';
import { smoothStep } from '../rig/smooth-step.ts';
import { blurNodes } from './blur-nodes.ts';
import { breathField } from './body-field.ts';
import { cellKinds, nodeDistances } from './cell-kinds.ts';
import { eyeScenes } from './eye-scene.ts';
import { faceHull, hullDistance } from './face-hull.ts';
import { faceLight } from './face-light.ts';
import { wearsGlasses } from './glasses.ts';
import { type Grid, type NodeField, pictureGrid } from './grid.ts';
import { hairField } from './hair-field.ts';
import { headField } from './head-field.ts';
import { measuredKernel } from './measured-kernel.ts';
import { meshWeights } from './mesh-weights.ts';
import { mouthScene } from './mouth-scene.ts';
import { nodeAverage } from './node-average.ts';
import { ownShares } from './own-share.ts';
import { type PlateGround, plateGround } from './plate.ts';
import { portraitDepth } from './portrait-depth.ts';
import { packedPicture } from './resample-cell.ts';
import type { FaceScene } from './scene.ts';

/** What is still in a scene: the photo and what is known of it; all pictures have the size of `image`, which is even. */
export interface StillSources {
  readonly image: ImageValue;
  readonly faces?: FacesValue | undefined;
  readonly matte?: MaskValue | undefined;
  readonly regions?: RegionsValue | undefined;
  readonly depth?: DepthValue | undefined;
  /** Faces beside the selected one that move. */
  readonly others?: readonly { readonly landmarks: Float32Array }[] | undefined;
}

/** All of a scene that depends neither on the motion nor on a choice of the user: see `Scene`. */
export interface StillScene {
  readonly grid: Grid;
  readonly kinds: Uint8Array;
  readonly distances: Uint8Array;
  readonly subjectDepth: Float32Array;
  readonly plateDepth: Float32Array;
  readonly breath: NodeField | undefined;
  readonly faces: readonly FaceScene[];
  /** 0..1 per pixel; undefined without a matte. */
  readonly alpha: Float32Array | undefined;
  /** Keys' `a` with which moved pixels lose nothing. */
  readonly kernel: number;
  /** What the background is made from; worked out when it is first asked for. */
  readonly ground: () => PlateGround | undefined;
}

/** Size of a cell of the motion grid, px, for pictures up to this side and above. */
const FINE_CELL = 4;
const COARSE_CELL = 8;
const FINE_SIDE = 900;

/** Smoothing of the depth: within a layer, and where one layer must bend over the edges of things. */
const LAYER_PASSES = 6;
const ONE_LAYER_PASSES = 50;

/** Fits the rig and separates the layers: all that stays the same whatever moves, and is dear. */
export function stillScene(sources: StillSources): StillScene {
  const { image } = sources;
  const { width, height } = image;
  const cell = Math.max(width, height) <= FINE_SIDE ? FINE_CELL : COARSE_CELL;
  const grid = pictureGrid(width, height, cell);
  const landmarks = sources.faces?.faces[sources.faces.selected]?.landmarks;
  const fit = landmarks === undefined ? undefined : fitFace(landmarks);
  const alpha = cleanMatte(sources.matte);
  const depth = sources.depth?.data ?? portraitDepth({ width, height, fit, matte: alpha });
  const coverage = (k: number): number => alpha?.[k] ?? 1;
  const subjectDepth = nodeAverage(grid, width, height, depth, (k) => coverage(k) ** 2);
  const plateDepth = nodeAverage(grid, width, height, depth, (k) =>
    alpha === undefined ? 1 : (1 - coverage(k)) ** 2,
  );
  const passes = alpha === undefined ? ONE_LAYER_PASSES : LAYER_PASSES;
  for (const nodes of [subjectDepth, plateDepth]) blurNodes(nodes, grid.columns, grid.rows, passes);
  const kinds = cellKinds(grid, width, height, alpha);
  let ground: PlateGround | undefined;
  return {
    grid,
    kinds,
    distances: nodeDistances(grid, kinds),
    subjectDepth,
    plateDepth,
    breath: fit === undefined ? breathField(grid, undefined, sources.regions?.body) : undefined,
    faces: fit === undefined ? [] : faceScenes(sources, fit, grid, alpha),
    alpha,
    kernel: kernelOf(image, fit),
    ground: () => {
      if (alpha) ground ??= plateGround(image, alpha);
      return ground;
    },
  };
}

/** The kernel with which the face, or the whole picture, keeps its detail. */
function kernelOf(image: ImageValue, fit: FaceFit | undefined): number {
  const { width, height, data } = image;
  let [left, top, right, bottom] = [0, 0, width, height];
  if (fit !== undefined) {
    const at = (axis: 0 | 1): number[] => FACE_OVAL.map((i) => fit.points[3 * i + axis]);
    [left, right] = [Math.min(...at(0)), Math.max(...at(0))];
    [top, bottom] = [Math.min(...at(1)), Math.max(...at(1))];
  }
  return measuredKernel(packedPicture(data, width, height), { left, top, right, bottom });
}

/** Share of coverage that is noise at either end of a matte. */
const MATTE_FLOOR = 0.04;
const MATTE_CEILING = 0.96;

function cleanMatte(matte: MaskValue | undefined): Float32Array | undefined {
  return matte?.data.map((v) => Math.min(1, Math.max(0, (v - MATTE_FLOOR) / (MATTE_CEILING - MATTE_FLOOR))));
}

function shoulderLine(regions: RegionsValue | undefined): number | undefined {
  const body = regions?.body;
  return body === undefined || body.confidence < 0.5
    ? undefined
    : (body.leftShoulder.y + body.rightShoulder.y) / 2;
}

/** The selected face and the others, each with its own part of the picture. */
function faceScenes(
  sources: StillSources,
  selected: FaceFit,
  grid: Grid,
  alpha: Float32Array | undefined,
): FaceScene[] {
  const first = faceScene(sources, selected, grid, alpha, sources.regions);
  const others = sources.others ?? [];
  if (others.length === 0) return [first];
  const fits = [selected, ...others.map((other) => fitFace(other.landmarks))];
  const shares = ownShares(fits, grid);
  return fits.map((fit, n) => {
    const scene = n === 0 ? first : faceScene(sources, fit, grid, alpha, undefined);
    const own = (values: Float32Array): Float32Array => values.map((value, k) => value * shares[n][k]);
    return {
      ...scene,
      head: { ...scene.head, weight: own(scene.head.weight) },
      hair: { ...scene.hair, gain: own(scene.hair.gain) },
      breath: { dx: own(scene.breath.dx), dy: own(scene.breath.dy) },
      light: {
        ...scene.light,
        response: scene.light.response.map((v, k) => v * shares[n][Math.floor(k / 3)]),
      },
    };
  });
}

/** Spread of the hair's edge, in distances of the eyes: what moves may tear nothing off. */
const HAIR_SOFTNESS = 0.17;

/** @param body what is known of this face's own body */
function faceScene(
  sources: StillSources,
  fit: FaceFit,
  grid: Grid,
  alpha: Float32Array | undefined,
  body: RegionsValue | undefined,
): FaceScene {
  const head = headField(fit, grid, shoulderLine(body), alpha !== undefined);
  const local = faceGrid(fit, grid);
  const places = new Float32Array(local.columns * local.rows * 2);
  for (let j = 0, k = 0; j < local.rows; j++)
    for (let i = 0; i < local.columns; i++, k++)
      places.set([local.x0 + i * local.cell, local.y0 + j * local.cell], 2 * k);
  const { width, height } = sources.image;
  const glasses = wearsGlasses(sources.image, fit);
  const mask = sources.regions?.masks.hair;
  const hairNodes =
    mask === undefined
      ? guessHair(fit, grid, width, height, alpha)
      : nodeAverage(grid, width, height, mask, (k) => (alpha === undefined ? 1 : alpha[k] ** 2));
  const soft = (HAIR_SOFTNESS * fit.interocular) / grid.cell;
  blurNodes(hairNodes, grid.columns, grid.rows, Math.max(3, Math.round(2 * soft * soft)));
  return {
    fit: { rotation: fit.rotation, scale: fit.scale, pose: fit.pose, interocular: fit.interocular, glasses },
    motion: undefined,
    head,
    breath: breathField(grid, head, body?.body),
    hair: hairField(fit, grid, hairNodes),
    grid: local,
    mesh: meshWeights(fit.points, places, 0.75 * fit.interocular),
    points: Float32Array.from({ length: 2 * VERTEX_COUNT }, (_, k) => fit.points[3 * (k >> 1) + (k & 1)]),
    light: faceLight(sources.image, fit, head, grid),
    eyes: eyeScenes(sources.image, fit, glasses),
    mouth: mouthScene(sources.image, fit),
  };
}

/** Nodes of the expression grid are this much closer than those of the motion grid. */
const FACE_CELL = 4;

function faceGrid(fit: FaceFit, grid: Grid): Grid {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const i of FACE_OVAL) {
    left = Math.min(left, fit.points[3 * i]);
    right = Math.max(right, fit.points[3 * i]);
    top = Math.min(top, fit.points[3 * i + 1]);
    bottom = Math.max(bottom, fit.points[3 * i + 1]);
  }
  const reach = 0.8 * fit.interocular;
  const cell = Math.min(grid.cell, FACE_CELL);
  const [x0, y0] = [Math.floor((left - reach) / cell) * cell, Math.floor((top - reach) / cell) * cell];
  const columns = Math.ceil((right + reach - x0) / cell) + 1;
  const rows = Math.ceil((bottom + 1.4 * reach - y0) / cell) + 1;
  return { x0, y0, cell, columns, rows };
}

/** Where hair may be when no regions are given, per node: the subject above the chin, outside the face's outline. */
function guessHair(
  fit: FaceFit,
  grid: Grid,
  width: number,
  height: number,
  alpha: Float32Array | undefined,
): Float32Array {
  if (alpha === undefined) return new Float32Array(grid.columns * grid.rows);
  const out = nodeAverage(grid, width, height, alpha, () => 1);
  const [chinY, reach] = [fit.points[3 * CHIN + 1], 0.12 * fit.interocular];
  const hull = faceHull(fit);
  for (let j = 0, k = 0; j < grid.rows; j++) {
    for (let i = 0; i < grid.columns; i++, k++) {
      const [x, y] = [i * grid.cell, j * grid.cell];
      if (out[k] === 0) continue;
      out[k] *=
        smoothStep(0, reach, hullDistance(hull, x, y)) * (1 - smoothStep(chinY - 2 * reach, chinY, y));
    }
  }
  return out;
}
