import { defineNode, type NodeSpec } from '../../runtime/node.ts';
import { FRAMING_PARAMS } from './framing-params.ts';

export const spec = {
  type: 'camera-path',
  version: 1,
  implementation: 1,
  title: 'Camera path',
  summary: 'Moves the camera from one framing of the photo to another; both are drawn on the picture.',
  category: 'motion',
  keywords: ['camera', 'framing', 'zoom', 'pan', 'push in', 'pull back', 'roll', 'ken burns', 'path', 'crop'],
  tips: [
    'There and back gives a loop; one way suits a clip that plays once.',
    'A few percent are enough: a small push in reads as attention, a large one as a zoom lens.',
    'Connect a motion and the camera goes along with it; its own camera is replaced.',
  ],
  lane: 'cpu',
  purity: 'pure',
  inputs: { motion: { type: 'Motion', label: 'Motion', optional: true } },
  outputs: { motion: { type: 'Motion', label: 'Motion' } },
  params: {
    course: {
      kind: 'choice',
      label: 'Course',
      help: 'Whether the camera returns to where it began.',
      default: 'there and back',
      options: [
        { value: 'there and back', label: 'There and back', help: 'A loop stays a loop.' },
        { value: 'one way', label: 'One way', help: 'The take is no loop any more.' },
      ],
    },
    ease: {
      kind: 'choice',
      label: 'Ease',
      help: 'How the camera sets off and arrives.',
      default: 'smooth',
      options: [
        { value: 'smooth', label: 'Smooth', help: 'Sets off and arrives gently.' },
        { value: 'even', label: 'Even', help: 'The same speed all the way.' },
        { value: 'slow start', label: 'Slow start' },
        { value: 'slow end', label: 'Slow end' },
      ],
    },
    rest: {
      kind: 'number',
      label: 'Rest at the ends',
      help: 'Share of the time in which the camera stands still at each end.',
      default: 0,
      min: 0,
      max: 40,
      step: 1,
      unit: '%',
    },
    seconds: {
      kind: 'number',
      label: 'Length',
      help: 'Length of the path; with a motion connected, the path is as long as it.',
      default: 4,
      min: 0.5,
      max: 10,
      step: 0.1,
      unit: 's',
    },
    ...FRAMING_PARAMS,
  },
  typicalMs: 3,
} as const satisfies NodeSpec;

export const cameraPathNode = defineNode(spec, () => import('./camera-path.run.ts'));
