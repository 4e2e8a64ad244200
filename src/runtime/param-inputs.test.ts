import { describe, expect, it } from 'vitest';
import { testNodes } from '../../tests/support/arithmetic-nodes.ts';
import { openTestEngine, workflow } from '../../tests/support/test-engine.ts';
import { NODE_DECLARATIONS } from '../nodes/index.ts';
import type { Value } from '../values/value.ts';
import { canConnect } from './connection.ts';
import type { SubgraphDefinition, WorkflowDocument, WorkflowNode } from './document.ts';
import { DocumentRegistry } from './document-registry.ts';
import type { NodeDeclaration } from './node.ts';
import { canBeInput, paramOfPort, paramPort, receiveParams } from './param-inputs.ts';
import { parseDocument } from './parse-document.ts';
import { NodeRegistry } from './registry.ts';
import { serialiseDocument } from './serialise-document.ts';

const { declarations } = testNodes();
const shipped = new NodeRegistry(NODE_DECLARATIONS);

function declared(type: string): NodeDeclaration {
  const declaration = shipped.get(type);
  if (!declaration) throw new Error(`no ${type}`);
  return declaration;
}

/** two (2) feeds the parameter `plus` of sum = one + plus. */
function wired(plus: number, two = 2, sum: Partial<WorkflowNode> = {}): WorkflowDocument {
  return workflow({
    one: { type: 'constant@1', params: { value: 1 } },
    two: { type: 'constant@1', params: { value: two } },
    sum: {
      type: 'add@1',
      params: { plus },
      inputs: { a: 'one.value', 'param:plus': 'two.value' },
      ...sum,
    },
  });
}

describe('a parameter that is an input', () => {
  it('takes what is wired to it instead of the setting, and the setting again without the wire', async () => {
    const engine = await openTestEngine(declarations);
    const result = async (document: WorkflowDocument) => {
      await engine.run(document);
      return engine.output(document, 'sum.value');
    };
    expect(await result(wired(10))).toEqual({ type: 'Number', value: 3 });
    expect(await result(wired(10, 5))).toEqual({ type: 'Number', value: 6 });
    const unplugged = wired(10, 5, { inputs: { a: 'one.value' }, paramInputs: ['plus'] });
    expect(await result(unplugged)).toEqual({ type: 'Number', value: 11 });
  });

  it('counts in the key by what is wired to it, not by the setting, which has no effect', async () => {
    const { engine } = await openTestEngine(declarations);
    const key = async (document: WorkflowDocument) => (await engine.plan(document)).nodes.sum?.key;
    const base = await key(wired(10));
    expect(await key(wired(20))).toBe(base);
    expect(await key(wired(10, 10, { params: { plus: 1e12 } }))).toBeDefined();
    expect(await key(wired(10, 3))).not.toBe(base);
    // A port alone changes nothing.
    const plain = { inputs: { a: 'one.value' } };
    expect(await key(wired(10, 2, { ...plain, paramInputs: ['plus'] }))).toBe(await key(wired(10, 2, plain)));
  });

  it('runs its node once per element of a list', async () => {
    const engine = await openTestEngine(declarations);
    const document = workflow({
      many: { type: 'spread@1', params: { count: 3 } },
      one: { type: 'constant@1', params: { value: 1 } },
      sum: { type: 'add@1', inputs: { a: 'one.value', 'param:plus': 'many.value' } },
    });
    const plan = await engine.engine.plan(document);
    const keys = plan.nodes.sum?.elements?.map(({ key }) => key);
    expect(new Set(keys).size).toBe(3);
    expect((await engine.run(document)).outcome).toBe('done');
  });

  it('of a subgraph is that of the node inside', async () => {
    const inner: SubgraphDefinition = {
      name: 'Adder',
      nodes: { add: { type: 'add@1', params: { plus: 100 } } },
      inputs: { in: { type: 'Number', to: ['add.a'] } },
      outputs: { out: { type: 'Number', from: 'add.value' } },
      params: { more: { target: 'add.plus' } },
    };
    const document: WorkflowDocument = {
      ...workflow({
        one: { type: 'constant@1', params: { value: 1 } },
        two: { type: 'constant@1', params: { value: 2 } },
        adder: { type: 'subgraph:adder', inputs: { in: 'one.value', 'param:more': 'two.value' } },
        sum: { type: 'add@1', inputs: { a: 'adder.out' } },
      }),
      subgraphs: { adder: inner },
    };
    const engine = await openTestEngine(declarations);
    await engine.run(document);
    expect(await engine.output(document, 'sum.value')).toEqual({ type: 'Number', value: 3 });
    const registry = new DocumentRegistry(new NodeRegistry(declarations), () => document);
    expect(Object.keys(registry.of(document.nodes.adder)?.inputs ?? {})).toEqual(['in', 'param:more']);
  });

  it('survives being saved and read', () => {
    const document = wired(10, 2, { paramInputs: ['plus'] });
    expect(parseDocument(serialiseDocument(document)).nodes).toEqual(document.nodes);
  });

  it('takes wires of its own type only', () => {
    const registry = new NodeRegistry(NODE_DECLARATIONS);
    const document = workflow({
      seed: { type: 'seed@1' },
      text: { type: 'text@1' },
      motion: { type: 'natural-motion@1', paramInputs: ['seed'] },
    });
    const to = { node: 'motion', port: paramPort('seed') };
    const wire = (node: string, port: string) =>
      canConnect(document, registry, { from: { node, port }, to }).ok;
    expect([wire('seed', 'seed'), wire('text', 'text')]).toEqual([true, false]);
  });
});

