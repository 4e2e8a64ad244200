import { defineNode, type NodeSpec } from '../../runtime/node.ts';
import { DEPTH_TOOLS } from './depth-tools.ts';

export const spec = {
  type: 'depth-edit',
  version: 1,
  implementation: 1,
  title: 'Touch up depth',
  summary: 'Brings parts of the depth map nearer or farther with a brush over the picture, or smooths them.',
  category: 'picture',
  keywords: ['depth', 'brush', 'paint', 'parallax', 'nearer', 'farther', 'smooth', 'retouch', '3d'],
  tips: [
    'With snapping on, keep the middle of the brush on the thing you mean: its outline becomes the edge in depth.',
    'Smooth where something stretches as the camera moves; bring forward what should stand before the rest.',
    'Several light strokes over one another give better slopes than one strong one.',
  ],
  lane: 'cpu',
  purity: 'pure',
  inputs: {
    depth: { type: 'Depth', label: 'Depth' },
    image: { type: 'Image', label: 'Image' },
  },
  outputs: { depth: { type: 'Depth', label: 'Depth' } },
  params: {
    strokes: {
      kind: 'strokes',
      label: 'Strokes',
      help: 'Paint on the picture; each stroke can be undone by itself.',
      default: [],
      tools: DEPTH_TOOLS,
    },
    amount: {
      kind: 'number',
      label: 'Strength',
      help: 'How far one stroke moves what it covers, of the way from the farthest to the nearest.',
      default: 0.12,
      min: 0.01,
      max: 0.5,
      step: 0.01,
    },
  },
  typicalMs: 30,
} as const satisfies NodeSpec;

export const depthEditNode = defineNode(spec, () => import('./depth-edit.run.ts'));
