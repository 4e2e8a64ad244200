import type { ClipFacts } from '../../values/clip.ts';
import type { FaceOpenings } from './face-openings.ts';
import type { FaceShape } from './face-shape.ts';
import type { HeadTurn } from './head-turn.ts';
import type { SeamChanges } from './loop-seam.ts';
import type { Continuation } from './warping-error.ts';

/** What was seen of a face in one frame or in the photo. */
export interface FaceObservation {
  readonly openings: FaceOpenings;
  readonly shape: FaceShape;
  /** Turn of the head against the photo, degrees, signs as in the motion channels; and its size. */
  readonly turn: HeadTurn;
  /**
   * Variance of the Laplacian of the face without eyes and mouth, times the fourth power of its size over that in the
   * photo: so much does enlarging take from an ideally sampled picture (scale-normalised derivatives, Lindeberg 1998).
   */
  readonly sharpness: number;
  readonly embedding: Float32Array;
}

/** Lids below this share of the photo's opening count as closing. */
const OPEN_SHARE = 0.6;

/**
 * Whether both eyes are mostly as open as in the photo. The landmark model moves the corners of an eye that closes,
 * by some 5 % of the eyes' distance: such frames cannot tell whether the eyes keep their places.
 */
export function eyesOpen(photo: FaceObservation, face: FaceObservation): boolean {
  return face.openings.lids.every((lid, side) => lid >= OPEN_SHARE * photo.openings.lids[side]);
}

/** One frame that was looked at. */
export interface LookedFrame {
  readonly index: number;
  /** Absent where no face was asked for or none was found again. */
  readonly face?: FaceObservation | undefined;
  /** Pixels without colour. */
  readonly holes: number;
  /** What {@link borderStreaks} finds beyond what the photo has, 0..1. */
  readonly border: number;
  /** See {@link describePicture}. */
  readonly subject?: Float32Array | undefined;
  readonly background?: Float32Array | undefined;
}

/** The change around one frame. */
export interface ObservedStep {
  readonly frame: number;
  /** See {@link SeamChanges}; sRGB steps. */
  readonly step: number;
  readonly bend: number;
  readonly continuation: Continuation;
  /** 0..1, 1 is none; absent where no pixel must be still. */
  readonly flicker?: number | undefined;
}

/** All that was seen of a take; the measures are computed from it. */
export interface TakeObservations {
  readonly facts: ClipFacts;
  /** dB, against the photo */
  readonly firstFrame: number;
  /** The face in the photo itself, measured as in the frames. */
  readonly photo?: FaceObservation | undefined;
  /** In order of time; the first is frame 0. */
  readonly looks: readonly LookedFrame[];
  readonly steps: readonly ObservedStep[];
  /** Of a looping clip of four frames and more. */
  readonly seam?: Pick<SeamChanges, 'seamStep' | 'seamBends'> | undefined;
  /** Mean square difference of the still pixels to the photo, (sRGB steps)²; absent where none must be still. */
  readonly backgroundEnergy?: number | undefined;
}
