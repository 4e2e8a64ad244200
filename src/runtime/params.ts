import type { HandleOffsets } from '../values/handle-offsets.ts';
import type { KeyframeTracks } from '../values/keyframes.ts';

/**
 * Parameters of a node, declared as data: one declaration gives validation, keys, the inspector's controls
 * and the JSON Schema.
 */
interface ParamCommon {
  readonly label: string;
  /** What the parameter does for the result, one sentence. */
  readonly help: string;
  /** Kept in the inspector's "Advanced" fold. */
  readonly advanced?: boolean;
  /** The control is hidden where the named parameter has none of these values. */
  readonly when?: { readonly param: string; readonly is: readonly (string | boolean)[] };
}

export interface NumberParam extends ParamCommon {
  readonly kind: 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** e.g. `px`, `s`, `fps`, `degrees`, `×` */
  readonly unit?: string;
}

export interface BooleanParam extends ParamCommon {
  readonly kind: 'boolean';
  readonly default: boolean;
}

export interface ChoiceParam extends ParamCommon {
  readonly kind: 'choice';
  readonly default: string;
  readonly options: ReadonlyArray<{ readonly value: string; readonly label: string; readonly help?: string }>;
}

export interface TextParam extends ParamCommon {
  readonly kind: 'text';
  readonly default: string;
  readonly maxLength: number;
  readonly multiline?: boolean;
  /** Asks the inspector for a special field. */
  readonly editor?: 'motion-prompt' | 'regions';
}

/** A whole number 0..2^32-1 that is part of the document and never changes by itself. */
export interface SeedParam extends ParamCommon {
  readonly kind: 'seed';
  readonly default: number;
}

/** A file by reference: `sample:<name>`, `asset:<sha256>`, `url:<same-origin path>`, or '' for none. */
export interface AssetParam extends ParamCommon {
  readonly kind: 'asset';
  readonly default: string;
  /** Accepted media types, e.g. `image/jpeg`. */
  readonly accept: readonly string[];
}

/** A rectangle in fractions of the picture, [x, y, width, height] each 0..1. */
export interface RectParam extends ParamCommon {
  readonly kind: 'rect';
  readonly default: readonly [number, number, number, number];
}

/** Keys of curves by channel, edited as curves. */
export interface KeyframesParam extends ParamCommon {
  readonly kind: 'keyframes';
  readonly default: KeyframeTracks;
  /** The channels that may have keys, with the bounds of their values. */
  readonly channels: Readonly<Record<string, { readonly min: number; readonly max: number }>>;
}

/** Strokes of a brush on the node's picture, packed as in `src/values/strokes.ts`. */
export interface StrokesParam extends ParamCommon {
  readonly kind: 'strokes';
  readonly default: readonly number[];
  /** What the brush can do; a stroke names its tool by the place in this list. */
  readonly tools: readonly string[];
}

/** How far named handles were dragged on the node's picture. */
export interface OffsetsParam extends ParamCommon {
  readonly kind: 'offsets';
  readonly default: HandleOffsets;
  readonly handles: readonly string[];
  /** Farthest that a handle may be moved in either direction, in the node's own unit. */
  readonly most: number;
}

export type ParamSpec =
  | NumberParam
  | BooleanParam
  | ChoiceParam
  | TextParam
  | SeedParam
  | AssetParam
  | RectParam
  | KeyframesParam
  | StrokesParam
  | OffsetsParam;

export type ParamSpecs = Readonly<Record<string, ParamSpec>>;

export type ParamValue = number | boolean | string | readonly number[] | KeyframeTracks | HandleOffsets;

type ValueOfParam<S extends ParamSpec> = S extends { kind: 'number' | 'seed' }
  ? number
  : S extends { kind: 'boolean' }
    ? boolean
    : S extends { kind: 'choice'; options: ReadonlyArray<{ value: infer V }> }
      ? V
      : S extends { kind: 'rect' }
        ? readonly [number, number, number, number]
        : S extends { kind: 'keyframes' }
          ? KeyframeTracks
          : S extends { kind: 'strokes' }
            ? readonly number[]
            : S extends { kind: 'offsets' }
              ? HandleOffsets
              : string;

/** The parameters' values as a node's run meets them: complete, in range. */
export type ParamsOf<S extends ParamSpecs> = { readonly [K in keyof S]: ValueOfParam<S[K]> };
