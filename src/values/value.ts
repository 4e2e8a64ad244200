import type { ClipValue } from './clip.ts';
import type { FacesValue } from './faces.ts';
import type { KeyframesValue } from './keyframes.ts';
import type { MotionValue } from './motion.ts';
import type { PromptValue } from './prompt.ts';

/** Straight-alpha sRGB pixels, row by row from the top left; `data.length === width * height * 4`. */
export interface ImageValue {
  readonly type: 'Image';
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
  /** RGBA, 0..255 */
  readonly data: Uint8ClampedArray;
}

/** Soft selection, `data.length === width * height`. */
export interface MaskValue {
  readonly type: 'Mask';
  readonly width: number;
  readonly height: number;
  /** 0 (outside) .. 1 (inside) */
  readonly data: Float32Array;
}

/** Relative depth, `data.length === width * height`. */
export interface DepthValue {
  readonly type: 'Depth';
  readonly width: number;
  readonly height: number;
  /** 0 (far) .. 1 (near) */
  readonly data: Float32Array;
}

/** A point in image pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Named soft masks of one picture; names are `face`, `hair`, `torso`, `background` or a user's own. */
export interface RegionsValue {
  readonly type: 'Regions';
  readonly width: number;
  readonly height: number;
  /** 0..1 per pixel, each `width * height` long */
  readonly masks: Readonly<Record<string, Float32Array>>;
  /** Body points in px, present when a person with visible shoulders was found. Sides are the subject's own. */
  readonly body?: {
    readonly leftShoulder: Point;
    readonly rightShoulder: Point;
    /** 0..1, the lower of the two shoulders' visibility */
    readonly confidence: number;
  };
}

/** Per-pixel displacement, `dx`/`dy` each `width * height` long, in px. */
export interface FlowValue {
  readonly type: 'Flow';
  readonly width: number;
  readonly height: number;
  readonly dx: Float32Array;
  readonly dy: Float32Array;
}

/** Interleaved PCM samples. */
export interface AudioValue {
  readonly type: 'Audio';
  /** Hz */
  readonly sampleRate: number;
  readonly channelCount: number;
  /** -1..1 */
  readonly samples: Float32Array;
}

/** Bytes with a media type, ready to be saved. */
export interface FileValue {
  readonly type: 'File';
  /** Suggested file name, no path. */
  readonly name: string;
  /** e.g. `video/mp4` */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** What the player needs to know of a clip file; absent for other files. */
  readonly clip?: {
    readonly width: number;
    readonly height: number;
    readonly fps: number;
    readonly frameCount: number;
    readonly loop: boolean;
  };
}

/** Named measures of a take or picture. */
export interface ReportValue {
  readonly type: 'Report';
  readonly measures: ReadonlyArray<{
    /** Names the measure for programs; the name for people may change. */
    readonly key?: string;
    readonly name: string;
    readonly value: number;
    readonly unit: string;
    /** Absent where the measure has no verdict. */
    readonly verdict?: 'good' | 'fair' | 'poor';
    /** Frame of the clip that shows it at its worst. */
    readonly frame?: number;
  }>;
  /** Why the take should not be used, in words; absent where it may. */
  readonly rejected?: readonly string[];
}

export interface NumberValue {
  readonly type: 'Number';
  readonly value: number;
}

export interface TextValue {
  readonly type: 'Text';
  readonly value: string;
}

export interface BooleanValue {
  readonly type: 'Boolean';
  readonly value: boolean;
}

/** Everything that can flow along an edge. */
export type Value =
  | ImageValue
  | MaskValue
  | DepthValue
  | FacesValue
  | RegionsValue
  | PromptValue
  | MotionValue
  | KeyframesValue
  | FlowValue
  | ClipValue
  | AudioValue
  | FileValue
  | ReportValue
  | NumberValue
  | TextValue
  | BooleanValue;

/** The name of a value's type, as written on ports. */
export type ValueType = Value['type'];

/** The value that belongs to a type name. */
export type ValueOf<T extends ValueType> = Extract<Value, { type: T }>;

export const VALUE_TYPES = [
  'Image',
  'Mask',
  'Depth',
  'Faces',
  'Regions',
  'Prompt',
  'Motion',
  'Keyframes',
  'Flow',
  'Clip',
  'Audio',
  'File',
  'Report',
  'Number',
  'Text',
  'Boolean',
] as const satisfies readonly ValueType[];
