import { defineNode, type NodeSpec } from '../../runtime/node.ts';

export const spec = {
  type: 'depth',
  version: 1,
  implementation: 2,
  title: 'Depth',
  summary:
    'Tells near from far: the head from the fitted face, the subject from its matte, so that a moving camera shifts near things more.',
  category: 'picture',
  keywords: ['parallax', '3d', 'near', 'far', 'layers', 'distance', 'camera'],
  tips: [
    'White is near, black is far.',
    'Connect the matte: its outline becomes the edge between the subject and the background.',
  ],
  lane: 'cpu',
  purity: 'pure',
  inputs: {
    image: { type: 'Image', label: 'Image' },
    faces: { type: 'Faces', label: 'Faces', optional: true },
    matte: { type: 'Mask', label: 'Matte', optional: true },
    regions: { type: 'Regions', label: 'Regions', optional: true },
  },
  outputs: { depth: { type: 'Depth', label: 'Depth' } },
  params: {
    contrast: {
      kind: 'number',
      label: 'Contrast',
      help: 'Stretches the distance between near and far around the middle; 1 leaves it as measured.',
      default: 1,
      min: 0.25,
      max: 2,
      step: 0.05,
      unit: '×',
    },
  },
  typicalMs: 150,
} as const satisfies NodeSpec;

export const depthNode = defineNode(spec, () => import('./depth.run.ts'));
