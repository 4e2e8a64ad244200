import { defineNode, type NodeSpec } from '../../runtime/node.ts';

export const spec = {
  type: 'output',
  version: 1,
  implementation: 1,
  title: 'Output',
  summary: 'Marks a file as a result of the workflow and names it, for saving here and on the command line.',
  category: 'output',
  keywords: ['result', 'save', 'download', 'export', 'name'],
  tips: ['A workflow may have several outputs, such as an MP4 and a GIF of the same clip.'],
  lane: 'cpu',
  purity: 'pure',
  inputs: { file: { type: 'File', label: 'File' } },
  outputs: {},
  params: {
    name: {
      kind: 'text',
      label: 'File name',
      help: 'Name of the saved file, without extension; left empty, the file keeps its own name.',
      default: '',
      maxLength: 120,
    },
  },
  typicalMs: 1,
} as const satisfies NodeSpec;

export const outputNode = defineNode(spec, () => import('./output.run.ts'));
