import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testNodes } from '../../tests/support/arithmetic-nodes.ts';
import { openTestEngine, workflow } from '../../tests/support/test-engine.ts';
import type { WorkflowDocument, WorkflowNode } from './document.ts';
import type { Plan } from './plan.ts';
import { downstreamOf, planWorkflow, upstreamOf } from './plan-workflow.ts';
import { NodeRegistry } from './registry.ts';
import { buildGraph } from './workflow-graph.ts';

const { declarations } = testNodes();
const registry = new NodeRegistry(declarations);

function keysOf(document: WorkflowDocument): Record<string, string | undefined> {
  const plan = planWorkflow(buildGraph(document, registry), {
    assetHash: () => undefined,
    modelHash: () => undefined,
    isStored: () => false,
    lastRecipe: () => undefined,
    estimate: () => 0,
  });
  return Object.fromEntries(Object.values(plan.nodes).map(({ node, key }) => [node, key]));
}

/** `node state: reasons` per node, inputs first. */
function told(plan: Plan): string[] {
  return plan.order.map((id) => {
    const { state, reasons } = plan.nodes[id] ?? { state: 'missing', reasons: [] };
    return reasons.length > 0 ? `${id} ${state}: ${reasons.join('; ')}` : `${id} ${state}`;
  });
}

/**
 *   one ──a──┐
 *            sum ──a──> scaled
 *   two ──b──┘
 */
function sums(one: number, plus = 0, extra: Partial<WorkflowNode> = {}): WorkflowDocument {
  return workflow({
    one: { type: 'constant@1', params: { value: one } },
    two: { type: 'constant@1', params: { value: 2 } },
    sum: { type: 'add@1', inputs: { a: 'one.value', b: 'two.value' } },
    scaled: { type: 'add@1', params: { plus }, inputs: { a: 'sum.value' }, ...extra },
  });
}

describe('keys of a node that may draw on a GPU', () => {
  const drawing = declarations.map((declaration) =>
    declaration.type === 'add'
      ? { ...declaration, drawsOnGpu: (params: Readonly<Record<string, unknown>>) => params.plus === 0 }
      : declaration,
  );
  const keysWith = (hasGpu: boolean, plus: number): Record<string, string | undefined> => {
    const context = {
      assetHash: () => undefined,
      modelHash: () => undefined,
      isStored: () => false,
      lastRecipe: () => undefined,
      estimate: () => 0,
      hasGpu,
    };
    const plan = planWorkflow(buildGraph(sums(1, plus), new NodeRegistry(drawing)), context);
    return Object.fromEntries(Object.values(plan.nodes).map(({ node, key }) => [node, key]));
  };

  it('differ with and without one, where its parameters let it draw there', () => {
    const [without, withGpu] = [keysWith(false, 0), keysWith(true, 0)];
    expect(without).toEqual(keysOf(sums(1)));
    expect(withGpu.one).toBe(without.one);
    expect(withGpu.sum).not.toBe(without.sum);
    expect(withGpu.scaled).not.toBe(without.scaled);
  });
});

describe('a plan', () => {
  it('tells state and reason of every node', async () => {
    const engine = await openTestEngine(declarations);
    expect(told(await engine.engine.plan(sums(1)))).toEqual([
      'one new: never run',
      'two new: never run',
      'sum new: never run',
      'scaled new: never run',
    ]);
    await engine.run(sums(1));
    expect(told(await engine.engine.plan(sums(1)))).toEqual([
      'one fresh',
      'two fresh',
      'sum fresh',
      'scaled fresh',
    ]);
    expect(told(await engine.engine.plan(sums(5, 3)))).toEqual([
      'one stale: one.value 1 → 5',
      'two fresh',
      'sum stale: input a changed',
      'scaled stale: scaled.plus 0 → 3; input a changed',
    ]);
  });

  it('passes bypassed nodes through and keeps pinned ones', async () => {
    const engine = await openTestEngine(declarations);
    await engine.run(sums(1));
    expect(told(await engine.engine.plan(sums(9, 9, { pinned: true })))).toEqual([
      'one stale: one.value 1 → 9',
      'two fresh',
      'sum stale: input a changed',
      'scaled pinned: pinned: keeps its result',
    ]);
    const bypassed = workflow({
      ...sums(1).nodes,
      sum: { type: 'add@1', inputs: { a: 'one.value', b: 'two.value' }, bypassed: true },
    });
    expect(told(await engine.engine.plan(bypassed)).sort()).toEqual([
      'one fresh',
      'scaled stale: input a changed',
      'sum bypassed: bypassed: passes its input on',
      'two fresh',
    ]);
    await engine.run(bypassed);
    expect(await engine.output(bypassed, 'scaled.value')).toEqual({ type: 'Number', value: 1 });
  });

  it('does not pin what another type of node made under the same id', async () => {
    const engine = await openTestEngine(declarations);
    await engine.run(sums(1));
    const other = workflow({
      ...sums(1).nodes,
      scaled: { type: 'fail@1', pinned: true, inputs: { a: 'sum.value' } },
    });
    expect((await engine.engine.plan(other)).nodes.scaled).toMatchObject({
      state: 'stale',
      reasons: ['scaled is now fail, was add'],
    });
  });

  it('blocks what cannot run, and nothing else', async () => {
    const engine = await openTestEngine(declarations);
    const document = workflow({
      ...sums(1).nodes,
      two: { type: 'constant@1', params: { value: 'many' } },
      alone: { type: 'constant@1', params: { unheard: 1 } },
    });
    const plan = await engine.engine.plan(document);
    expect(Object.values(plan.nodes).map(({ node, state }) => `${node} ${state}`)).toEqual([
      'one new',
      'two blocked',
      'alone new',
      'sum blocked',
      'scaled blocked',
    ]);
    expect(plan.nodes.two?.reasons).toEqual(['two.value needs a number.']);
    expect(plan.nodes.sum?.reasons).toEqual(['"two", which feeds it, cannot run.']);
  });

  it('estimates from typical times until a run has been measured', async () => {
    const engine = await openTestEngine(declarations);
    const declared = declarations.find(({ type }) => type === 'add')?.typicalMs ?? 0;
    const cold = (await engine.engine.plan(sums(1))).nodes.sum?.estimatedMs;
    // And what a fresh worker takes to load.
    expect(cold).toBeGreaterThan(declared);
    expect(cold).toBeLessThan(declared + 500);
    await engine.run(sums(1));
    expect((await engine.engine.plan(sums(1))).nodes.sum?.estimatedMs).toBe(0);
  });
});

