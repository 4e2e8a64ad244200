import {
  defineNode,
  type FrameNodeRun,
  type NodeDeclaration,
  type NodeRun,
  type NodeSpec,
} from '../../src/runtime/node.ts';
import type { FrameRange } from '../../src/values/clip.ts';
import { NodeError } from '../../src/values/errors.ts';
import { listNodes } from './list-nodes.ts';

/** Small nodes that show what the engine does: numbers, and clips whose every byte tells its frame. */

const COMMON = { version: 1, implementation: 1, category: 'input', keywords: [], purity: 'pure' } as const;

const anyNumber = {
  kind: 'number',
  label: 'Number',
  help: 'A number.',
  default: 0,
  min: -1e9,
  max: 1e9,
  step: 1,
} as const;

const constantSpec = {
  ...COMMON,
  type: 'constant',
  title: 'Constant',
  summary: 'A number.',
  lane: 'cpu',
  inputs: {},
  outputs: { value: { type: 'Number', label: 'Value' } },
  params: { value: anyNumber },
  typicalMs: 1,
} as const satisfies NodeSpec;

const addSpec = {
  ...COMMON,
  type: 'add',
  title: 'Add',
  summary: 'a + b + plus.',
  lane: 'cpu',
  inputs: {
    a: { type: 'Number', label: 'A' },
    b: { type: 'Number', label: 'B', optional: true },
  },
  outputs: { value: { type: 'Number', label: 'Value' } },
  params: { plus: anyNumber },
  typicalMs: 2,
} as const satisfies NodeSpec;

const signSpec = {
  ...COMMON,
  type: 'sign',
  title: 'Sign',
  summary: '-1, 0 or 1.',
  lane: 'gpu',
  inputs: { a: { type: 'Number', label: 'A' } },
  outputs: { value: { type: 'Number', label: 'Value' } },
  params: {},
  typicalMs: 1,
} as const satisfies NodeSpec;

const failSpec = {
  ...COMMON,
  type: 'fail',
  title: 'Fail',
  summary: 'Fails.',
  lane: 'cpu',
  inputs: { a: { type: 'Number', label: 'A' } },
  outputs: { value: { type: 'Number', label: 'Value' } },
  params: {},
  typicalMs: 1,
} as const satisfies NodeSpec;

const rampSpec = {
  ...COMMON,
  type: 'ramp',
  title: 'Ramp',
  summary: 'A clip whose frame i is filled with (i + start) mod 256.',
  lane: 'cpu',
  inputs: { start: { type: 'Number', label: 'Start' } },
  outputs: { clip: { type: 'Clip', label: 'Clip' } },
  params: {
    frames: { ...anyNumber, default: 6, min: 1, max: 1000 },
    /** A frame of 1024 x 1024 is 4 MB, so that two make a chunk. */
    side: { ...anyNumber, default: 1024, min: 2, max: 2048 },
  },
  typicalMs: 50,
  framewise: true,
} as const satisfies NodeSpec;

const invertSpec = {
  ...COMMON,
  type: 'invert',
  title: 'Invert',
  summary: '255 minus every byte, the clip as it is, or the last frame minus every frame.',
  lane: 'cpu',
  inputs: { clip: { type: 'Clip', label: 'Clip' } },
  outputs: { clip: { type: 'Clip', label: 'Clip' } },
  params: {
    mode: {
      kind: 'choice',
      label: 'Mode',
      help: 'What it does.',
      default: 'invert',
      options: [
        { value: 'invert', label: 'Invert' },
        { value: 'keep', label: 'Keep' },
        { value: 'from last', label: 'Byte of the last frame minus each byte' },
      ],
    },
  },
  typicalMs: 20,
  framewise: true,
  needs: (range: FrameRange) => [range],
} as const satisfies NodeSpec;

const firstBytesSpec = {
  ...COMMON,
  type: 'first-bytes',
  title: 'First bytes',
  summary: 'First byte of every frame, as text.',
  lane: 'codec',
  inputs: { clip: { type: 'Clip', label: 'Clip' } },
  outputs: { text: { type: 'Text', label: 'Text' } },
  params: {},
  typicalMs: 10,
} as const satisfies NodeSpec;

