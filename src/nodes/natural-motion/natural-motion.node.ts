import { defineNode, type NodeSpec } from '../../runtime/node.ts';

export const spec = {
  type: 'natural-motion',
  version: 1,
  implementation: 2,
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
    seconds: {
      kind: 'number',
      label: 'Length',
      help: 'Length of the take; a length named in the prompt wins.',
      default: 3,
      min: 1,
      max: 10,
      step: 0.5,
      unit: 's',
    },
    fps: {
      kind: 'number',
      label: 'Frame rate',
      help: 'Frames per second; 24 looks like film, 30 and more smoother and larger.',
      default: 24,
      min: 12,
      max: 60,
      step: 1,
      unit: 'fps',
    },
    seed: {
      kind: 'seed',
      label: 'Seed',
      help: 'Another number gives another take of the same prompt; the same number always the same take.',
      default: 1,
    },
    loop: {
      kind: 'boolean',
      label: 'Loop',
      help: 'The end joins the beginning without a seam; off, movements may end away from the photo.',
      default: true,
    },
    amount: {
      kind: 'number',
      label: 'Amount',
      help: 'Strength of all motion: 0 is the still photo, 1 as the prompt says, 2 twice as strong.',
      default: 1,
      min: 0,
      max: 2,
      step: 0.05,
      unit: '×',
    },
    idle: {
      kind: 'choice',
      label: 'Besides the prompt',
      help: 'Whether the subject also blinks, breathes and wavers a little without being asked.',
      default: 'alive',
      options: [
        { value: 'alive', label: 'Alive', help: 'Blinks, breath, small movements of head and eyes.' },
        { value: 'prompt only', label: 'Prompt only', help: 'Only what the prompt asks for moves.' },
      ],
    },
  },
  typicalMs: 15,
} as const satisfies NodeSpec;

export const naturalMotionNode = defineNode(spec, () => import('./natural-motion.run.ts'));
