import type { FaceFit } from '../rig/fit-face.ts';
import type { EyeScene } from './eye-scene.ts';
import type { Grid, NodeField } from './grid.ts';
import type { HairField } from './hair-field.ts';
import type { HeadField } from './head-field.ts';
import type { MeshWeights } from './mesh-weights.ts';
import type { MouthScene } from './mouth-scene.ts';

/** Choices of the user that shape the rendering. */
export interface RenderOptions {
  /** Multiplier of head turns, 0..1.5. */
  readonly headStrength: number;
  /** Multiplier of the differences between near and far under a moving camera, 0..2. */
  readonly parallax: number;
  /** 0 plain cubic .. 1 strongest: how much of the detail that resampling takes is given back. */
  readonly sharpness: number;
  /** 0..1, how much hair trails the head's own turns. */
  readonly followThrough: number;
}

/** The face's part of a scene. */
export interface FaceScene {
  readonly fit: Pick<FaceFit, 'rotation' | 'scale' | 'pose' | 'interocular'>;
  readonly head: HeadField;
  readonly hair: HairField;
  /** Grid on which expressions move the skin, and how. */
  readonly grid: Grid;
  readonly mesh: MeshWeights;
  readonly eyes: readonly EyeScene[];
  readonly mouth: MouthScene;
}

/** All that frames are drawn from; plain data, so that it can be cloned to several workers. */
export interface Scene {
  /** px, even */
  readonly width: number;
  readonly height: number;
  readonly options: RenderOptions;
  readonly grid: Grid;
  /** The photo, RGBA. */
  readonly photo: Uint8ClampedArray;
  /** The subject: photo less (1 - coverage) x plate, and coverage; 4 floats per pixel. */
  readonly layer: Float32Array;
  /** Largest coverage near each cell of the grid: whether the subject can show there. */
  readonly cover: Uint8Array;
  /** The background with the subject taken out, 4 floats per pixel (coverage 1); absent without a matte. */
  readonly plate: Float32Array | undefined;
  /** Relative depth 0..1 per node of the subject and of the background. */
  readonly subjectDepth: Float32Array;
  readonly plateDepth: Float32Array;
  /** Displacement at `body.breath` 1. */
  readonly breath: NodeField;
  readonly face: FaceScene | undefined;
  /** Constant enlargement that keeps borders out of sight under a moving camera; 1 when it stands still. */
  readonly enlargement: number;
  /** Out-of-focus copies of layer and plate, two strengths each; absent when the focus never moves. */
  readonly blurred: Blurred | undefined;
}

export interface Blurred {
  readonly layer: readonly [Float32Array, Float32Array];
  readonly plate: readonly [Float32Array, Float32Array] | undefined;
}
