import { defineNode, type NodeSpec } from '../../runtime/node.ts';

export const spec = {
  type: 'regions',
  version: 1,
  implementation: 2,
  title: 'Regions',
  summary: 'Divides a portrait into face, hair, torso and background, and finds the shoulders.',
  category: 'face',
  keywords: ['regions', 'masks', 'hair', 'torso', 'shoulders', 'body', 'segment', 'background'],
  tips: [
    'Hair and clothes of one colour are hard to tell apart; lower "Hair" if clothes sway along.',
    'Without faces it gives subject and background only, enough for the parallax template.',
  ],
  lane: 'gpu',
  purity: 'pure',
  models: ['pose'],
  inputs: {
    image: { type: 'Image', label: 'Image' },
    faces: { type: 'Faces', label: 'Faces', optional: true },
    matte: { type: 'Mask', label: 'Matte' },
  },
  outputs: { regions: { type: 'Regions', label: 'Regions' } },
  params: {
    hair: {
      kind: 'number',
      label: 'Hair',
      help: 'How much counts as hair: below 1 only what is sure, above 1 also what is doubtful.',
      default: 1,
      min: 0,
      max: 2,
      step: 0.1,
      unit: '×',
    },
    feather: {
      kind: 'number',
      label: 'Face feather',
      help: 'Softness of the face’s outline, in percent of the face’s width.',
      default: 4,
      min: 0,
      max: 20,
      step: 1,
      unit: '%',
      advanced: true,
    },
  },
  typicalMs: 450,
} as const satisfies NodeSpec;

export const regionsNode = defineNode(spec, () => import('./regions.run.ts'));
