import { defineNode, type NodeRun, type NodeSpec } from '../../src/runtime/node.ts';

/** A node that does its work, or what no node should do to its worker; and a picture for nodes with models. */

const COMMON = { version: 1, implementation: 1, category: 'input', keywords: [], typicalMs: 1 } as const;

/** Channel on which a worker with a model shows that its thread is free. */
export const HEARTBEATS = 'heartbeats';

/** What a hostile node says before it does what it must not. */
export const LAST_WORDS = 'begins';

const PICTURE_SIDE = 128;
/** The most that a browser gives at once; it is never touched, so that the machine has not to find it. */
const PIECE_BYTES = 2 ** 33;

const hostileSpec = {
  ...COMMON,
  type: 'hostile',
  title: 'Hostile',
  summary: 'Gives 7, or does worse.',
  lane: 'cpu',
  purity: 'pure',
  inputs: { a: { type: 'Number', label: 'A' } },
  outputs: { value: { type: 'Number', label: 'Value' } },
  params: {
    does: {
      kind: 'choice',
      label: 'Does',
      help: 'What it does.',
      default: 'works',
      options: [
        { value: 'works', label: 'Gives 7' },
        { value: 'spins', label: 'Computes without end' },
        { value: 'waits', label: 'Waits for nothing' },
        { value: 'leaves', label: 'Closes its worker' },
        { value: 'throws', label: 'Throws outside of its run' },
        { value: 'hoards', label: 'Wants more memory than there is' },
      ],
    },
  },
} as const satisfies NodeSpec;

const NOTHING: Promise<never> = new Promise(() => undefined);

const MISDEEDS: Readonly<Record<string, () => Promise<void> | void>> = {
  spins: () => {
    for (let turn = 0; ; turn = (turn + 1) % 1000);
  },
  waits: () => NOTHING,
  leaves: () => {
    self.close();
    return NOTHING;
  },
  throws: () => {
    setTimeout(() => {
      throw new Error('thrown outside of the run');
    });
    return NOTHING;
  },
  hoards: () => {
    for (const held: ArrayBuffer[] = []; ; ) held.push(new ArrayBuffer(PIECE_BYTES));
  },
};

const runHostile: NodeRun<typeof hostileSpec> = async ({ progress }, _inputs, { does }) => {
  progress(0, LAST_WORDS);
  // A turn of the event loop, so that what was said is sent.
  await new Promise((resolve) => setTimeout(resolve));
  await MISDEEDS[does]?.();
  return { value: { type: 'Number', value: 7 } };
};

const pictureSpec = {
  ...COMMON,
  type: 'picture',
  title: 'Picture',
  summary: 'Grey.',
  lane: 'cpu',
  purity: 'pure',
  inputs: {},
  outputs: { image: { type: 'Image', label: 'Image' } },
  params: {},
} as const satisfies NodeSpec;

const runPicture: NodeRun<typeof pictureSpec> = async () => {
  const data = new Uint8ClampedArray(PICTURE_SIDE * PICTURE_SIDE * 4).fill(128);
  return { image: { type: 'Image', width: PICTURE_SIDE, height: PICTURE_SIDE, data } };
};

export const HOSTILE_NODES = [
  defineNode(hostileSpec, async () => ({ run: runHostile })),
  defineNode(pictureSpec, async () => ({ run: runPicture })),
];
