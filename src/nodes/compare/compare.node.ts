import { defineNode, type NodeSpec } from '../../runtime/node.ts';
import { neededRanges } from './match-frames.ts';

export const spec = {
  type: 'compare',
  version: 1,
  implementation: 1,
  title: 'Compare',
  summary: 'Lays two clips next to each other, behind a wipe, or over each other, to see what differs.',
  category: 'clip',
  keywords: ['compare', 'side by side', 'wipe', 'split', 'difference', 'onion skin', 'before after', 'a/b'],
  tips: [
    'A moving wipe shows small differences in sharpness best; difference shows where anything moves at all.',
    'Clips of different length play to the end of the longer one: the shorter loops, or holds its last frame.',
    'Both clips need the same size; make them from the same crop.',
  ],
  lane: 'cpu',
  purity: 'pure',
  framewise: true,
  inputs: { a: { type: 'Clip', label: 'A' }, b: { type: 'Clip', label: 'B' } },
  outputs: { clip: { type: 'Clip', label: 'Clip' } },
  params: {
    mode: {
      kind: 'choice',
      label: 'Show',
      help: 'How the two clips are laid out.',
      default: 'side-by-side',
      options: [
        {
          value: 'side-by-side',
          label: 'Side by side',
          help: 'A at the left, B at the right; twice as wide.',
        },
        { value: 'wipe', label: 'Wipe', help: 'A left of a line, B right of it.' },
        { value: 'moving-wipe', label: 'Moving wipe', help: 'The line travels to and fro once per clip.' },
        { value: 'onion-skin', label: 'Onion skin', help: 'Both at once, half transparent.' },
        {
          value: 'difference',
          label: 'Difference',
          help: 'Grey where they agree, amplified where they differ.',
        },
      ],
    },
    position: {
      kind: 'number',
      label: 'Line',
      help: 'Where the wipe’s line stands; 0 shows only B, 1 only A.',
      default: 0.5,
      min: 0,
      max: 1,
      step: 0.01,
      when: { param: 'mode', is: ['wipe'] },
    },
    mix: {
      kind: 'number',
      label: 'Share of B',
      help: 'How much of B the onion skin shows.',
      default: 0.5,
      min: 0,
      max: 1,
      step: 0.05,
      when: { param: 'mode', is: ['onion-skin'] },
    },
    gain: {
      kind: 'number',
      label: 'Amplify',
      help: 'How many times a difference is enlarged.',
      default: 4,
      min: 1,
      max: 32,
      step: 1,
      unit: '×',
      when: { param: 'mode', is: ['difference'] },
    },
  },
  typicalMs: 300,
  needs: (range, { input, output }) => neededRanges(input, output, range),
} as const satisfies NodeSpec;

export const compareNode = defineNode(spec, () => import('./compare.run.ts'));
