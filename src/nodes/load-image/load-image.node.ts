import { defineNode, type NodeSpec } from '../../runtime/node.ts';

export const spec = {
  type: 'load-image',
  version: 1,
  implementation: 1,
  title: 'Load image',
  summary:
    'Reads a photo from a file, turns it upright, converts its colours to sRGB and starts the workflow.',
  category: 'input',
  keywords: ['photo', 'picture', 'file', 'open', 'import', 'upload', 'jpeg', 'png', 'webp', 'avif'],
  tips: [
    'A sharp, evenly lit portrait in which the head fills at least a third of the height moves best.',
    'A face turned slightly away still works; beyond about 35° the far eye is guessed rather than seen.',
    'Nothing leaves this device, and location and camera data are dropped while reading.',
  ],
  lane: 'cpu',
  purity: 'pure',
  inputs: {},
  outputs: { image: { type: 'Image', label: 'Image' } },
  params: {
    file: {
      kind: 'asset',
      label: 'Photo',
      help: 'The photo to animate: JPEG, PNG, WebP, AVIF, BMP, or the first frame of a GIF.',
      default: 'sample:astronaut',
      accept: ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif', 'image/bmp'],
    },
    maxSide: {
      kind: 'number',
      label: 'Longest side',
      help: 'Larger photos are reduced to this, which saves time and memory without costing detail in a clip.',
      default: 2048,
      min: 256,
      max: 8192,
      step: 64,
      unit: 'px',
      advanced: true,
    },
  },
  typicalMs: 150,
} as const satisfies NodeSpec;

export const loadImageNode = defineNode(spec, () => import('./load-image.run.ts'));
