import type { ParamSpec, ParamValue } from '../../runtime/params.ts';
import { convertSampler, seedIn } from './convert-sampler.ts';
import type { Converted, Counterpart, FieldReader } from './counterpart.ts';
import { remark } from './remark.ts';

/** Bounds of parameters here. */
const CROP_SIZE = { least: 64, most: 2048, step: 2 } as const;
const PROMPT_LENGTH = 1000;
const FILE_NAME_LENGTH = 120;
const TEXT_LENGTH = 2000;

const IMAGE_IN = { image: 'image', images: 'image', pixels: 'image', input_image: 'image' } as const;

const loadImage: Counterpart = {
  type: 'load-image',
  inputs: {},
  outputs: { 0: 'image' },
  fields: ['image', 'upload'],
  convert: (read) => ({ params: { file: '' }, remarks: [remark('photo', read.text('image'))] }),
};

/** A picture brought to another size: all of it, in its own shape. */
function scale(fields: readonly string[], convert: (read: FieldReader) => Converted): Counterpart {
  return { type: 'crop', inputs: IMAGE_IN, outputs: { 0: 'image' }, fields, convert, onClip: 'none' };
}

function sized(longSide: number | undefined, isExact = true): Converted {
  const whole = { mode: 'full', aspect: 'original' };
  if (longSide === undefined || longSide <= 0) return { params: whole, remarks: [remark('noSize')] };
  const { least, most, step } = CROP_SIZE;
  const size = Math.max(least, Math.min(most, Math.round(longSide / step) * step));
  return { params: { ...whole, size }, remarks: isExact && size === longSide ? [] : [remark('size', size)] };
}

const byWidthAndHeight = (read: FieldReader) =>
  sized(longer(read.number('width') ?? read.number('largest_size'), read.number('height')));

function longer(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.max(a, b);
}

