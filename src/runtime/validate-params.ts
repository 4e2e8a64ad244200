import type { HandleOffsets } from '../values/handle-offsets.ts';
import type { KeyframeTracks } from '../values/keyframes.ts';
import { unpackStrokes } from '../values/strokes.ts';
import { keyframesProblem, orderKeyframes } from './keyframes-param.ts';
import { offsetsProblem, orderOffsets } from './offsets-param.ts';
import type { ParamSpec, ParamSpecs, ParamValue } from './params.ts';

/** Highest value of a seed: 32 bits, so that every random generator takes it whole. */
export const SEED_MAX = 0xffff_ffff;

export interface ParamProblem {
  readonly param: string;
  /** What is wrong and what would be right, in words. */
  readonly message: string;
}

/** Parameters as a run needs them, and what was wrong with those given. */
export interface CheckedParams {
  /** Complete: defaults fill what is absent. Invalid values are replaced by their defaults too. */
  readonly values: Readonly<Record<string, ParamValue>>;
  readonly problems: readonly ParamProblem[];
  /** Names that the declaration does not know; kept in the document, ignored by the run. */
  readonly unknown: readonly string[];
}

/** Nearly every node has nothing unknown and nothing wrong: they share these. */
const NONE: readonly string[] = [];
const NO_PROBLEMS: readonly ParamProblem[] = [];

/** Checks given parameters against their declaration and fills in defaults. Never throws. */
export function checkParams(specs: ParamSpecs, given: Readonly<Record<string, unknown>> = {}): CheckedParams {
  const values: Record<string, ParamValue> = {};
  let problems = NO_PROBLEMS;
  for (const name in specs) {
    const spec = specs[name];
    if (!spec) continue;
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    const problem = value === undefined ? undefined : paramProblem(spec, value);
    if (problem) problems = [...problems, { param: name, message: problem }];
    values[name] = value === undefined || problem ? spec.default : canonicalValue(spec, value as ParamValue);
  }
  let unknown = NONE;
  for (const name in given) {
    if (Object.hasOwn(given, name) && !Object.hasOwn(specs, name)) unknown = [...unknown, name];
  }
  return { values, problems, unknown };
}

/** Equal keys give equal recipe keys, in whichever order a document writes its channels. */
function canonicalValue(spec: ParamSpec, value: ParamValue): ParamValue {
  if (spec.kind === 'keyframes') return orderKeyframes(value as KeyframeTracks);
  return spec.kind === 'offsets' ? orderOffsets(spec, value as HandleOffsets) : value;
}

/** Why a value does not fit its declaration, in words; undefined when it fits. */
export function paramProblem(spec: ParamSpec, value: unknown): string | undefined {
  switch (spec.kind) {
    case 'number':
      return numberProblem(value, spec.min, spec.max, spec.unit);
    case 'seed':
      return Number.isInteger(value) ? numberProblem(value, 0, SEED_MAX) : 'needs a whole number';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'needs true or false';
    case 'choice':
      return spec.options.some((option) => option.value === value)
        ? undefined
        : `needs one of ${spec.options.map((option) => option.value).join(', ')}`;
    case 'text':
      if (typeof value !== 'string') return 'needs a text';
      return value.length <= spec.maxLength ? undefined : `is longer than ${spec.maxLength} characters`;
    case 'asset':
      return typeof value === 'string' && /^$|^(sample|asset|url):[^\s]{1,512}$/.test(value)
        ? undefined
        : 'needs a file reference (sample:…, asset:… or url:…)';
    case 'rect':
      return rectProblem(value);
    case 'keyframes':
      return keyframesProblem(spec, value);
    case 'strokes':
      return Array.isArray(value) && unpackStrokes(value, spec.tools.length)
        ? undefined
        : 'needs strokes as they are painted';
    case 'offsets':
      return offsetsProblem(spec, value);
  }
}

function numberProblem(value: unknown, min: number, max: number, unit = ''): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'needs a number';
  if (value >= min && value <= max) return undefined;
  return `needs a number from ${min} to ${max}${unit ? ` ${unit}` : ''}, not ${value}`;
}

function rectProblem(value: unknown): string | undefined {
  const hint = 'needs [x, y, width, height] in fractions of the picture';
  if (!Array.isArray(value) || value.length !== 4) return hint;
  if (!value.every((part) => typeof part === 'number' && part >= 0 && part <= 1)) return hint;
  const [x, y, width, height] = value as [number, number, number, number];
  return width > 0 && height > 0 && x + width <= 1 + 1e-9 && y + height <= 1 + 1e-9 ? undefined : hint;
}
