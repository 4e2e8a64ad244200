import { describe, expect, it } from 'vitest';
import { testNodes } from '../../tests/support/arithmetic-nodes.ts';
import { openTestEngine, workflow } from '../../tests/support/test-engine.ts';
import { checkWorkflow } from './check-workflow.ts';
import type { SubgraphDefinition, WorkflowDocument, WorkflowNode } from './document.ts';
import { DocumentRegistry } from './document-registry.ts';
import { expandSubgraphs } from './expand-subgraphs.ts';
import { parseDocument } from './parse-document.ts';
import { planWorkflow } from './plan-workflow.ts';
import { NodeRegistry } from './registry.ts';
import { serialiseDocument } from './serialise-document.ts';
import { buildGraph } from './workflow-graph.ts';

const { declarations } = testNodes();
const registry = new NodeRegistry(declarations);

/** value + 10 + more, where `more` can be given by the instance. */
const ADDER: SubgraphDefinition = {
  name: 'Adder',
  nodes: {
    ten: { type: 'add@1', params: { plus: 10 } },
    more: { type: 'add@1', params: { plus: 1 }, inputs: { a: 'ten.value' } },
  },
  inputs: { number: { type: 'Number', to: ['ten.a'] } },
  outputs: { sum: { type: 'Number', from: 'more.value' } },
  params: { more: { target: 'more.plus' } },
};
/** Two adders in a row, with a parameter of the second. */
const TWICE: SubgraphDefinition = {
  name: 'Twice',
  nodes: {
    first: { type: 'subgraph:adder' },
    second: { type: 'subgraph:adder', params: { more: 5 }, inputs: { number: 'first.sum' } },
  },
  inputs: { in: { type: 'Number', to: ['first.number'] } },
  outputs: { out: { type: 'Number', from: 'second.sum' } },
  params: { last: { target: 'second.more' } },
};

function nested(twice: Partial<WorkflowNode> = {}): WorkflowDocument {
  return {
    ...workflow({
      one: { type: 'constant@1', params: { value: 1 } },
      both: { type: 'subgraph:twice', inputs: { in: 'one.value' }, ...twice },
      end: { type: 'add@1', inputs: { a: 'both.out' } },
    }),
    outputs: ['both.out'],
    app: { controls: ['both.last'] },
    subgraphs: { adder: ADDER, twice: TWICE },
  };
}

/** The same by hand. */
const FLAT = workflow({
  one: { type: 'constant@1', params: { value: 1 } },
  a: { type: 'add@1', params: { plus: 10 }, inputs: { a: 'one.value' } },
  b: { type: 'add@1', params: { plus: 1 }, inputs: { a: 'a.value' } },
  c: { type: 'add@1', params: { plus: 10 }, inputs: { a: 'b.value' } },
  d: { type: 'add@1', params: { plus: 7 }, inputs: { a: 'c.value' } },
  end: { type: 'add@1', inputs: { a: 'd.value' } },
});

function keysOf(document: WorkflowDocument): (string | undefined)[] {
  const plan = planWorkflow(buildGraph(document, registry), {
    assetHash: () => undefined,
    modelHash: () => undefined,
    isStored: () => false,
    lastRecipe: () => undefined,
    estimate: () => 0,
  });
  return plan.order.map((id) => plan.nodes[id]?.key);
}

describe('a workflow with subgraphs', () => {
  it('becomes the flat graph, with the keys of one made by hand', () => {
    const document = nested({ params: { last: 7 } });
    const flat = expandSubgraphs(document);
    expect(flat.faults.size).toBe(0);
    expect(Object.keys(flat.document.nodes)).toEqual([
      'one',
      'both/first/ten',
      'both/first/more',
      'both/second/ten',
      'both/second/more',
      'end',
    ]);
    expect(flat.document.nodes['both/second/ten']?.inputs).toEqual({ a: 'both/first/more.value' });
    expect(flat.document.outputs).toEqual(['both/second/more.value']);
    expect(flat.document.app?.controls).toEqual(['both/second/more.plus']);
    expect(keysOf(document)).toEqual(keysOf(FLAT));
    expect(checkWorkflow(document, registry)).toEqual([]);
  });

  it('runs, whole or to an instance, and survives a save', async () => {
    const engine = await openTestEngine(testNodes().declarations);
    expect((await engine.run(nested(), { mode: 'to', targets: ['both'] })).outcome).toBe('done');
    expect(await engine.output(nested(), 'both/second/more.value')).toEqual({ type: 'Number', value: 27 });
    await expect(engine.run(nested(), { mode: 'to', targets: ['bot'] })).rejects.toThrow('no node "bot"');
    expect(parseDocument(serialiseDocument(nested()))).toEqual(nested());
  });

  it('pins what is inside a pinned instance, and passes on through a bypassed one', () => {
    const pinned = expandSubgraphs(nested({ pinned: true })).document;
    expect(pinned.nodes['both/second/more']?.pinned).toBe(true);
    const bypassed = expandSubgraphs(nested({ bypassed: true })).document;
    expect(bypassed.nodes).toEqual({
      one: { type: 'constant@1', params: { value: 1 } },
      end: { type: 'add@1', inputs: { a: 'one.value' } },
    });
  });

  it('shows instances as nodes with the ports and parameters that are exposed', () => {
    const known = new DocumentRegistry(registry, () => nested());
    const twice = known.get('subgraph:twice');
    expect([twice?.title, Object.keys(twice?.inputs ?? {}), twice?.outputs.out?.type]).toEqual([
      'Twice',
      ['in'],
      'Number',
    ]);
    expect(twice?.params.last).toMatchObject({ kind: 'number', default: 5, label: 'Number' });
    expect(known.all().length).toBe(registry.all().length + 2);
    expect(known.get('add@1')).toBe(registry.get('add@1'));
    expect(known.get('subgraph:none')).toBeUndefined();
  });
});