const crop: Counterpart = {
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

const sampler = (fields: readonly string[]): Counterpart => ({
  type: 'diffusion-sampler',
  inputs: { positive: 'prompt' },
  outputs: { 0: 'motion' },
  fields,
  settings: { seed: 'seed', noise_seed: 'seed', steps: 'steps' },
  convert: convertSampler,
});

const prompt = (field: string, fields: readonly string[]): Counterpart => ({
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
const decode: Counterpart = {
  type: 'animate',
  inputs: { samples: 'motion' },
  outputs: { 0: 'clip' },
  fields: [],
  convert: () => ({ remarks: [remark('frames')] }),
};

const depth: Counterpart = {
  type: 'depth',
  inputs: IMAGE_IN,
  outputs: { 0: 'depth' },
  fields: [],
  onClip: 'none',
};

/** @param slot of the output that is the mask */
const matte = (slot: number): Counterpart => ({
  type: 'matte',
  inputs: IMAGE_IN,
  outputs: { [slot]: 'matte' },
  fields: [],
  onClip: 'none',
});

const detect: Counterpart = {
  type: 'detect-faces',
  inputs: IMAGE_IN,
  outputs: { 0: 'faces' },
  fields: [],
  onClip: 'none',
};

const landmarks: Counterpart = {
  type: 'landmarks',
  inputs: IMAGE_IN,
  outputs: { 0: 'faces' },
  fields: [],
  onClip: 'none',
};

const faceCrop: Counterpart = {
  type: 'crop',
  inputs: { ...IMAGE_IN, source_image: 'image' },
  outputs: { 0: 'image' },
  fields: [],
  convert: () => ({ params: { mode: 'face' } }),
  onClip: 'none',
};

const regions: Counterpart = {
  type: 'regions',
  inputs: IMAGE_IN,
  outputs: { 0: 'regions' },
  fields: [],
  onClip: 'none',
};

const invertMask: Counterpart = {
  type: 'mask-paint',
  inputs: { mask: 'mask', masks: 'mask' },
  outputs: { 0: 'mask' },
  fields: [],
  convert: () => ({ params: { invert: true } }),
};

const paintMask: Counterpart = {
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

const encode = (fields: readonly string[], format?: string): Counterpart => ({
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

const preview: Counterpart = {
  type: 'preview',
  inputs: { images: 'value', image: 'value', mask: 'value', video: 'value', source: 'value', any: 'value' },
  outputs: {},
  fields: [],
};

const output: Counterpart = {
  type: 'output',
  inputs: { video: 'file' },
  outputs: {},
  fields: ['filename_prefix', 'format', 'codec'],
  convert: (read) => {
    const name = (read.text('filename_prefix') ?? '').split(/[\\/]/).at(-1) ?? '';
    return { params: { name: name.replace(/[^\p{L}\p{N} _.-]/gu, '').slice(0, FILE_NAME_LENGTH) } };
  },
};

const COMBINE = ['frame_rate', 'loop_count', 'filename_prefix', 'format', 'pingpong', 'save_output'];
const KSAMPLER = ['seed', 'control_after_generate', 'steps', 'cfg', 'sampler_name', 'scheduler', 'denoise'];
const ADVANCED = [
  'add_noise',
  'noise_seed',
  'control_after_generate',
  'steps',
  'cfg',
  'sampler_name',
  'scheduler',
];
const BY_SIDES = byWidthAndHeight;

/** Counterparts by class, in the order of a workflow. */
const TABLE: readonly (readonly [Counterpart, readonly string[]])[] = [
  [loadImage, ['LoadImage', 'Image Load', 'LoadImageFromPath', 'LoadImageOutput', 'VHS_LoadImagePath']],
  [scale(['upscale_method', 'width', 'height', 'crop'], BY_SIDES), ['ImageScale']],
  [
    scale(['width', 'height'], BY_SIDES),
    ['ImageResize+', 'ImageResizeKJ', 'ImageResizeKJv2', 'ImageScaleDown', 'ResizeAndPadImage'],
  ],
  [
    scale(['mode', 'supersample', 'resampling', 'rescale_factor', 'width', 'height'], BY_SIDES),
    ['Image Resize'],
  ],
  [scale(['upscale_method', 'largest_size'], BY_SIDES), ['ImageScaleToMaxDimension']],
  [scale(['upscale_method', 'scale_by'], () => sized(undefined)), ['ImageScaleBy', 'ImageScaleDownBy']],
  [
    scale(['upscale_method', 'megapixels'], (read) =>
      sized(Math.sqrt((read.number('megapixels') ?? 0) * 1_000_000), false),
    ),
    ['ImageScaleToTotalPixels'],
  ],
  [crop, ['ImageCrop', 'ImageCrop+', 'Image Crop Location']],
  [faceCrop, ['LivePortraitCropper', 'Image Crop Face', 'AutoCropFaces', 'CropFace']],
  [detect, ['FaceBoundingBox', 'BboxDetectorSEGS', 'BboxDetectorCombined_v2', 'MediaPipeFaceMeshToSEGS']],
  [landmarks, ['MediaPipe-FaceMeshPreprocessor', 'FaceKeypointsPreprocessor', 'FaceMeshPreprocessor']],
  [
    regions,
    ['FaceParse', 'FaceSegmentation', 'BodySegment', 'LayerMask: PersonMaskUltra', 'HumanPartsUltra'],
  ],
  [matte(0), ['APersonMaskGenerator', 'ClothesSegment', 'SAMDetectorCombined', 'CLIPSeg']],
  [
    matte(1),
    [
      'RMBG',
      'BiRefNetRMBG',
      'ImageRemoveBackground+',
      'InspyrenetRembg',
      'InspyrenetRembgAdvanced',
      'BRIA_RMBG_ModelLoader_Zho',
      'GroundingDinoSAMSegment (segment anything)',
      'Image Rembg (Remove Background)',
      'LayerMask: RemBgUltra',
      'easy imageRemBg',
    ],
  ],
  [
    depth,
    [
      'DepthAnythingV2Preprocessor',
      'DepthAnythingPreprocessor',
      'DepthAnything_V2',
      'DepthAnything_V3',
      'MiDaS-DepthMapPreprocessor',
      'Zoe-DepthMapPreprocessor',
      'Zoe_DepthAnythingPreprocessor',
      'LeReS-DepthMapPreprocessor',
      'Metric3D-DepthMapPreprocessor',
      'MiDaS Depth Approximation',
      'MarigoldDepthEstimation',
      'DepthCrafter',
    ],
  ],
  [paintMask, ['MaskEditor', 'MaskPainter', 'PreviewBridge', 'Create Rect Mask', 'SolidMask']],
  [invertMask, ['InvertMask']],
  [prompt('text', ['text']), ['CLIPTextEncode', 'ADE_PromptScheduling', 'smZ CLIPTextEncode']],
  [prompt('clip_l', ['clip_l', 't5xxl', 'guidance']), ['CLIPTextEncodeFlux']],
  [
    prompt('text_g', [
      'width',
      'height',
      'crop_w',
      'crop_h',
      'target_width',
      'target_height',
      'text_g',
      'text_l',
    ]),
    ['CLIPTextEncodeSDXL'],
  ],
  [prompt('positive_prompt', ['positive_prompt', 'negative_prompt']), ['WanVideoTextEncode']],
  [sampler(KSAMPLER), ['KSampler', 'KSampler (Efficient)', 'Efficient KSampler', 'KSampler //Inspire']],
  [sampler(ADVANCED), ['KSamplerAdvanced']],
  [sampler(['add_noise', 'noise_seed', 'control_after_generate', 'cfg']), ['SamplerCustom']],
  [decode, ['VAEDecode', 'VAEDecodeTiled', 'WanVideoDecode', 'HyVideoDecode']],
  [encode(COMBINE), ['VHS_VideoCombine', 'ADE_AnimateDiffCombine']],
  [encode(['fps', 'format']), ['CreateVideo']],
  [encode(['filename_prefix', 'fps', 'lossless', 'quality', 'method'], 'webp'), ['SaveAnimatedWEBP']],
  [encode(['filename_prefix', 'fps', 'compress_level'], 'png-sequence'), ['SaveAnimatedPNG']],
  [encode(['filename_prefix', 'codec', 'fps', 'crf'], 'webm'), ['SaveWEBM']],
  [output, ['SaveVideo']],
  [{ ...preview, onClip: encode([], 'mp4-h264') }, ['SaveImage', 'Image Save', 'SaveImageExtended']],
  [
    preview,
    ['PreviewImage', 'MaskPreview', 'MaskPreview+', 'PreviewAny', 'easy showAnything', 'ShowText|pysssss'],
  ],
];

const BY_CLASS: ReadonlyMap<string, Counterpart> = new Map(
  TABLE.flatMap(([counterpart, classes]) => classes.map((name) => [name, counterpart] as const)),
);

/** What does the same here, if anything does. @param name class of a ComfyUI node */
export function counterpartOf(name: string): Counterpart | undefined {
  return BY_CLASS.get(name);
}

/** Nodes that hold one value, by the kind of the parameter that they feed. */
export const VALUE_NODES: Readonly<Partial<Record<ParamSpec['kind'], Counterpart>>> = {
  seed: valueNode('seed', 'seed', (read) => seedIn(read.number('value'))),
  number: valueNode('number', 'value', (read) => read.number('value')),
  text: valueNode('text', 'text', (read) => read.text('value')?.slice(0, TEXT_LENGTH)),
};

/** @param param its parameter and its output, which have one name */
function valueNode(
  type: string,
  param: string,
  valueIn: (read: FieldReader) => ParamValue | undefined,
): Counterpart {
  return {
    type,
    inputs: {},
    outputs: { 0: param },
    fields: ['value'],
    convert: (read) => {
      const value = valueIn(read);
      return value === undefined ? {} : { params: { [param]: value } };
    },
  };
}

/** The node that a painted mask comes from: ComfyUI keeps it in the picture itself. */
export const MASK_OF_PHOTO: Counterpart = paintMask;

/** Output of `LoadImage` that carries the painted mask. */
export const MASK_SLOT = 1;
