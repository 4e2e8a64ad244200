import { defineNode, type NodeDeclaration, type NodeRun, type NodeSpec } from '../../src/runtime/node.ts';
import { NodeError } from '../../src/values/errors.ts';
import type { NumberValue } from '../../src/values/value.ts';

/** Small nodes that make, take and order lists of numbers. */

const COMMON = {
  version: 1,
  implementation: 1,
  category: 'input',
  keywords: [],
  purity: 'pure',
  lane: 'cpu',
  outputs: { value: { type: 'Number', label: 'Value' } },
  typicalMs: 5,
} as const;

const wholeNumber = (label: string, value: number, min: number) =>
  ({ kind: 'number', label, help: 'A number.', default: value, min, max: 1e6, step: 1 }) as const;

const spreadSpec = {
  ...COMMON,
  type: 'spread',
  title: 'Spread',
  summary: 'a, a + step, a + 2 step …',
  inputs: { a: { type: 'Number', label: 'A', optional: true } },
  params: { count: wholeNumber('Count', 3, 0), step: wholeNumber('Step', 1, -1e6) },
  elements: { param: 'count' },
} as const satisfies NodeSpec;

const totalSpec = {
  ...COMMON,
  type: 'total',
  title: 'Total',
  summary: 'The first number, twice the second, three times the third … and plus.',
  inputs: {
    values: { type: 'Number', label: 'Values', gather: true },
    plus: { type: 'Number', label: 'Plus', optional: true },
  },
  params: {},
} as const satisfies NodeSpec;

const sortedSpec = {
  ...COMMON,
  type: 'sorted',
  title: 'Sorted',
  summary: 'The list in ascending order.',
  inputs: { values: { type: 'Number', label: 'Values', gather: true } },
  params: {},
  elements: { port: 'values' },
} as const satisfies NodeSpec;

const refuseSpec = {
  ...COMMON,
  type: 'refuse',
  title: 'Refuse',
  summary: 'Passes every number but one.',
  inputs: { a: { type: 'Number', label: 'A' } },
  params: { number: wholeNumber('Number', 0, -1e6) },
} as const satisfies NodeSpec;

const weighSpec = {
  ...COMMON,
  type: 'weigh',
  title: 'Weigh',
  summary: 'The sum of every number times the weight at its place.',
  inputs: {
    values: { type: 'Number', label: 'Values', gather: true },
    weights: { type: 'Number', label: 'Weights', gather: true },
  },
  params: {},
} as const satisfies NodeSpec;

const montageSpec = {
  ...COMMON,
  type: 'montage',
  title: 'Montage',
  summary: 'The first byte of every clip, as text.',
  inputs: { clips: { type: 'Clip', label: 'Clips', gather: true } },
  outputs: { text: { type: 'Text', label: 'Text' } },
  params: {},
} as const satisfies NodeSpec;

/** @param note told of every piece of work: `spread 2`, `total 3` (how many), `sorted 0`, `refuse(7)`, `montage 2` */
export function listNodes(
  note: (line: string, signal: AbortSignal) => Promise<void>,
): readonly NodeDeclaration[] {
  const number = (value: number) => ({ value: { type: 'Number', value } satisfies NumberValue });
  const runSpread: NodeRun<typeof spreadSpec> = async (context, { a }, { step }) => {
    await note(`spread ${context.element.index}`, context.signal);
    const value = (a?.value ?? 0) + context.element.index * step;
    context.preview?.({ type: 'Number', value });
    return number(value);
  };
  const runTotal: NodeRun<typeof totalSpec> = async ({ signal }, { values, plus }) => {
    await note(`total ${values.length}`, signal);
    return number(values.reduce((sum, { value }, index) => sum + (index + 1) * value, plus?.value ?? 0));
  };
  const runSorted: NodeRun<typeof sortedSpec> = async ({ signal, element }, { values }) => {
    await note(`sorted ${element.index}`, signal);
    const ordered = values.map(({ value }) => value).sort((a, b) => a - b);
    const value = ordered[element.index];
    if (value === undefined) throw new NodeError('no-rank', 'Too few numbers are left.', 'Mend the others.');
    return number(value);
  };
  const runRefuse: NodeRun<typeof refuseSpec> = async ({ signal }, { a }, params) => {
    await note(`refuse(${a.value})`, signal);
    if (a.value === params.number) throw new NodeError('refused', `It is ${a.value}.`, 'Choose another.');
    return number(a.value);
  };
  const runWeigh: NodeRun<typeof weighSpec> = async ({ signal }, { values, weights }) => {
    await note(`weigh ${values.length} ${weights.length}`, signal);
    return number(values.reduce((sum, { value }, index) => sum + value * (weights[index]?.value ?? 0), 0));
  };
  const runMontage: NodeRun<typeof montageSpec> = async ({ signal }, { clips }) => {
    await note(`montage ${clips.length}`, signal);
    const firsts = clips.map(async (clip) => (await clip.read({ start: 0, end: 1 })).data[0]);
    return { text: { type: 'Text', value: (await Promise.all(firsts)).join(' ') } };
  };
  return [
    defineNode(spreadSpec, async () => ({ run: runSpread })),
    defineNode(totalSpec, async () => ({ run: runTotal })),
    defineNode(sortedSpec, async () => ({ run: runSorted })),
    defineNode(refuseSpec, async () => ({ run: runRefuse })),
    defineNode(weighSpec, async () => ({ run: runWeigh })),
    defineNode(montageSpec, async () => ({ run: runMontage })),
  ];
}
