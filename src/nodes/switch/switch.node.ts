import { defineNode, type NodeSpec } from '../../runtime/node.ts';

export const spec = {
  type: 'switch',
  version: 1,
  implementation: 1,
  title: 'Switch',
  summary: 'On or off for several settings at once: wire it to switches that were made inputs.',
  category: 'input',
  keywords: ['boolean', 'toggle', 'bool', 'yes no', 'on off', 'flag', 'share'],
  tips: ['One switch for the loop of a sampler and of an encoder keeps both alike.'],
  lane: 'cpu',
  purity: 'pure',
  inputs: {},
  outputs: { on: { type: 'Boolean', label: 'On' } },
  params: {
    on: {
      kind: 'boolean',
      label: 'On',
      help: 'What is given to everything that it is wired to.',
      default: true,
    },
  },
  typicalMs: 1,
} as const satisfies NodeSpec;

export const switchNode = defineNode(spec, () => import('./switch.run.ts'));
