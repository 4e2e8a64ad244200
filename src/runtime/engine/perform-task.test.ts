import { describe, expect, it } from 'vitest';
import { testNodes } from '../../../tests/support/arithmetic-nodes.ts';
import type { Value } from '../../values/value.ts';
import { defineNode, type NodeModule, type RunContext } from '../node.ts';
import { NodeRegistry } from '../registry.ts';
import type { ClipInput, LaneTask, TaskServices } from './lane.ts';
import { TaskPerformer } from './perform-task.ts';

const environment = { hasGpu: false, threads: 1, readModel: () => Promise.reject(new Error('no models')) };

/** Two chunks of two and one frames of 1 × 1 px, in shared memory; frame i is filled with i. */
const chunks = [
  [0, 0, 0, 0, 1, 1, 1, 1],
  [2, 2, 2, 2],
].map((bytes) => {
  const chunk = new Uint8ClampedArray(new SharedArrayBuffer(bytes.length));
  chunk.set(bytes);
  return chunk;
});

const clip: ClipInput = {
  type: 'ClipInput',
  port: 'clip',
  width: 1,
  height: 1,
  fps: 24,
  frameCount: 3,
  loop: false,
  ranges: [
    { start: 0, end: 2 },
    { start: 2, end: 3 },
  ],
};

function setUp(run: (context: RunContext, inputs: never) => Promise<Record<string, Value>>) {
  const asked: number[] = [];
  const services: TaskServices = {
    progress: () => undefined,
    notice: () => undefined,
    preview: () => undefined,
    readAsset: () => Promise.reject(new Error('no assets')),
    readChunk: async (_port, index) => {
      asked.push(index);
      return chunks[index]!;
    },
    readPrepared: () => Promise.reject(new Error('nothing is prepared')),
  };
  const [any] = testNodes().declarations;
  const node = defineNode({ ...any!, type: 'reader' }, async () => ({ run }) satisfies NodeModule);
  const performer = new TaskPerformer(new NodeRegistry([node]), environment);
  const task: LaneTask = {
    kind: 'run',
    nodeType: 'reader',
    element: { index: 0, count: 1 },
    inputs: { clip },
    params: {},
  };
  const perform = (signal = new AbortController().signal) => performer.perform(task, services, signal);
  return { asked, perform, performer, services };
}

type ClipInputs = { clip: import('../../values/clip.ts').ClipReader };

describe('a clip as a node reads it', () => {
  it('gives frames in order, each chunk asked for once', async () => {
    const seen: number[][] = [];
    const { asked, perform } = setUp(async (_context, inputs) => {
      for await (const { index, data } of (inputs as ClipInputs).clip.frames()) seen.push([index, ...data]);
      return {};
    });
    await perform();
    expect(seen).toEqual([
      [0, 0, 0, 0, 0],
      [1, 1, 1, 1, 1],
      [2, 2, 2, 2, 2],
    ]);
    expect(asked).toEqual([0, 1]);
  });

  it('gives any range across chunks', async () => {
    const { perform } = setUp(async (_context, inputs) => {
      const { data } = await (inputs as ClipInputs).clip.read({ start: 1, end: 3 });
      return { out: { type: 'Text', value: data.join('') } };
    });
    expect(await perform()).toMatchObject({ outputs: { out: { value: '11112222' } } });
  });

  it('gives memory of the node’s own, which it may write to', async () => {
    const { perform } = setUp(async (_context, inputs) => {
      const { clip: reader } = inputs as ClipInputs;
      for await (const { data } of reader.frames()) {
        expect(data.buffer).toBeInstanceOf(ArrayBuffer);
        data.fill(99);
      }
      (await reader.read({ start: 0, end: 3 })).data.fill(99);
      return {};
    });
    await perform();
    expect(chunks.map((chunk) => chunk[0])).toEqual([0, 2]);
  });

  it('stops on cancel', async () => {
    const controller = new AbortController();
    const { perform } = setUp(async (_context, inputs) => {
      for await (const { index } of (inputs as ClipInputs).clip.frames()) if (index === 1) controller.abort();
      return {};
    });
    await expect(perform(controller.signal)).rejects.toThrow(/abort/i);
  });
});

describe('rendered frames', () => {
  it('that are fewer than asked for are refused', async () => {
    const { services } = setUp(async () => ({}));
    const [any] = testNodes().declarations;
    const short = defineNode({ ...any!, type: 'short', framewise: true }, async () => ({
      prepare: () => Promise.reject(new Error('not needed')),
      render: async () => ({ data: new Uint8ClampedArray(4) }),
    }));
    const performer = new TaskPerformer(new NodeRegistry([short]), environment);
    const facts = { width: 1, height: 1, fps: 24, frameCount: 2, loop: true };
    const task: LaneTask = {
      kind: 'render',
      bytes: 4,
      nodeType: 'short',
      element: { index: 0, count: 1 },
      inputs: {},
      preparedKey: 'k',
      range: { start: 0, end: 2 },
    };
    const prepared = { ...services, readPrepared: async () => ({ facts, state: null }) };
    await expect(performer.perform(task, prepared, new AbortController().signal)).rejects.toMatchObject({
      code: 'frames-incomplete',
    });
  });
});
