import { expect, it } from 'vitest';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { pictureSource } from './picture-near.ts';

//  photo ── crop ── marks ── edit        prompt ── motion ── camera ── animate
//                └───────────────────────────────────────────────────────┘
const DOCUMENT: WorkflowDocument = {
  kineograph: 1,
  name: '',
  nodes: {
    photo: { type: 'load-image@1' },
    crop: { type: 'crop@1', inputs: { image: 'photo.image' } },
    marks: { type: 'landmarks@1', inputs: { image: 'crop.image', faces: 'crop.faces' } },
    edit: { type: 'landmark-edit@1', inputs: { faces: 'marks.faces' } },
    prompt: { type: 'motion-prompt@1' },
    motion: { type: 'natural-motion@1', inputs: { prompt: 'prompt.prompt' } },
    camera: { type: 'camera-path@1', inputs: { motion: 'motion.motion' } },
    animate: { type: 'animate@1', inputs: { motion: 'camera.motion', image: 'crop.image' } },
    alone: { type: 'camera-path@1' },
  },
  outputs: [],
};
const source = (node: string) =>
  pictureSource(DOCUMENT, node, ({ nodes }, id) => /load-image|crop/.test(nodes[id]?.type ?? ''));

it('finds the nearest picture before a node, else before what the node feeds', () => {
  expect(source('edit')).toBe('crop');
  expect(source('crop')).toBe('photo');
  expect(source('camera')).toBe('crop');
  expect(source('prompt')).toBe('crop');
  expect(source('alone')).toBeUndefined();
});
