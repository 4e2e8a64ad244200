import { defineNode, type NodeSpec } from '../../runtime/node.ts';

export const spec = {
  type: 'preview',
  version: 1,
  implementation: 1,
  title: 'Preview',
  summary: 'Shows any value large on the canvas: a picture, mask, depth map, motion curve, clip or file.',
  category: 'output',
  keywords: ['view', 'show', 'look', 'inspect', 'compare', 'monitor'],
  tips: [
    'Every node shows its own small preview; use this one to keep two stages side by side.',
    'A preview changes nothing: it may be connected anywhere and removed at any time.',
  ],
  lane: 'cpu',
  purity: 'pure',
  inputs: { value: { type: 'Any', label: 'Value' } },
  outputs: {},
  params: {},
  typicalMs: 1,
} as const satisfies NodeSpec;

export const previewNode = defineNode(spec, () => import('./preview.run.ts'));
