import { defineNode, type NodeSpec } from '../../runtime/node.ts';

export const spec = {
  type: 'rank-takes',
  version: 1,
  implementation: 1,
  title: 'Best take',
  summary:
    'Scores every take of a list by how naturally it moves, and by its report where there is one, and picks the best.',
  category: 'motion',
  keywords: ['rank', 'score', 'select', 'pick', 'choose', 'takes', 'quality', 'naturalness', 'sort'],
  tips: [
    'Blinks, head, breath, symmetry, speed and the loop’s seam are held against those of living faces; a take that hardly moves scores low.',
    'Wire take reports in the same order as the takes: what the frames show then counts as well.',
    'Pick 2 for the second best.',
  ],
  lane: 'cpu',
  purity: 'pure',
  inputs: {
    takes: { type: 'Motion', label: 'Takes', gather: true },
    reports: { type: 'Report', label: 'Reports', optional: true, gather: true },
  },
  outputs: {
    motion: { type: 'Motion', label: 'Motion' },
    report: { type: 'Report', label: 'Scores' },
  },
  params: {
    pick: {
      kind: 'number',
      label: 'Pick',
      help: '1 is the best take, 2 the second best.',
      default: 1,
      min: 1,
      max: 64,
      step: 1,
    },
  },
  typicalMs: 20,
} as const satisfies NodeSpec;

export const rankTakesNode = defineNode(spec, () => import('./rank-takes.run.ts'));
