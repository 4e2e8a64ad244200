import { defineNode, type NodeSpec } from '../../runtime/node.ts';

export const spec = {
  type: 'matte',
  version: 1,
  implementation: 1,
  title: 'Person matte',
  summary: 'Separates the person from the background, softly along hair and clothes.',
  category: 'picture',
  keywords: ['matte', 'mask', 'cutout', 'segment', 'person', 'background', 'alpha'],
  tips: [
    'Made for people; a clear single object often works too. With neither, the matte is soft and says so.',
    'If a rim of background moves along with the person, tighten the matte a little.',
  ],
  lane: 'gpu',
  purity: 'pure',
  models: ['person-matte'],
  inputs: { image: { type: 'Image', label: 'Image' } },
  outputs: { matte: { type: 'Mask', label: 'Matte' } },
  params: {
    reach: {
      kind: 'number',
      label: 'Edge reach',
      help: 'How far the edge may move to follow hair and clothes; 0 keeps the model’s own smooth edge.',
      default: 5,
      min: 0,
      max: 24,
      step: 1,
      unit: 'px',
    },
    grow: {
      kind: 'number',
      label: 'Tighter / wider',
      help: 'Below 0 the selection keeps only what is sure, above 0 it takes in what is doubtful.',
      default: 0,
      min: -1,
      max: 1,
      step: 0.1,
    },
  },
  typicalMs: 220,
} as const satisfies NodeSpec;

export const matteNode = defineNode(spec, () => import('./matte.run.ts'));
