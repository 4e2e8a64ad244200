import { defineNode, type NodeSpec } from '../../runtime/node.ts';

export const spec = {
  type: 'number',
  version: 1,
  implementation: 1,
  title: 'Number',
  summary: 'A number that several settings can share: wire it to settings that were made inputs.',
  category: 'input',
  keywords: ['value', 'constant', 'float', 'integer', 'primitive', 'slider', 'share'],
  tips: [
    'Make a setting an input with the plug beside its name, then wire the number to it.',
    'Settings that take whole numbers round it, and keep within their range.',
  ],
  lane: 'cpu',
  purity: 'pure',
  inputs: {},
  outputs: { value: { type: 'Number', label: 'Number' } },
  params: {
    value: {
      kind: 'number',
      label: 'Number',
      help: 'What is given to everything that it is wired to.',
      default: 1,
      min: -10_000,
      max: 10_000,
      step: 0.01,
    },
  },
  typicalMs: 1,
} as const satisfies NodeSpec;

export const numberNode = defineNode(spec, () => import('./number.run.ts'));
