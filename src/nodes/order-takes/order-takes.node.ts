import { defineNode, type NodeSpec } from '../../runtime/node.ts';

export const spec = {
  type: 'order-takes',
  version: 1,
  implementation: 1,
  title: 'Order takes',
  summary: 'Gives the takes of a list again, the best first.',
  category: 'motion',
  keywords: ['sort', 'order', 'rank', 'takes', 'list', 'score', 'quality', 'best'],
  tips: [
    'Scores are those of Best take; rejected takes come last.',
    'What comes after it runs once per take: render the first ones and stop when you like one.',
  ],
  lane: 'cpu',
  purity: 'pure',
  elements: { port: 'takes' },
  inputs: {
    takes: { type: 'Motion', label: 'Takes', gather: true },
    reports: { type: 'Report', label: 'Reports', optional: true, gather: true },
  },
  outputs: {
    motion: { type: 'Motion', label: 'Motion' },
    report: { type: 'Report', label: 'Score' },
  },
  params: {},
  typicalMs: 20,
} as const satisfies NodeSpec;

export const orderTakesNode = defineNode(spec, () => import('./order-takes.run.ts'));