describe('what cannot be expanded', () => {
  const faultsOf = (document: WorkflowDocument) => [...expandSubgraphs(document).faults];

  it('is named: a definition that is missing', () => {
    const document = { ...nested(), subgraphs: { twice: TWICE } };
    expect(faultsOf(document).map(([id]) => id)).toEqual(['both/first', 'both/second']);
    expect(checkWorkflow(document, registry)[0]?.message).toContain('"adder" is not part of this workflow');
    const graph = buildGraph(document, registry);
    expect(graph.nodes.get('end')?.problems[0]).toContain('both/second');
  });

  it('is named: a subgraph that contains itself, also by way of another', () => {
    const a = { ...ADDER, name: 'A', nodes: { b: { type: 'subgraph:b' } } };
    const b = { ...ADDER, name: 'B', nodes: { a: { type: 'subgraph:a' } } };
    const document = { ...workflow({ it: { type: 'subgraph:a' } }), subgraphs: { a, b } };
    expect(faultsOf(document)).toEqual([
      ['it/b/a', 'The subgraph "A" contains itself: remove it from its own inside.'],
    ]);
    expect(new DocumentRegistry(registry, () => document).get('subgraph:a')?.title).toBe('A');
  });

  it('is named: too deep, and too large however the size comes about', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 20 }, (_, level) => [
        `s${level}`,
        { ...ADDER, nodes: { next: { type: `subgraph:s${level + 1}` } } },
      ]),
    );
    const deep = { ...workflow({ it: { type: 'subgraph:s0' } }), subgraphs: chain };
    expect(faultsOf(deep)[0]?.[1]).toContain('deeper than 16');
    const many = (type: string) =>
      Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`n${index}`, { type }]));
    const bomb = {
      ...workflow({ it: { type: 'subgraph:c' } }),
      subgraphs: {
        a: { ...ADDER, nodes: {} },
        b: { ...ADDER, nodes: many('subgraph:a') },
        c: { ...ADDER, nodes: many('subgraph:b') },
      },
    };
    expect(faultsOf(bomb)).toEqual([['it', expect.stringContaining('more than 5000 nodes')]]);
  });

  it('is named: two nodes that would have one name', () => {
    const document = nested();
    const clash = { ...document, nodes: { ...document.nodes, 'both/first/ten': { type: 'constant@1' } } };
    expect(faultsOf(clash)).toEqual([['both/first/ten', expect.stringContaining('rename one')]]);
  });

  it('is told in words: an output that nothing is wired to', () => {
    const { from: _, ...open } = ADDER.outputs.sum;
    const adder = { ...ADDER, outputs: { sum: { ...open, label: 'Sum' } } };
    const document = {
      ...workflow({ x: { type: 'subgraph:adder' }, end: { type: 'add@1', inputs: { a: 'x.sum' } } }),
      subgraphs: { adder },
    };
    const problems = buildGraph(document, registry).nodes.get('end')?.problems[0];
    expect(problems).toContain('gives nothing at "Sum" yet');
  });

  it('is told in words: an input that is passed on and not connected', () => {
    const through = {
      name: 'Through',
      nodes: {},
      inputs: { in: { type: 'Number', to: [] } },
      outputs: { out: { type: 'Number', from: '.inputs.in' } },
      params: {},
    };
    const wired = (inputs: Record<string, string>) => ({
      ...workflow({
        one: { type: 'constant@1', params: { value: 1 } },
        x: { type: 'subgraph:through', inputs },
        end: { type: 'add@1', inputs: { a: 'x.out' } },
      }),
      subgraphs: { through },
    });
    const problems = buildGraph(wired({}), registry).nodes.get('end')?.problems[0];
    expect(problems).toContain('the input "in" of the subgraph "Through" is not connected');
    expect(expandSubgraphs(wired({ in: 'one.value' })).document.nodes.end?.inputs).toEqual({
      a: 'one.value',
    });
    const circle = expandSubgraphs(wired({ in: 'x.out' }));
    expect(circle.document.nodes.end?.inputs?.a).toMatch(/^x/);
  });

  it('ends where bypassed instances are wired in a circle', () => {
    const document = {
      ...workflow({
        x: { type: 'subgraph:adder', bypassed: true, inputs: { number: 'y.sum' } },
        y: { type: 'subgraph:adder', bypassed: true, inputs: { number: 'x.sum' } },
        end: { type: 'add@1', inputs: { a: 'x.sum' } },
      }),
      subgraphs: { adder: ADDER },
    };
    expect(buildGraph(document, registry).nodes.get('end')?.problems[0]).toContain('does not exist');
  });
});
