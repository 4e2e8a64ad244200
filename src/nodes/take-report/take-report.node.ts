import { defineNode, type NodeSpec } from '../../runtime/node.ts';

export const spec = {
  type: 'take-report',
  version: 1,
  implementation: 6,
  title: 'Take report',
  summary:
    'Measures a rendered clip against its photo: does the face stay the same, do the eyes really close, does the loop close?',
  category: 'clip',
  keywords: ['measure', 'quality', 'check', 'identity', 'flicker', 'seam', 'sharpness', 'score', 'reject'],
  tips: [
    'Connect the crop that went into Animate, not the original photo: frames and photo must have one size.',
    'With faces it looks at the face, with regions at the background, with motion at what was asked for.',
    'Identity compares the frames of this clip with its own photo; it cannot tell who anybody is.',
  ],
  lane: 'gpu',
  purity: 'pure',
  models: ['face-landmarks', 'face-embedding'],
  inputs: {
    clip: { type: 'Clip', label: 'Clip' },
    image: { type: 'Image', label: 'Photo (crop)' },
    faces: { type: 'Faces', label: 'Faces', optional: true },
    motion: { type: 'Motion', label: 'Motion', optional: true },
    prompt: { type: 'Prompt', label: 'Prompt', optional: true },
    regions: { type: 'Regions', label: 'Regions', optional: true },
  },
  outputs: { report: { type: 'Report', label: 'Report' } },
  params: {
    looks: {
      kind: 'number',
      label: 'Frames looked at',
      help: 'How many frames, spread over the clip, are measured; the extremes of the motion come on top.',
      default: 12,
      min: 3,
      max: 120,
      step: 1,
      unit: 'frames',
    },
    reject: {
      kind: 'choice',
      label: 'Reject the take',
      help: 'Marks the take as rejected and says why; nothing is deleted.',
      default: 'never',
      options: [
        { value: 'never', label: 'Never' },
        { value: 'identity', label: 'Another face', help: 'When an identity measure falls below the bound.' },
        { value: 'poor', label: 'Anything poor', help: 'Also when any measure is poor.' },
        { value: 'fair', label: 'Anything less than good', help: 'Also when any measure is only fair.' },
      ],
    },
    minIdentity: {
      kind: 'number',
      label: 'Least identity',
      help: 'The worst frame must be at least this like the photo; look-alikes reach .90.',
      default: 0.9,
      min: 0.5,
      max: 1,
      step: 0.01,
      when: { param: 'reject', is: ['identity', 'poor', 'fair'] },
    },
  },
  typicalMs: 2000,
} as const satisfies NodeSpec;

export const takeReportNode = defineNode(spec, () => import('./take-report.run.ts'));
