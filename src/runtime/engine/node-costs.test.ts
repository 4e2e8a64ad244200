import { describe, expect, it } from 'vitest';
import { defineNode, type NodeSpec } from '../node.ts';
import { NodeCosts } from './node-costs.ts';

/** Like a renderer: pictures of one photo, of which one is needed, and a motion. */
const spec = {
  type: 'draws',
  version: 1,
  implementation: 1,
  title: 'Draws',
  summary: 'Draws frames.',
  keywords: [],
  category: 'render',
  lane: 'cpu',
  purity: 'pure',
  framewise: true,
  inputs: {
    image: { type: 'Image', label: 'Image' },
    motion: { type: 'Motion', label: 'Motion' },
    matte: { type: 'Mask', label: 'Matte', optional: true },
    regions: { type: 'Regions', label: 'Regions', optional: true },
    depth: { type: 'Depth', label: 'Depth', optional: true },
  },
  outputs: { clip: { type: 'Clip', label: 'Clip' } },
  params: {},
  typicalMs: 5000,
} as const satisfies NodeSpec;
const declaration = defineNode(spec, () => Promise.reject(new Error('never run')));

const sizesOf = (side: number, frames: number): Readonly<Record<string, number>> => ({
  image: 4 * side * side,
  motion: 60 * frames,
  matte: 4 * side * side,
  regions: 24 * side * side,
  depth: 4 * side * side,
});
const sample = (side: number, frames: number, isFirst: boolean) => ({
  sizes: sizesOf(side, frames),
  kind: '',
  startMs: isFirst ? 300 : 0,
  isFirst,
});
const facts = (side: number, frames: number) => ({
  params: {},
  bytesAt: (port: string) => sizesOf(side, frames)[port],
});

describe('costs of a node', () => {
  it('expect of the full size no more than it took, though drafts of it cost more than their share', () => {
    const costs = new NodeCosts();
    costs.learn(declaration, sample(512, 72, true), 8000, {});
    // A fifth of it is preparing, which smaller pictures hardly spare.
    costs.learn(declaration, sample(192, 24, false), 1000, {});
    const ms = costs.estimate(declaration, facts(512, 72), true);
    expect(ms).toBeLessThan(8000 * 1.05);
    expect(ms).toBeGreaterThan(8000 / 2);
  });

  it('follow the size that all pictures share, once, and the length of the motion', () => {
    const costs = new NodeCosts();
    costs.learn(declaration, sample(512, 72, false), 6000, {});
    expect(costs.estimate(declaration, facts(1024, 72), true)).toBeCloseTo(4 * 6000, -2);
    expect(costs.estimate(declaration, facts(512, 144), true)).toBeCloseTo(2 * 6000, -2);
    expect(costs.estimate(declaration, facts(256, 36), true)).toBeCloseTo(6000 / 8, -1);
  });
});
