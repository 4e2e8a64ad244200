import type { FacesValue } from '../../values/faces.ts';
import type { MotionValue } from '../../values/motion.ts';
import type { DepthValue, ImageValue, MaskValue, RegionsValue } from '../../values/value.ts';
import { VERTEX_COUNT } from '../rig/canonical-face.ts';
import { CHIN, FACE_OVAL } from '../rig/face-points.ts';
import { type FaceFit, fitFace } from '../rig/fit-face.ts';
import { smoothStep } from '../rig/smooth-step.ts';
import { blurNodes } from './blur-nodes.ts';
import { breathField } from './body-field.ts';
import { addCamera, cameraAt, cameraMoves, cropIn } from './camera.ts';
import { cellKinds, nodeDistances } from './cell-kinds.ts';
import { channelMoves } from './channel-track.ts';
import { eyeScenes } from './eye-scene.ts';
import { faceHull, hullDistance } from './face-hull.ts';
import { faceLight } from './face-light.ts';
import { farShares, focusCopies } from './focus.ts';
import { wearsGlasses } from './glasses.ts';
import { emptyField, type Grid, pictureGrid } from './grid.ts';
import { hairField } from './hair-field.ts';
import { headField } from './head-field.ts';
import { measuredKernel } from './measured-kernel.ts';
import { meshWeights } from './mesh-weights.ts';
import { motionMask } from './motion-mask.ts';
import { mouthScene } from './mouth-scene.ts';
import { nodeAverage } from './node-average.ts';
import { ownShares } from './own-share.ts';
import { partLayers } from './part-layers.ts';
import { backgroundPlate } from './plate.ts';
import { portraitDepth } from './portrait-depth.ts';
import { packedPicture } from './resample-cell.ts';
import type { FaceScene, RenderOptions, Scene } from './scene.ts';
import { farthestTravel } from './subject-motion.ts';

/** What a scene is made from; all pictures have the size of `image`, which is even. */
export interface SceneSources {
  readonly image: ImageValue;
  readonly motion: MotionValue;
  readonly faces?: FacesValue | undefined;
  readonly matte?: MaskValue | undefined;
  readonly regions?: RegionsValue | undefined;
  readonly depth?: DepthValue | undefined;
  /** Where the subject may move; everywhere without it. */
  readonly movable?: MaskValue | undefined;
  /** Faces beside the selected one that move, and what each of them does. */
  readonly others?: readonly OtherFace[] | undefined;
}

/** A face beside the selected one. */
export interface OtherFace {
  readonly landmarks: Float32Array;
  readonly motion: MotionValue;
}

/** Size of a cell of the motion grid, px, for pictures up to this side and above. */
const FINE_CELL = 4;
const COARSE_CELL = 8;
const FINE_SIDE = 900;

/** Smoothing of the depth: within a layer, and where one layer must bend over the edges of things. */
const LAYER_PASSES = 6;
const ONE_LAYER_PASSES = 50;

/** Fits the rig, separates the layers, fills the background: all that does not change from frame to frame. */
export function prepareScene(sources: SceneSources, options: RenderOptions): Scene {
  const { image, motion } = sources;
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
  const body = sources.regions?.body;
  const movers = {
    width,
    height,
    options,
    grid,
    kinds,
    distances: nodeDistances(grid, kinds),
    subjectDepth,
    plateDepth,
    breath: fit === undefined ? breathField(grid, undefined, body) : undefined,
    faces: fit === undefined ? [] : faceScenes(sources, fit, grid, alpha),
    movable: undefined,
    enlargement: 1,
    sharpness: kernelFor(image, fit, options.sharpness),
  };
  const travel = farthestTravel(movers, motion);
  const still = travel < LEAST_TRAVEL && !channelMoves(motion, 'camera.focus');
  // where nothing comes to light the photo is background enough
  const plate = alpha && (still ? image.data.slice() : backgroundPlate(image, alpha, travel));
  const layer = partLayers(image, alpha, plate);
  const blurred = focusCopies(motion, layer, plate, width, height);
  const skins = movers.faces.map((face) => face.grid);
  const movable = sources.movable && motionMask(sources.movable.data, width, height, grid, skins, travel);
  const farness = blurred && plate === undefined ? farShares(subjectDepth) : undefined;
  const scene: Scene = { ...movers, movable, photo: image.data, layer, plate, blurred, farness };
  return { ...scene, enlargement: cameraMoves(motion) ? enlargementFor(scene, motion) : 1 };
}

/** Keys' parameter of a plain kernel, and the sharpest that a setting leads to where the photo needs no sharper one. */
const PLAIN_KERNEL = -0.5;
const SHARPEST_KERNEL = -1.2;
/** The setting with which as much detail is given back as this photo loses. */
const MEASURED_SETTING = 0.25;

/** The kernel of moved pixels: measured in the face, or in the whole picture, at the measured setting. */
function kernelFor(image: ImageValue, fit: FaceFit | undefined, setting: number): number {
  const { width, height, data } = image;
  let [left, top, right, bottom] = [0, 0, width, height];
  if (fit !== undefined) {
    const at = (axis: 0 | 1): number[] => FACE_OVAL.map((i) => fit.points[3 * i + axis]);
    [left, right] = [Math.min(...at(0)), Math.max(...at(0))];
    [top, bottom] = [Math.min(...at(1)), Math.max(...at(1))];
  }
  const measured = measuredKernel(packedPicture(data, width, height), { left, top, right, bottom });
  const kernel = PLAIN_KERNEL + (setting / MEASURED_SETTING) * (measured - PLAIN_KERNEL);
  return Math.max(Math.min(SHARPEST_KERNEL, measured), kernel);
}

/** Travel of the subject before its background from which something comes to light, px. */
const LEAST_TRAVEL = 0.25;

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
  sources: SceneSources,
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
      motion: n === 0 ? undefined : others[n - 1].motion,
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
  sources: SceneSources,
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

function enlargementFor(scene: Scene, motion: MotionValue): number {
  const { grid, width, height } = scene;
  const strength = scene.options.parallax;
  const of = (depth: Float32Array): number =>
    cropIn(motion.frameCount, grid, width, height, (frame) => {
      const field = emptyField(grid);
      addCamera(cameraAt(motion, frame), grid, width, height, depth, strength, field);
      return field;
    });
  return Math.max(of(scene.subjectDepth), of(scene.plateDepth));
}
