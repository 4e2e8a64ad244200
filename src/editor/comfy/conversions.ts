import { convertSampler } from './convert-sampler.ts';
import type { Converted, Counterpart, FieldReader } from './counterpart.ts';
import { remark } from './remark.ts';

/** Bounds of parameters here. */
const CROP_SIZE = { least: 64, most: 2048, step: 2 } as const;
const PROMPT_LENGTH = 1000;
const FILE_NAME_LENGTH = 120;

const IMAGE_IN = { image: 'image', images: 'image', pixels: 'image', input_image: 'image' } as const;

/** The photo itself cannot come along: only its name is in a workflow. */
export const loadImage: Counterpart = {
  type: 'load-image',
  inputs: {},
  outputs: { 0: 'image' },
  fields: ['image', 'upload'],
  convert: (read) => ({ params: { file: '' }, remarks: [remark('photo', read.text('image'))] }),
};

/** A picture brought to another size: all of it, in its own shape. */
export function scale(fields: readonly string[], convert: (read: FieldReader) => Converted): Counterpart {
  return { type: 'crop', inputs: IMAGE_IN, outputs: { 0: 'image' }, fields, convert, onClip: 'none' };
}

/** All of the picture, reduced to this long side in px as far as the bounds allow. @param isExact whether the size is what the workflow said, not what it amounts to */
export function sized(longSide: number | undefined, isExact = true): Converted {
  const whole = { mode: 'full', aspect: 'original' };
  if (longSide === undefined || longSide <= 0) return { params: whole, remarks: [remark('noSize')] };
  const { least, most, step } = CROP_SIZE;
  const size = Math.max(least, Math.min(most, Math.round(longSide / step) * step));
  return { params: { ...whole, size }, remarks: isExact && size === longSide ? [] : [remark('size', size)] };
}

/** Sizes given as a width and a height, or as the larger of them. */
export const byWidthAndHeight = (read: FieldReader) =>
  sized(longer(read.number('width') ?? read.number('largest_size'), read.number('height')));

function longer(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.max(a, b);
}

/** A rectangle: its place has to be drawn anew, since it was in pixels of another picture. */
export const crop: Counterpart = {
  type: 'crop',
  inputs: IMAGE_IN,
  outputs: { 0: 'image' },
  fields: ['width', 'height', 'x', 'y'],
  convert: (read) => {
    const width = read.number('width');
    const height = read.number('height');
    const { params } = sized(longer(width, height));
    return {
      params: { mode: 'manual', ...(params?.size === undefined ? {} : { size: params.size }) },
      remarks: [remark('rectangle', `${width ?? '?'} × ${height ?? '?'}`)],
    };
  },
  onClip: 'none',
};

/** @param fields in the order of that class */
export const sampler = (fields: readonly string[]): Counterpart => ({
  type: 'diffusion-sampler',
  inputs: { positive: 'prompt' },
  outputs: { 0: 'motion' },
  fields,
  settings: { seed: 'seed', noise_seed: 'seed', steps: 'steps' },
  convert: convertSampler,
});

/** @param field that holds the words; @param fields in the order of that class */
export const prompt = (field: string, fields: readonly string[]): Counterpart => ({
  type: 'motion-prompt',
  inputs: {},
  outputs: { 0: 'prompt' },
  fields,
  settings: { [field]: 'text' },
  convert: (read) => {
    const text = (read.text(field) ?? '').trim();
    const remarks = [remark('prompt')];
    if (text.length > PROMPT_LENGTH) remarks.push(remark('cut', PROMPT_LENGTH));
    return { params: { text: text.slice(0, PROMPT_LENGTH) }, remarks };
  },
});

/** Latents become pictures: here, motion becomes frames of the photo. */
export const decode: Counterpart = {
  type: 'animate',
  inputs: { samples: 'motion' },
  outputs: { 0: 'clip' },
  fields: [],
  convert: () => ({ remarks: [remark('frames')] }),
};

export const depth: Counterpart = {
  type: 'depth',
  inputs: IMAGE_IN,
  outputs: { 0: 'depth' },
  fields: [],
  onClip: 'none',
};

/** @param slot of the output that is the mask */
export const matte = (slot: number): Counterpart => ({
  type: 'matte',
  inputs: IMAGE_IN,
  outputs: { [slot]: 'matte' },
  fields: [],
  onClip: 'none',
});

export const detect: Counterpart = {
  type: 'detect-faces',
  inputs: IMAGE_IN,
  outputs: { 0: 'faces' },
  fields: [],
  onClip: 'none',
};

export const landmarks: Counterpart = {
  type: 'landmarks',
  inputs: IMAGE_IN,
  outputs: { 0: 'faces' },
  fields: [],
  onClip: 'none',
};

export const faceCrop: Counterpart = {
  type: 'crop',
  inputs: { ...IMAGE_IN, source_image: 'image' },
  outputs: { 0: 'image' },
  fields: [],
  convert: () => ({ params: { mode: 'face' } }),
  onClip: 'none',
};

export const regions: Counterpart = {
  type: 'regions',
  inputs: IMAGE_IN,
  outputs: { 0: 'regions' },
  fields: [],
  onClip: 'none',
};

export const invertMask: Counterpart = {
  type: 'mask-paint',
  inputs: { mask: 'mask', masks: 'mask' },
  outputs: { 0: 'mask' },
  fields: [],
  convert: () => ({ params: { invert: true } }),
};

export const paintMask: Counterpart = {
  type: 'mask-paint',
  inputs: { ...IMAGE_IN, mask: 'mask' },
  outputs: { 0: 'mask', 1: 'mask' },
  fields: [],
  convert: () => ({ remarks: [remark('paint')] }),
};

/** Formats by what their names hold, the most special first. */
const FORMATS: readonly (readonly [RegExp, string])[] = [
  [/av1/, 'mp4-av1'],
  [/webm|vp9|vp8/, 'webm'],
  [/gif/, 'gif'],
  [/webp/, 'webp'],
  [/png/, 'png-sequence'],
  [/mp4|h264|auto/, 'mp4-h264'],
];

/** @param fields in the order of that class; @param format that the class always writes */
export const encode = (fields: readonly string[], format?: string): Counterpart => ({
  type: 'encode',
  inputs: { images: 'clip', image: 'clip', video: 'clip' },
  outputs: { 0: 'file' },
  fields,
  convert: (read) => {
    const name = read.text('format') ?? '';
    const found = format ?? FORMATS.find(([pattern]) => pattern.test(name.toLowerCase()))?.[1];
    const remarks = [];
    if (found === undefined && name !== '') remarks.push(remark('format', name));
    if (read.flag('pingpong') === true) remarks.push(remark('pingPong'));
    return { params: { format: found ?? 'mp4-h264' }, remarks };
  },
});

export const preview: Counterpart = {
  type: 'preview',
  inputs: { images: 'value', image: 'value', mask: 'value', video: 'value', source: 'value', any: 'value' },
  outputs: {},
  fields: [],
};

export const output: Counterpart = {
  type: 'output',
  inputs: { video: 'file' },
  outputs: {},
  fields: ['filename_prefix', 'format', 'codec'],
  convert: (read) => {
    const name = (read.text('filename_prefix') ?? '').split(/[\\/]/).at(-1) ?? '';
    return { params: { name: name.replace(/[^\p{L}\p{N} _.-]/gu, '').slice(0, FILE_NAME_LENGTH) } };
  },
};
