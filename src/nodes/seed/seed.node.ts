import { defineNode, type NodeSpec } from '../../runtime/node.ts';

export const spec = {
  type: 'seed',
  version: 1,
  implementation: 1,
  title: 'Seed',
  summary: 'A seed that several nodes share, so that one throw of the dice changes them together.',
  category: 'input',
  keywords: ['random', 'dice', 'number', 'integer', 'noise', 'share'],
  tips: ['Make the seeds of several nodes inputs and wire this one to all of them.'],
  lane: 'cpu',
  purity: 'pure',
  inputs: {},
  outputs: { seed: { type: 'Number', label: 'Seed' } },
  params: {
    seed: {
      kind: 'seed',
      label: 'Seed',
      help: 'A whole number; the same number always gives the same result.',
      default: 1,
    },
  },
  typicalMs: 1,
} as const satisfies NodeSpec;

export const seedNode = defineNode(spec, () => import('./seed.run.ts'));