describe('which parameters can be inputs', () => {
  it('is all that a value stands for, but not the length of a list', () => {
    const names = (type: string) =>
      Object.keys(declared(type).params).filter((name) => canBeInput(declared(type), name));
    expect(names('motion-prompt')).toContain('text');
    expect(names('diffusion-sampler')).toEqual(
      expect.arrayContaining(['seed', 'sampler', 'loop', 'keyframes']),
    );
    expect(names('diffusion-sampler')).not.toContain('takes');
    expect(names('load-image')).not.toContain('file');
    expect(names('mask-paint')).not.toContain('strokes');
    expect(canBeInput(declared('crop'), 'toString')).toBe(false);
  });

  it('never collides with inputs of a node', () => {
    for (const { inputs } of NODE_DECLARATIONS)
      expect(Object.keys(inputs).flatMap((port) => paramOfPort(port) ?? [])).toEqual([]);
  });
});

describe('a value that becomes a parameter', () => {
  function received(type: string, name: string, value: Value) {
    const notices: string[] = [];
    const { inputs, params } = receiveParams(declared(type), { [paramPort(name)]: value }, {}, (text) =>
      notices.push(text),
    );
    return { value: params[name], inputs, notices };
  }

  it('is rounded and limited, and says so', () => {
    const seed = (value: number) => received('seed', 'seed', { type: 'Number', value });
    expect(seed(7)).toEqual({ value: 7, inputs: {}, notices: [] });
    expect(seed(7.6)).toEqual({ value: 8, inputs: {}, notices: ['Seed: 7.6 was taken as 8.'] });
    expect(seed(-3).value).toBe(0);
  });

  it('names a choice by its value or its name', () => {
    const text = (value: string) => received('crop', 'mode', { type: 'Text', value }).value;
    const { params } = declared('crop');
    const option = params.mode?.kind === 'choice' ? params.mode.options[0] : undefined;
    expect([text(option?.value ?? ''), text(` ${option?.label.toUpperCase()} `)]).toEqual([
      option?.value,
      option?.value,
    ]);
    expect(() => text('sideways')).toThrow(/knows no "sideways": it takes /);
  });

  it.each<[string, string, Value]>([
    ['seed', 'seed', { type: 'Number', value: Number.NaN }],
    ['text', 'text', { type: 'Text', value: 'x'.repeat(2001) }],
    ['switch', 'on', { type: 'Number', value: 1 }],
  ])('is refused by %s.%s when it does not fit', (type, name, value) => {
    expect(() => received(type, name, value)).toThrow(/cannot take what is wired to it/);
  });
});
