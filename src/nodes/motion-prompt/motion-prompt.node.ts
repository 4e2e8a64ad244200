import { defineNode, type NodeSpec } from '../../runtime/node.ts';

export const spec = {
  type: 'motion-prompt',
  version: 1,
  implementation: 4,
  title: 'Motion prompt',
  summary:
    'Reads a sentence about how the photo should move and turns it into movements, hard limits and warnings, so that words steer the take.',
  category: 'motion',
  keywords: [
    'text',
    'words',
    'describe',
    'blink',
    'smile',
    'turn',
    'camera',
    'breathing',
    'limit',
    'negative',
  ],
  tips: [
    'One large movement per take looks best; blinking and breathing come by themselves.',
    'Limits are exact: "mouth closed" keeps the jaw at 0 in every frame, "no big smile" caps the smile at 0.2.',
    '"left" is the left of the picture, "her left" the subject\'s own. "then" puts movements in order, "after 1 s" times them.',
    'Connect faces and regions to be warned about what this photo cannot show.',
  ],
  lane: 'cpu',
  purity: 'pure',
  inputs: {
    faces: { type: 'Faces', label: 'Faces', optional: true },
    regions: { type: 'Regions', label: 'Regions', optional: true },
  },
  outputs: { prompt: { type: 'Prompt', label: 'Prompt' } },
  params: {
    text: {
      kind: 'text',
      label: 'Prompt',
      help: 'What should move, how much, and what must not; empty gives the natural motion of a living portrait.',
      default: 'natural blink, subtle head turn, gentle breathing',
      maxLength: 1000,
      multiline: true,
      editor: 'motion-prompt',
    },
  },
  typicalMs: 5,
} as const satisfies NodeSpec;

export const motionPromptNode = defineNode(spec, () => import('./motion-prompt.run.ts'));
