import { defineNode, type NodeSpec } from '../../runtime/node.ts';

export const spec = {
  type: 'detect-faces',
  version: 1,
  implementation: 2,
  title: 'Detect faces',
  summary:
    'Finds the faces in a picture, the best to animate first, and chooses the one that later nodes animate.',
  category: 'face',
  keywords: ['face', 'find', 'person', 'portrait', 'group', 'detector'],
  tips: [
    'In a group photo, raise "Which face" to step through the faces: large ones first, those turned away or blurred later.',
    'If small faces in the background are missed, set "Search" to thorough.',
    'Profiles and faces that look away by more than about 60° are not found.',
  ],
  lane: 'gpu',
  purity: 'pure',
  models: ['face-detector'],
  inputs: { image: { type: 'Image', label: 'Image' } },
  outputs: { faces: { type: 'Faces', label: 'Faces' } },
  params: {
    index: {
      kind: 'number',
      label: 'Which face',
      help: 'The face to animate, counted from the best suited: 0 is the largest that is sharp and looks toward the camera, 1 the next.',
      default: 0,
      min: 0,
      max: 31,
      step: 1,
    },
    effort: {
      kind: 'choice',
      label: 'Search',
      help: 'How hard to look for small faces.',
      default: 'auto',
      options: [
        { value: 'auto', label: 'Automatic', help: 'Searches closer when nothing or a group is found.' },
        { value: 'quick', label: 'Quick', help: 'Looks at the whole picture only.' },
        {
          value: 'thorough',
          label: 'Thorough',
          help: 'Always searches for small faces too; a second or two.',
        },
      ],
    },
    minConfidence: {
      kind: 'number',
      label: 'Least confidence',
      help: 'How certain the detector must be. Lower it for blurred or painted faces, raise it for false finds.',
      default: 0.7,
      min: 0.4,
      max: 0.95,
      step: 0.05,
      advanced: true,
    },
  },
  typicalMs: 150,
} as const satisfies NodeSpec;

export const detectFacesNode = defineNode(spec, () => import('./detect-faces.run.ts'));
