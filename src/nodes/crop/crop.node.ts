import { defineNode, type NodeSpec } from '../../runtime/node.ts';

export const spec = {
  type: 'crop',
  version: 1,
  implementation: 1,
  title: 'Crop',
  summary:
    'Cuts a well-composed portrait or any part out of a picture and brings it to the size of the clip.',
  category: 'picture',
  keywords: ['crop', 'cut', 'frame', 'portrait', 'square', 'aspect', 'resize', 'size'],
  tips: [
    'Head and shoulders with some air around them animate best: the hair and shoulders need room to move.',
    'The crop never leaves the picture: near a border the face moves off the middle instead.',
    'The node says how many real pixels the crop holds when it has to enlarge; a size near that keeps detail.',
  ],
  lane: 'cpu',
  purity: 'pure',
  inputs: {
    image: { type: 'Image', label: 'Image' },
    faces: { type: 'Faces', label: 'Faces', optional: true },
    matte: { type: 'Mask', label: 'Matte', optional: true },
  },
  outputs: {
    image: { type: 'Image', label: 'Image' },
    faces: { type: 'Faces', label: 'Faces' },
  },
  params: {
    mode: {
      kind: 'choice',
      label: 'Frame',
      help: 'What the crop is built around.',
      default: 'face',
      options: [
        { value: 'face', label: 'Face', help: 'A portrait around the selected face.' },
        { value: 'subject', label: 'Subject', help: 'Around what the matte holds, or around all faces.' },
        { value: 'manual', label: 'By hand', help: 'The rectangle drawn below.' },
        { value: 'full', label: 'Full picture', help: 'As much of the picture as the aspect allows.' },
      ],
    },
    aspect: {
      kind: 'choice',
      label: 'Aspect',
      help: 'Shape of the crop, width to height.',
      default: '1:1',
      options: [
        { value: '1:1', label: '1:1' },
        { value: '4:5', label: '4:5' },
        { value: '3:4', label: '3:4' },
        { value: '9:16', label: '9:16' },
        { value: '16:9', label: '16:9' },
        { value: 'original', label: 'As the picture' },
      ],
      when: { param: 'mode', is: ['face', 'subject', 'full'] },
    },
    margin: {
      kind: 'number',
      label: 'Margin',
      help: 'Room on each side, in sizes of the face or subject. For a subject a tenth of the value is used.',
      default: 1.2,
      min: 0,
      max: 4,
      step: 0.05,
      unit: '×',
      when: { param: 'mode', is: ['face', 'subject'] },
    },
    rect: {
      kind: 'rect',
      label: 'Rectangle',
      help: 'Left, top, width and height in fractions of the picture.',
      default: [0, 0, 1, 1],
      when: { param: 'mode', is: ['manual'] },
    },
    size: {
      kind: 'number',
      label: 'Size',
      help: 'Long side of the result. Twice the size takes about four times as long to render.',
      default: 512,
      min: 64,
      max: 2048,
      step: 2,
      unit: 'px',
    },
  },
  typicalMs: 60,
} as const satisfies NodeSpec;

export const cropNode = defineNode(spec, () => import('./crop.run.ts'));
