import type { MotionValue } from '../../values/motion.ts';
import type { MaskValue } from '../../values/value.ts';
import { addCamera, cameraAt, cameraMoves, cropIn } from './camera.ts';
import { channelMoves } from './channel-track.ts';
import { farShares, focusCopies } from './focus.ts';
import { emptyField } from './grid.ts';
import { motionMask } from './motion-mask.ts';
import { partLayers } from './part-layers.ts';
import { backgroundPlate } from './plate.ts';
import type { RenderOptions, Scene } from './scene.ts';
import { type StillScene, type StillSources, stillScene } from './still-scene.ts';
import { farthestTravel } from './subject-motion.ts';

/** What a scene is made from; all pictures have the size of `image`, which is even. */
export interface SceneSources extends StillSources {
  readonly motion: MotionValue;
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

/**
 * All that does not change from frame to frame: where the subject stands, and the background where it comes to light.
 * @param still what `stillScene` made of the same sources; it stays as it is
 */
export function prepareScene(
  sources: SceneSources,
  options: RenderOptions,
  still: StillScene = stillScene(sources),
): Scene {
  const { image, motion, others = [] } = sources;
  const { width, height } = image;
  const { grid, kinds, distances, subjectDepth, plateDepth, breath, alpha } = still;
  const faces = still.faces.map((face, n) => ({
    ...face,
    motion: n === 0 ? undefined : others[n - 1]?.motion,
  }));
  const movers = {
    ...{ width, height, options, grid, kinds, distances, subjectDepth, plateDepth, breath, faces },
    movable: undefined,
    enlargement: 1,
    sharpness: kernelFor(still.kernel, options.sharpness),
  };
  const travel = farthestTravel(movers, motion);
  const stands = travel < LEAST_TRAVEL && !channelMoves(motion, 'camera.focus');
  // where nothing comes to light the photo is background enough
  const ground = stands ? undefined : still.ground();
  const plate = alpha && (ground === undefined ? image.data.slice() : backgroundPlate(ground, travel));
  const layer = partLayers(image, alpha, plate);
  const blurred = focusCopies(motion, layer, plate, width, height);
  const skins = faces.map((face) => face.grid);
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

/** The kernel of moved pixels: the measured one at the measured setting. */
function kernelFor(measured: number, setting: number): number {
  const kernel = PLAIN_KERNEL + (setting / MEASURED_SETTING) * (measured - PLAIN_KERNEL);
  return Math.max(Math.min(SHARPEST_KERNEL, measured), kernel);
}

/** Travel of the subject before its background from which something comes to light, px. */
const LEAST_TRAVEL = 0.25;

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
