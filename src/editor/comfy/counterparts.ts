import {
  byWidthAndHeight,
  crop,
  decode,
  depth,
  detect,
  encode,
  faceCrop,
  invertMask,
  landmarks,
  loadImage,
  matte,
  output,
  paintMask,
  preview,
  prompt,
  regions,
  sampler,
  scale,
  sized,
} from './conversions.ts';
import type { Counterpart } from './counterpart.ts';

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

/** Counterparts by class, in the order of a workflow. */
const TABLE: readonly (readonly [Counterpart, readonly string[]])[] = [
  [loadImage, ['LoadImage', 'Image Load', 'LoadImageFromPath', 'LoadImageOutput', 'VHS_LoadImagePath']],
  [scale(['upscale_method', 'width', 'height', 'crop'], byWidthAndHeight), ['ImageScale']],
  [
    scale(['width', 'height'], byWidthAndHeight),
    ['ImageResize+', 'ImageResizeKJ', 'ImageResizeKJv2', 'ImageScaleDown', 'ResizeAndPadImage'],
  ],
  [
    scale(['mode', 'supersample', 'resampling', 'rescale_factor', 'width', 'height'], byWidthAndHeight),
    ['Image Resize'],
  ],
  [scale(['upscale_method', 'largest_size'], byWidthAndHeight), ['ImageScaleToMaxDimension']],
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

/** The node that a painted mask comes from: ComfyUI keeps it in the picture itself. */
export const MASK_OF_PHOTO: Counterpart = paintMask;

/** Output of `LoadImage` that carries the painted mask. */
export const MASK_SLOT = 1;
