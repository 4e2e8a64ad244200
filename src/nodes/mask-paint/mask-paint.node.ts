import { defineNode, type NodeSpec } from '../../runtime/node.ts';
import { MASK_TOOLS } from './mask-tools.ts';

export const spec = {
  type: 'mask-paint',
  version: 1,
  implementation: 1,
  title: 'Paint mask',
  summary: 'A mask painted by hand over the picture, from nothing or on top of another mask.',
  category: 'picture',
  keywords: ['mask', 'brush', 'paint', 'draw', 'erase', 'retouch', 'matte', 'select', 'region', 'feather'],
  tips: [
    'Connect the matte and correct it where it fails: paint what belongs to the person, erase what does not.',
    'With snapping on, keep the middle of the brush on what you mean; the rim may reach over its edge.',
    'A soft mask hides the border between what moves and what stands still.',
  ],
  lane: 'cpu',
  purity: 'pure',
  inputs: {
    image: { type: 'Image', label: 'Image' },
    mask: { type: 'Mask', label: 'Start from', optional: true },
  },
  outputs: { mask: { type: 'Mask', label: 'Mask' } },
  params: {
    strokes: {
      kind: 'strokes',
      label: 'Strokes',
      help: 'Paint on the picture; each stroke can be undone by itself.',
      default: [],
      tools: MASK_TOOLS,
    },
    invert: {
      kind: 'boolean',
      label: 'Invert',
      help: 'What was painted is left out, all else is in.',
      default: false,
    },
  },
  typicalMs: 30,
} as const satisfies NodeSpec;

export const maskPaintNode = defineNode(spec, () => import('./mask-paint.run.ts'));
