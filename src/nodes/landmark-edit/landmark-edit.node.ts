import { defineNode, type NodeSpec } from '../../runtime/node.ts';
import { LANDMARK_HANDLE_NAMES } from './landmark-handles.ts';

export const spec = {
  type: 'landmark-edit',
  version: 1,
  implementation: 1,
  title: 'Correct landmarks',
  summary:
    'Corrects the points of the chosen face by dragging them on the picture, or places a face by hand where none is found.',
  category: 'face',
  keywords: [
    'landmarks',
    'points',
    'drag',
    'correct',
    'fix',
    'eyes',
    'lids',
    'mouth',
    'anime',
    'pet',
    'drawing',
  ],
  tips: [
    'Set the lids exactly on the rims of the eyes first: what closes in a blink is what lies between them.',
    'What lies around a dragged point follows softly, so a few points are enough.',
    'For a drawing, an animal or a statue, connect the picture alone, place a face by hand and drag its eyes, mouth and chin into shape.',
  ],
  lane: 'cpu',
  purity: 'pure',
  inputs: {
    faces: { type: 'Faces', label: 'Faces', optional: true },
    image: { type: 'Image', label: 'Image', optional: true },
  },
  outputs: { faces: { type: 'Faces', label: 'Faces' } },
  params: {
    points: {
      kind: 'offsets',
      label: 'Points',
      help: 'Drag points on the picture; they are kept relative to the face, so another crop keeps them.',
      default: {},
      handles: LANDMARK_HANDLE_NAMES,
      most: 1,
    },
    source: {
      kind: 'choice',
      label: 'Begin with',
      help: 'Which face the points belong to.',
      default: 'found',
      options: [
        { value: 'found', label: 'The face that was found' },
        { value: 'placed', label: 'A face placed by hand', help: 'It becomes the chosen face.' },
      ],
    },
    frame: {
      kind: 'rect',
      label: 'Where the face is',
      help: 'From the forehead to the chin and from side to side, without hair and ears.',
      default: [0.3, 0.2, 0.4, 0.5],
      when: { param: 'source', is: ['placed'] },
    },
  },
  typicalMs: 3,
} as const satisfies NodeSpec;

export const landmarkEditNode = defineNode(spec, () => import('./landmark-edit.run.ts'));
