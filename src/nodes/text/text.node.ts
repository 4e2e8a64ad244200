import { defineNode, type NodeSpec } from '../../runtime/node.ts';

export const spec = {
  type: 'text',
  version: 1,
  implementation: 1,
  title: 'Text',
  summary: 'A text that several settings can share, such as a prompt or the name of a choice.',
  category: 'input',
  keywords: ['string', 'words', 'prompt', 'constant', 'primitive', 'share'],
  tips: [
    'Wired to the text of two motion prompts, both say the same.',
    'A setting with choices takes the name of one of them.',
  ],
  lane: 'cpu',
  purity: 'pure',
  inputs: {},
  outputs: { text: { type: 'Text', label: 'Text' } },
  params: {
    text: {
      kind: 'text',
      label: 'Text',
      help: 'What is given to everything that it is wired to.',
      default: '',
      maxLength: 2000,
      multiline: true,
    },
  },
  typicalMs: 1,
} as const satisfies NodeSpec;

export const textNode = defineNode(spec, () => import('./text.run.ts'));
