import { defineNode, type NodeSpec } from '../../runtime/node.ts';

export const spec = {
  type: 'landmarks',
  version: 1,
  implementation: 1,
  title: 'Face landmarks',
  summary: 'Places 478 points on every face (lids, irises, lips, outline) and tells how the head is turned.',
  category: 'face',
  keywords: ['landmarks', 'mesh', 'points', 'eyes', 'iris', 'lips', 'pose', 'face mesh'],
  tips: [
    'Works best on a face of 100 px and more: run it after the crop.',
    'Hair or hands over the eyes and lips put points where they guess them to be.',
  ],
  lane: 'gpu',
  purity: 'pure',
  models: ['face-landmarks'],
  inputs: {
    image: { type: 'Image', label: 'Image' },
    faces: { type: 'Faces', label: 'Faces' },
  },
  outputs: { faces: { type: 'Faces', label: 'Faces' } },
  params: {
    minPresence: {
      kind: 'number',
      label: 'Least certainty',
      help: 'How certain the model must be that it sees a face. Lower it for paintings and strong angles.',
      default: 0.5,
      min: 0,
      max: 1,
      step: 0.05,
      advanced: true,
    },
    refine: {
      kind: 'boolean',
      label: 'Second pass',
      help: 'Frames the face again by its own points: steadier when the found box is rough.',
      default: false,
      advanced: true,
    },
  },
  typicalMs: 120,
} as const satisfies NodeSpec;

export const landmarksNode = defineNode(spec, () => import('./landmarks.run.ts'));