describe('what a run reaches', () => {
  const graph = buildGraph(sums(1), registry);
  it('upstream and downstream', () => {
    expect([...upstreamOf(graph, ['sum'])].sort()).toEqual(['one', 'sum', 'two']);
    expect([...downstreamOf(graph, ['one'])].sort()).toEqual(['one', 'scaled', 'sum']);
  });
});

describe('recipe keys', () => {
  it('depend on values, not on ids, order, labels or layout', () => {
    const step = fc.record({
      plus: fc.integer({ min: -5, max: 5 }),
      a: fc.nat(),
      b: fc.option(fc.nat(), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 20 }),
        fc.infiniteStream(fc.nat()),
        (steps, noise) => {
          const build = (id: (index: number) => string) => {
            const entries: [string, WorkflowNode][] = [[id(0), { type: 'constant@1', params: { value: 1 } }]];
            for (const [index, { plus, a, b }] of steps.entries()) {
              const inputs = {
                a: `${id(a % (index + 1))}.value`,
                ...(b === undefined ? {} : { b: `${id(b % (index + 1))}.value` }),
              };
              entries.push([id(index + 1), { type: 'add@1', params: { plus }, inputs }]);
            }
            return entries;
          };
          const plain = build((index) => `n${index}`);
          const order = new Map(plain.map(([id]) => [id, noise.next().value]));
          const shuffled = build((index) => `other-${index}`)
            .map(([id, node]): [string, WorkflowNode] => [id, { ...node, label: id }])
            .sort(
              ([a], [b]) =>
                (order.get(a.replace('other-', 'n')) ?? 0) - (order.get(b.replace('other-', 'n')) ?? 0),
            );
          const keys = keysOf(workflow(Object.fromEntries(plain)));
          const others = keysOf(workflow(Object.fromEntries(shuffled)));
          for (const [id, key] of Object.entries(keys)) expect(others[id.replace('n', 'other-')]).toBe(key);
        },
      ),
    );
  });

  it('change with everything that a result depends on', () => {
    const keys = [
      keysOf(sums(1)),
      keysOf(sums(2)),
      keysOf(sums(1, 1)),
      keysOf(workflow({ ...sums(1).nodes, scaled: { type: 'add@1', inputs: { a: 'one.value' } } })),
      keysOf(workflow({ ...sums(1).nodes, scaled: { type: 'sign@1', inputs: { a: 'sum.value' } } })),
    ].map((byNode) => byNode.scaled);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('are the same whether a default is written down or not', () => {
    expect(keysOf(workflow({ a: { type: 'constant@1' } }))).toEqual(
      keysOf(workflow({ a: { type: 'constant@1', params: { value: 0 } } })),
    );
  });
});

it('a document of 5,000 nodes is planned without deep recursion', () => {
  const nodes: Record<string, WorkflowNode> = { n0: { type: 'constant@1' } };
  for (let index = 1; index < 5000; index++)
    nodes[`n${index}`] = { type: 'add@1', inputs: { a: `n${index - 1}.value` } };
  expect(Object.values(keysOf(workflow(nodes))).every((key) => key?.length === 32)).toBe(true);
});

it('plans the shipped template without a browser', () => {
  const text = readFileSync(resolve(import.meta.dirname, '../../workflows/living-portrait.json'), 'utf8');
  expect(buildGraph(JSON.parse(text) as WorkflowDocument, registry).order).toContain('encode');
});