/** Test nodes and a ledger of what ran: `add(3)`, `ramp prepare`, `ramp 0..2`. */
export interface TestNodes {
  readonly declarations: readonly NodeDeclaration[];
  readonly ledger: string[];
  /** Called before every piece of work with its ledger line; throw, wait or record there. */
  before: (line: string, signal: AbortSignal) => Promise<void> | void;
}

export function testNodes(): TestNodes {
  const ledger: string[] = [];
  const note = async (line: string, signal: AbortSignal) => {
    ledger.push(line);
    await nodes.before(line, signal);
  };

  const runConstant: NodeRun<typeof constantSpec> = async ({ signal }, _inputs, { value }) => {
    await note(`constant(${value})`, signal);
    return { value: { type: 'Number', value } };
  };
  const runAdd: NodeRun<typeof addSpec> = async ({ signal }, { a, b }, { plus }) => {
    const value = a.value + (b?.value ?? 0) + plus;
    await note(`add(${value})`, signal);
    return { value: { type: 'Number', value } };
  };
  const runSign: NodeRun<typeof signSpec> = async ({ signal }, { a }) => {
    await note(`sign(${a.value})`, signal);
    return { value: { type: 'Number', value: Math.sign(a.value) } };
  };
  const runFail: NodeRun<typeof failSpec> = async ({ signal }) => {
    await note('fail', signal);
    throw new NodeError('test-failure', 'It always fails.', 'Use another node.');
  };
  const ramp: FrameNodeRun<typeof rampSpec, { start: number }> = {
    prepare: async ({ signal }, { start }, { frames, side }) => {
      await note('ramp prepare', signal);
      const facts = { width: side, height: side, fps: 24, frameCount: frames, loop: true };
      return { facts, state: { start: start.value } };
    },
    render: async ({ signal }, { facts, state }, { start, end }) => {
      await note(`ramp ${start}..${end}`, signal);
      const size = facts.width * facts.height * 4;
      const data = new Uint8ClampedArray((end - start) * size);
      for (let index = start; index < end; index++) {
        data.fill((index + state.start) % 256, (index - start) * size, (index - start + 1) * size);
      }
      return { data };
    },
  };
  const invert: FrameNodeRun<typeof invertSpec, { white: number }> = {
    prepare: async ({ signal }, { clip }, { mode }) => {
      await note('invert prepare', signal);
      const { width, height, fps, frameCount, loop } = clip;
      const facts = { width, height, fps, frameCount, loop };
      if (mode === 'keep') return { facts, state: { white: 0 }, passThrough: 'clip' };
      if (mode === 'invert') return { facts, state: { white: 255 } };
      const last = await clip.read({ start: frameCount - 1, end: frameCount });
      return { facts, state: { white: last.data[0] ?? 0 } };
    },
    render: async ({ signal }, { state }, range, { clip }) => {
      await note(`invert ${range.start}..${range.end}`, signal);
      const { data } = await clip.read(range);
      return { data: data.map((byte) => state.white - byte) };
    },
  };
  const runFirstBytes: NodeRun<typeof firstBytesSpec> = async ({ signal }, { clip }) => {
    await note('first-bytes', signal);
    const bytes: number[] = [];
    for await (const frame of clip.frames()) {
      bytes.push(frame.data[0] ?? -1);
      ledger.push(`read ${frame.index}`);
    }
    return { text: { type: 'Text', value: bytes.join(' ') } };
  };

  const nodes: TestNodes = {
    ledger,
    before: () => undefined,
    declarations: [
      defineNode(constantSpec, async () => ({ run: runConstant })),
      defineNode(addSpec, async () => ({ run: runAdd })),
      defineNode(signSpec, async () => ({ run: runSign })),
      defineNode(failSpec, async () => ({ run: runFail })),
      defineNode(rampSpec, async () => ramp),
      defineNode(invertSpec, async () => invert),
      defineNode(firstBytesSpec, async () => ({ run: runFirstBytes })),
      ...listNodes(note),
    ],
  };
  return nodes;
}
