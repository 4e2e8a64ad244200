import { defineNode, type NodeSpec } from '../../runtime/node.ts';

export const spec = {
  type: 'mask-from-regions',
  version: 1,
  implementation: 1,
  title: 'Pick regions',
  summary:
    'Makes a mask of regions that are picked by a click on the picture: hair, face, clothes, background.',
  category: 'picture',
  keywords: ['mask', 'select', 'regions', 'hair', 'face', 'background', 'click', 'pick', 'segment'],
  tips: [
    'Connect it at “What may move” of “Animate” to move, say, only the hair.',
    'A soft edge hides where the mask ends; paint over what is wrong with “Paint mask” behind it.',
  ],
  lane: 'cpu',
  purity: 'pure',
  inputs: { regions: { type: 'Regions', label: 'Regions' } },
  outputs: { mask: { type: 'Mask', label: 'Mask' } },
  params: {
    regions: {
      kind: 'text',
      label: 'Regions',
      help: 'Click on a region to pick it; with Shift it is added to those picked before.',
      default: '',
      maxLength: 400,
      editor: 'regions',
    },
    feather: {
      kind: 'number',
      label: 'Soft edge',
      help: 'How far the edge of the mask is softened.',
      default: 2,
      min: 0,
      max: 40,
      step: 1,
      unit: 'px',
    },
    invert: {
      kind: 'boolean',
      label: 'Invert',
      help: 'What was picked is left out, all else is in.',
      default: false,
    },
  },
  typicalMs: 10,
} as const satisfies NodeSpec;

export const maskFromRegionsNode = defineNode(spec, () => import('./mask-from-regions.run.ts'));
