import { describe, expect, it } from 'vitest';
import { testNodes } from '../../../tests/support/arithmetic-nodes.ts';
import { workflow } from '../../../tests/support/test-engine.ts';
import type { WorkflowNode } from '../document.ts';
import { planWorkflow } from '../plan-workflow.ts';
import { NodeRegistry } from '../registry.ts';
import { buildGraph } from '../workflow-graph.ts';
import { expectedRunMs } from './expected-run.ts';

/** Work by node, ms; `first-bytes` has the lane of codecs, all others that of processors. */
function expected(
  nodes: Readonly<Record<string, WorkflowNode>>,
  work: Readonly<Record<string, number>>,
  cpu: number,
): number {
  const plan = planWorkflow(buildGraph(workflow(nodes), new NodeRegistry(testNodes().declarations)), {
    assetHash: () => undefined,
    modelHash: () => undefined,
    isStored: () => false,
    lastRecipe: () => undefined,
    estimate: () => 0,
  });
  return expectedRunMs(plan, plan.order, (id) => work[id] ?? 0, { gpu: 1, cpu, codec: 1 });
}

const constant: WorkflowNode = { type: 'constant@1' };
const add = (a: string): WorkflowNode => ({ type: 'add@1', inputs: { a: `${a}.value` } });
const ramp = (start: string): WorkflowNode => ({ type: 'ramp@1', inputs: { start: `${start}.value` } });
const bytesOf = (clip: string): WorkflowNode => ({
  type: 'first-bytes@1',
  inputs: { clip: `${clip}.clip` },
});

describe('a run is expected to take no less than', () => {
  it('its longest chain', () => {
    const nodes = { start: constant, left: add('start'), right: add('start'), end: add('left') };
    expect(expected(nodes, { start: 5, left: 10, right: 12, end: 20 }, 8)).toBe(35);
  });

  it('all its work over the cores', () => {
    const nodes = { start: constant, left: add('start'), right: add('start') };
    expect(expected(nodes, { left: 10, right: 12 }, 1)).toBe(22);
  });

  it('the work of a lane, with what comes before the first of it and after the last', () => {
    // Two clips are read by the one worker for codecs, after a start that both need.
    const nodes = {
      start: constant,
      one: ramp('start'),
      two: ramp('start'),
      readOne: bytesOf('one'),
      readTwo: bytesOf('two'),
    };
    expect(expected(nodes, { start: 50, readOne: 100, readTwo: 120 }, 4)).toBe(50 + 220);
  });

  it('nothing for what is stored', () => {
    expect(expected({ start: constant, sum: add('start') }, {}, 2)).toBe(0);
  });
});
