/** Workflows as ComfyUI writes them, made by hand for tests: one in each of its formats. */

interface CanvasNode {
  readonly id: number;
  readonly type: string;
  readonly pos: readonly [number, number];
  readonly size?: readonly [number, number];
  readonly title?: string;
  readonly mode?: number;
  /** name of an input -> link */
  readonly in?: Readonly<Record<string, number>>;
  readonly values?: unknown;
}

function canvasNode({
  id,
  type,
  pos,
  size = [270, 120],
  title,
  mode = 0,
  in: inputs = {},
  values,
}: CanvasNode) {
  return {
    id,
    type,
    pos,
    size: { 0: size[0], 1: size[1] },
    flags: {},
    order: id,
    mode,
    inputs: Object.entries(inputs).map(([name, link]) => ({ name, type: '*', link })),
    outputs: [],
    properties: { 'Node name for S&R': type },
    ...(title === undefined ? {} : { title }),
    ...(values === undefined ? {} : { widgets_values: values }),
  };
}

/** A portrait that is brought to life by a video model, with depth, a matte and the usual furniture around it. */
export const CANVAS_WORKFLOW = {
  last_node_id: 16,
  last_link_id: 20,
  nodes: [
    canvasNode({ id: 1, type: 'LoadImage', pos: [-400, 100], values: ['grandma.png', 'image'] }),
    canvasNode({
      id: 2,
      type: 'ImageScale',
      pos: [-80, 100],
      in: { image: 1 },
      values: ['lanczos', 768, 768, 'center'],
    }),
    canvasNode({ id: 3, type: 'CheckpointLoaderSimple', pos: [-400, 420], values: ['dream.safetensors'] }),
    canvasNode({
      id: 4,
      type: 'CLIPTextEncode',
      pos: [240, 60],
      size: [420, 180],
      title: 'What happens',
      in: { clip: 2 },
      values: ['an old lady smiling softly, blinking, portrait'],
    }),
    canvasNode({
      id: 5,
      type: 'CLIPTextEncode',
      pos: [240, 280],
      in: { clip: 3 },
      values: ['blurry, deformed, watermark'],
    }),
    canvasNode({ id: 6, type: 'Reroute', pos: [120, 500], size: [75, 26], in: { '': 4 } }),
    canvasNode({
      id: 7,
      type: 'ControlNetApplyAdvanced',
      pos: [560, 200],
      in: { positive: 5, negative: 6 },
      values: [1, 0, 1],
    }),
    canvasNode({
      id: 8,
      type: 'KSampler',
      pos: [900, 100],
      in: { model: 7, positive: 5, negative: 6, latent_image: 8 },
      values: [156680208700286, 'randomize', 30, 7, 'dpmpp_2m', 'karras', 1],
    }),
    canvasNode({ id: 9, type: 'VAEDecode', pos: [1220, 100], in: { samples: 9, vae: 10 } }),
    canvasNode({
      id: 10,
      type: 'VHS_VideoCombine',
      pos: [1500, 100],
      in: { images: 11 },
      values: {
        frame_rate: 8,
        loop_count: 0,
        filename_prefix: 'grandma',
        format: 'video/h264-mp4',
        pingpong: true,
      },
    }),
    canvasNode({ id: 11, type: 'DepthAnythingV2Preprocessor', pos: [240, 600], in: { image: 12 } }),
    canvasNode({ id: 12, type: 'PreviewImage', pos: [560, 600], in: { images: 13 } }),
    canvasNode({ id: 13, type: 'RMBG', pos: [240, 800], mode: 4, in: { image: 14 } }),
    canvasNode({ id: 14, type: 'InvertMask', pos: [560, 800], in: { mask: 15 } }),
    canvasNode({ id: 15, type: 'Note', pos: [-400, -120], values: ['Try 30 steps first.'] }),
    canvasNode({
      id: 16,
      type: 'SomeoneElsesSparkle',
      pos: [900, 500],
      values: [0.5, 'glitter', null, true],
    }),
  ],
  links: [
    [1, 1, 0, 2, 0, 'IMAGE'],
    [2, 3, 1, 4, 0, 'CLIP'],
    [3, 3, 1, 5, 0, 'CLIP'],
    [4, 2, 0, 6, 0, '*'],
    [5, 4, 0, 7, 0, 'CONDITIONING'],
    [6, 5, 0, 7, 1, 'CONDITIONING'],
    [7, 3, 0, 8, 0, 'MODEL'],
    [9, 8, 0, 9, 0, 'LATENT'],
    [10, 3, 2, 9, 1, 'VAE'],
    [11, 9, 0, 10, 0, 'IMAGE'],
    [12, 6, 0, 11, 0, 'IMAGE'],
    [13, 11, 0, 12, 0, 'IMAGE'],
    [14, 6, 0, 13, 0, 'IMAGE'],
    [15, 13, 1, 14, 0, 'MASK'],
  ],
  groups: [
    { title: 'The photo', bounding: [-420, 60, 640, 200], color: '#3f789e', font_size: 24 },
    { title: 'Nothing is here', bounding: [5000, 5000, 100, 100], color: '#a1309b' },
  ],
  config: {},
  extra: { ds: { scale: 0.8, offset: [0, 0] } },
  version: 0.4,
} as const;

/** The same idea as a request to the API, which has no places. */
export const API_WORKFLOW = {
  '3': {
    class_type: 'KSampler',
    inputs: {
      seed: 42,
      steps: 80,
      cfg: 1,
      sampler_name: 'gradient_estimation',
      scheduler: 'normal',
      denoise: 0.6,
      model: ['4', 0],
      positive: ['6', 0],
      negative: ['7', 0],
      latent_image: ['5', 0],
    },
    _meta: { title: 'KSampler' },
  },
  '4': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'dream.safetensors' } },
  '5': { class_type: 'VAEEncode', inputs: { pixels: ['10', 0], vae: ['4', 2] } },
  '6': { class_type: 'CLIPTextEncode', inputs: { text: 'slow blink', clip: ['4', 1] } },
  '7': { class_type: 'CLIPTextEncode', inputs: { text: 'blurry', clip: ['4', 1] } },
  '8': { class_type: 'VAEDecode', inputs: { samples: ['3', 0], vae: ['4', 2] } },
  '9': { class_type: 'SaveImage', inputs: { filename_prefix: 'out', images: ['8', 0] } },
  '10': { class_type: 'LoadImage', inputs: { image: 'me.png' }, _meta: { title: 'My photo' } },
  '11': { class_type: 'MaskPreview', inputs: { mask: ['10', 1] } },
} as const;
