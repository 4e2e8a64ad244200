import { CHANNELS } from '../../motion/channels.ts';
import { defineNode, type NodeSpec } from '../../runtime/node.ts';

export const spec = {
  type: 'keyframes',
  version: 1,
  implementation: 1,
  title: 'Keyframes',
  summary:
    'Points that curves must pass through: say exactly where the head, the eyes or the mouth are, and when.',
  category: 'motion',
  keywords: ['keys', 'curve', 'curves', 'timeline', 'pose', 'graph', 'animate by hand', 'exact'],
  tips: [
    'A few keys are enough: what lies between them is completed.',
    'Two keys of equal value hold a pose; a key of 0 returns to the photo.',
    'In a loop, give the first and the last moment no different keys: the take passes from one to the other.',
  ],
  lane: 'cpu',
  purity: 'pure',
  inputs: {},
  outputs: { keyframes: { type: 'Keyframes', label: 'Keyframes' } },
  params: {
    tracks: {
      kind: 'keyframes',
      label: 'Keys',
      help: 'Keys by channel: times in seconds, values in the unit of the channel.',
      default: {},
      channels: CHANNELS,
    },
  },
  typicalMs: 1,
} as const satisfies NodeSpec;

export const keyframesNode = defineNode(spec, () => import('./keyframes.run.ts'));
