import { defineNode, type NodeSpec } from '../../runtime/node.ts';

export const spec = {
  type: 'encode',
  version: 1,
  implementation: 3,
  title: 'Encode',
  summary:
    'Writes a clip into a file that others can play: MP4, WebM, GIF, animated WebP or single PNG frames.',
  category: 'output',
  keywords: ['export', 'save', 'video', 'mp4', 'h264', 'av1', 'webm', 'vp9', 'gif', 'webp', 'png', 'frames'],
  tips: [
    'MP4 (H.264) plays everywhere. Choose "small" when the file has to be mailed or uploaded.',
    'GIF has 256 colours and no video compression: expect several times the size. Animated WebP is the better loop for web pages.',
    'Some sites play a clip only once: raise "Repeat" to write the loop into the file several times.',
  ],
  lane: 'codec',
  purity: 'pure',
  inputs: { clip: { type: 'Clip', label: 'Clip' } },
  outputs: { file: { type: 'File', label: 'File' } },
  params: {
    format: {
      kind: 'choice',
      label: 'Format',
      help: 'The kind of file.',
      default: 'mp4-h264',
      options: [
        { value: 'mp4-h264', label: 'MP4 (H.264)', help: 'Plays on every phone, browser and editor.' },
        {
          value: 'mp4-av1',
          label: 'MP4 (AV1)',
          help: 'Less than half the size, for current browsers and devices.',
        },
        { value: 'webm', label: 'WebM (VP9)', help: 'For web pages; plays in every current browser.' },
        { value: 'gif', label: 'GIF', help: 'Loops everywhere, even in mail; 256 colours, large.' },
        {
          value: 'webp',
          label: 'Animated WebP',
          help: 'Loops like a GIF, in full colour and about half the size.',
        },
        {
          value: 'png-sequence',
          label: 'PNG frames (zip)',
          help: 'Every frame without loss, for other programs.',
        },
      ],
    },
    route: {
      kind: 'choice',
      label: 'Route',
      help: 'Fast uses the encoders of this browser; small takes longer and makes a smaller file of the same quality.',
      default: 'fast',
      options: [
        { value: 'fast', label: 'Fast', help: 'A fraction of a second for a short clip.' },
        {
          value: 'small',
          label: 'Small',
          help: 'Loads ffmpeg (32 MB) on first use; H.264 shrinks to about a fifth.',
        },
      ],
      when: { param: 'format', is: ['mp4-h264', 'webp'] },
    },
    quality: {
      kind: 'choice',
      label: 'Quality',
      help: 'How close the file comes to the rendered frames; better means larger.',
      default: 'good',
      options: [
        { value: 'draft', label: 'Draft', help: 'Small, for a first look.' },
        { value: 'good', label: 'Good', help: 'No visible loss at normal size.' },
        { value: 'best', label: 'Best', help: 'For further editing; the route "small" goes furthest.' },
      ],
      when: { param: 'format', is: ['mp4-h264', 'mp4-av1', 'webm', 'gif', 'webp'] },
    },
    loops: {
      kind: 'number',
      label: 'Repeat',
      help: 'How often the clip is played through in the file; players that loop need only 1.',
      default: 1,
      min: 1,
      max: 20,
      step: 1,
      unit: '×',
      advanced: true,
      when: { param: 'format', is: ['mp4-h264', 'mp4-av1', 'webm'] },
    },
  },
  typicalMs: 600,
} as const satisfies NodeSpec;

export const encodeNode = defineNode(spec, () => import('./encode.run.ts'));
