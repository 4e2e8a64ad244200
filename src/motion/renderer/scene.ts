import type { MotionValue } from '../../values/motion.ts';
import type { FaceFit } from '../rig/fit-face.ts';
import type { EyeScene } from './eye-scene.ts';
import type { FaceLight } from './face-light.ts';
import type { Grid, NodeField } from './grid.ts';
import type { HairField } from './hair-field.ts';
import type { HeadField } from './head-field.ts';
import type { MeshWeights } from './mesh-weights.ts';
import type { MotionMask } from './motion-mask.ts';
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

/** One face's part of a scene. */
export interface FaceScene {
  readonly fit: Pick<FaceFit, 'rotation' | 'scale' | 'pose' | 'interocular'> & { readonly glasses: boolean };
  /** What this face does; undefined = the take itself. */
  readonly motion: MotionValue | undefined;
  readonly head: HeadField;
  readonly hair: HairField;
  /** Displacement at `body.breath` 1. */
  readonly breath: NodeField;
  /** Grid on which expressions move the skin, and how. */
  readonly grid: Grid;
  readonly mesh: MeshWeights;
  /** 468 x 2: the mesh in the photo, px. */
  readonly points: Float32Array;
  readonly light: FaceLight;
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
  /** Per cell of the grid what the photo shows there: see `cell-kinds.ts`. */
  readonly kinds: Uint8Array;
  /** Per node the distance to the nearest cell that the subject touches, cells. */
  readonly distances: Uint8Array;
  /** The background with the subject taken out, RGBA; absent without a matte. */
  readonly plate: Uint8ClampedArray | undefined;
  /** Relative depth 0..1 per node of the subject and of the background. */
  readonly subjectDepth: Float32Array;
  readonly plateDepth: Float32Array;
  /** Displacement at `body.breath` 1 of a body without a face. */
  readonly breath: NodeField | undefined;
  readonly faces: readonly FaceScene[];
  /** Where the subject may move; undefined = everywhere. */
  readonly movable: MotionMask | undefined;
  /** Keys' `a` of the kernel that moved pixels are sampled with. */
  readonly sharpness: number;
  /** Constant enlargement that keeps borders out of sight under a moving camera; 1 when it stands still. */
  readonly enlargement: number;
  /** Out-of-focus copies of layer and plate, two strengths each; absent when the focus never moves. */
  readonly blurred: Blurred | undefined;
  /**
   * Per node how far away the picture is, 0 near .. 1 far, where one layer goes out of focus by its depth; undefined
   * where a plate lies behind the subject, or the focus never moves.
   */
  readonly farness: Float32Array | undefined;
}

export interface Blurred {
  readonly layer: readonly [Float32Array, Float32Array];
  readonly plate: readonly [Uint8ClampedArray, Uint8ClampedArray] | undefined;
}
