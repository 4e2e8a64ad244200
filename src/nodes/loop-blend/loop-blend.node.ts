import { defineNode, type NodeSpec } from '../../runtime/node.ts';

export const spec = {
  type: 'loop-blend',
  version: 1,
  implementation: 2,
  title: 'Loop blend',
  summary: 'Makes a clip end where it begins, so that it can play round and round without a visible cut.',
  category: 'clip',
  keywords: ['loop', 'seamless', 'boomerang', 'ping-pong', 'crossfade', 'repeat', 'cycle', 'seam'],
  tips: [
    'Motion made by Natural motion closes its loop by itself; "Auto" then passes the clip through untouched.',
    'A crossfade suits hair, water and light. For a face prefer ping-pong: a faded face shows double edges.',
    'The seam is measured against the clip’s own motion: up to 1.2× nobody sees it.',
  ],
  lane: 'cpu',
  purity: 'pure',
  inputs: { clip: { type: 'Clip', label: 'Clip' } },
  outputs: { clip: { type: 'Clip', label: 'Clip' } },
  params: {
    mode: {
      kind: 'choice',
      label: 'Mode',
      help: 'How the end is joined to the beginning.',
      default: 'auto',
      options: [
        { value: 'auto', label: 'Auto', help: 'Leaves loops alone and crossfades everything else.' },
        {
          value: 'crossfade',
          label: 'Crossfade',
          help: 'Fades the last frames into the first; the clip gets shorter.',
        },
        {
          value: 'ping-pong',
          label: 'Ping-pong',
          help: 'Plays forwards, then backwards; the clip gets twice as long.',
        },
        { value: 'none', label: 'None', help: 'Passes the clip through and only measures its seam.' },
      ],
    },
    overlap: {
      kind: 'number',
      label: 'Overlap',
      help: 'How many frames the crossfade takes; the clip gets shorter by as many.',
      default: 12,
      min: 1,
      max: 120,
      step: 1,
      unit: 'frames',
      when: { param: 'mode', is: ['auto', 'crossfade'] },
    },
  },
  typicalMs: 150,
  framewise: true,
} as const satisfies NodeSpec;

export const loopBlendNode = defineNode(spec, () => import('./loop-blend.run.ts'));
