import { defineNode, type NodeSpec } from '../../runtime/node.ts';
import { FRAME_RATE, IDLE, TAKE_LOOP, takeAmount, takeLength } from '../take-params.ts';

export const spec = {
  type: 'natural-motion',
  version: 1,
  implementation: 6,
  title: 'Natural motion',
  summary:
    'Turns a prompt into motion curves the way faces, heads, breath and cameras really move; the same seed gives the same take.',
  category: 'motion',
  keywords: ['simulate', 'blink', 'breathe', 'idle', 'alive', 'loop', 'seed', 'curves', 'saccade', 'camera'],
  tips: [
    'Change the seed for another take of the same prompt.',
    'Three to four seconds loop best: long enough for a blink and a breath, short enough not to repeat.',
    'Every take begins and, as a loop, ends exactly on the photo.',
  ],
  lane: 'cpu',
  purity: 'seeded',
  inputs: {
    prompt: { type: 'Prompt', label: 'Prompt' },
    faces: { type: 'Faces', label: 'Faces', optional: true },
  },
  outputs: { motion: { type: 'Motion', label: 'Motion' } },
  params: {
    seconds: takeLength(1),
    fps: FRAME_RATE,
    seed: {
      kind: 'seed',
      label: 'Seed',
      help: 'Another number gives another take of the same prompt; the same number always the same take.',
      default: 1,
    },
    loop: TAKE_LOOP,
    amount: takeAmount(2),
    idle: IDLE,
  },
  typicalMs: 15,
} as const satisfies NodeSpec;

export const naturalMotionNode = defineNode(spec, () => import('./natural-motion.run.ts'));
