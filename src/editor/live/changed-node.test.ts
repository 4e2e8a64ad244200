import { expect, it } from 'vitest';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { changedNode, clipBelow } from './changed-node.ts';

//  photo ── crop ──┬── animate* ── loop* ── encode
//                  └── matte          (* gives a clip)
const CHAIN: WorkflowDocument = {
  kineograph: 1,
  name: 'Chain',
  nodes: {
    photo: { type: 'load-image@1' },
    crop: { type: 'crop@1', inputs: { image: 'photo.image' } },
    matte: { type: 'matte@1', inputs: { image: 'crop.image' } },
    animate: { type: 'animate@1', inputs: { image: 'crop.image', matte: 'matte.matte' } },
    loop: { type: 'loop-blend@1', inputs: { clip: 'animate.clip' } },
    encode: { type: 'encode@1', inputs: { clip: 'loop.clip' } },
  },
  outputs: [],
};
const givesClip = (_: WorkflowDocument, node: string) => node === 'animate' || node === 'loop';

it.each([
  ['photo', 'loop'],
  ['matte', 'loop'],
  ['loop', 'loop'],
  ['encode', undefined],
])('below %s the last clip comes from %s', (node, expected) => {
  expect(clipBelow(CHAIN, node, givesClip)).toBe(expected);
});

const withNode = (id: string, change: object): WorkflowDocument => ({
  ...CHAIN,
  nodes: { ...CHAIN.nodes, [id]: { ...CHAIN.nodes[id], ...change } as WorkflowDocument['nodes'][string] },
});

it('tells the node whose parameters changed', () => {
  expect(changedNode(CHAIN, withNode('crop', { params: { margin: 1 } }))).toBe('crop');
});

it.each([
  ['nothing', CHAIN],
  ['the layout', { ...CHAIN, view: {} }],
  ['a label', withNode('crop', { label: 'Cut' })],
  ['a wire', withNode('loop', { inputs: {} })],
  ['a node that is bypassed', withNode('matte', { bypassed: true, params: { reach: 2 } })],
  [
    'two nodes',
    { ...CHAIN, nodes: { ...withNode('crop', { params: {} }).nodes, photo: { type: 'x@1', params: {} } } },
  ],
])('tells nothing of %s', (_, after) => {
  expect(changedNode(CHAIN, after)).toBeUndefined();
});
