import { NODE_DECLARATIONS } from '../../src/nodes/index.ts';
import type { WorkflowDocument, WorkflowNode } from '../../src/runtime/document.ts';
import { planWorkflow } from '../../src/runtime/plan-workflow.ts';
import type { Recipe } from '../../src/runtime/recipe.ts';
import { NodeRegistry } from '../../src/runtime/registry.ts';
import { buildGraph } from '../../src/runtime/workflow-graph.ts';
import { testNodes } from '../support/arithmetic-nodes.ts';
import { workflow } from '../support/test-engine.ts';
import { judge } from './judge.ts';
import { median, processorTime, shown } from './processor-time.ts';

/**
 * Planning time by graph shape, ms of processor time: a plan in which every key is new, and one in which none is.
 *
 * What is judged is what an editor meets from about the tenth edit of a workflow on: plans of one size, one after the
 * other, by code that is compiled, each of a document that came through a message and shares no object with the one
 * before. The very first plan, whose code is not compiled yet, is shown beside it. For growth, sizes take turns, and
 * each turn plans as many nodes in all, so that the garbage collector and what else the machine does meet all alike.
 */

const registry = new NodeRegistry([...NODE_DECLARATIONS, ...testNodes().declarations]);
const REPEATS = 15;
const JUDGED_REPEATS = 60;
/** Before these the code is not compiled. */
const WARM_UP = 20;
const SIZES = [100, 1_000, 5_000, 10_000] as const;
/** The document of the bound, and the largest. */
const JUDGED_SIZE = 1_000;
const LARGEST_SIZE = 10_000;
const BOUND_MS = 10;
/**
 * Of the largest, ms per node over the same of a smaller size: in proportion is 1; the square is 2, and 10. Sizes are
 * compared turn by turn, and the turn in the middle counts: what else the machine does meets both of a pair. A plan of
 * 1,000 lies in the processor's caches and is garbage as a whole when the collector comes; what is larger than the
 * collector's nursery (16 MB, at 2 kB per node: between 5,000 and 10,000) is copied while the rest is made. That step is
 * there once, and with a nursery of 128 MB it is not there: 1.04 to 1.10 from 5,000 on.
 */
const LINEAR_BOUNDS = [
  [5_000, 1.3],
  [1_000, 1.8],
] as const;

const SHAPES: Readonly<Record<string, (count: number) => WorkflowDocument>> = {
  /** Each node feeds the next. */
  chain: (count) => addNodes(count, (index) => [index - 1]),
  /** Rows of 32; each node takes the one above and the one to the left. */
  grid: (count) => addNodes(count, (index) => [Math.max(0, index - 32), index - 1]),
  /** One node feeds all. */
  fan: (count) => addNodes(count, () => [0]),
};

function addNodes(count: number, sources: (index: number) => readonly number[]): WorkflowDocument {
  const nodes: Record<string, WorkflowNode> = { n0: { type: 'constant@1', params: { value: 1 } } };
  for (let index = 1; index < count; index++) {
    const [a, b] = sources(index);
    const inputs = { a: `n${a}.value`, ...(b === undefined ? {} : { b: `n${b}.value` }) };
    nodes[`n${index}`] = { type: 'add@1', params: { plus: index }, inputs };
  }
  return workflow(nodes);
}

/** The same document with another number at its source: every key changes. */
function edited(document: WorkflowDocument, value: number): WorkflowDocument {
  return { ...document, nodes: { ...document.nodes, n0: { type: 'constant@1', params: { value } } } };
}

function plan(document: WorkflowDocument, last: ReadonlyMap<string, Recipe>) {
  return planWorkflow(buildGraph(document, registry), {
    assetHash: () => undefined,
    modelHash: () => undefined,
    isStored: () => false,
    lastRecipe: (node) => last.get(node),
    estimate: () => 1,
  });
}

/** Processor time of one plan, ms, from as many of them as make up the largest. */
async function perPlan(count: number, planOnce: () => unknown): Promise<number> {
  const rounds = LARGEST_SIZE / count;
  const all = await processorTime(() => {
    for (let round = 0; round < rounds; round++) planOnce();
  });
  return all / rounds;
}

let isFirst = true;
for (const [shape, build] of Object.entries(SHAPES)) {
  const document = build(JUDGED_SIZE);
  let recipes: ReadonlyMap<string, Recipe> = new Map();
  const judged: number[] = [];
  for (let repeat = 0; repeat < JUDGED_REPEATS; repeat++) {
    const received = structuredClone(edited(document, repeat + 2));
    judged.push(
      await processorTime(() => {
        recipes = plan(received, recipes).recipes;
      }),
    );
  }
  const warm = judged.slice(WARM_UP);
  const first = isFirst ? `, the first of all ${judged[0]?.toFixed(1)} ms` : '';
  isFirst = false;
  console.log(
    `planner ${shape.padEnd(5)} ${JUDGED_SIZE} nodes, again and again: ${shown(warm, 1)} ms${first}`,
  );
  judge(`planning a ${shape} of ${JUDGED_SIZE} nodes, ms`, median(warm), { atMost: BOUND_MS });
  await growth(shape, build);
}

async function growth(shape: string, build: (count: number) => WorkflowDocument): Promise<void> {
  const graphs = SIZES.map((count) => {
    const document = build(count);
    const last = plan(document, new Map()).recipes;
    return { count, document, last, cold: [] as number[], same: [] as number[] };
  });
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    for (const { count, document, last, cold, same } of graphs) {
      const changed = edited(document, repeat + 2);
      cold.push(await perPlan(count, () => plan(changed, last)));
      same.push(await perPlan(count, () => plan(document, last)));
    }
  }
  for (const { count, cold, same } of graphs) {
    console.log(
      `planner ${shape.padEnd(5)} ${String(count).padStart(5)} nodes: all keys new ${shown(cold, 1)} ms, none ${shown(same, 1)} ms`,
    );
  }
  const of = (size: number) => graphs.find(({ count }) => count === size)?.cold ?? [];
  const growthFrom = (size: number) => {
    const smaller = of(size);
    return median(of(LARGEST_SIZE).map((ms, turn) => ms / LARGEST_SIZE / ((smaller[turn] ?? 0) / size)));
  };
  for (const [from, atMost] of LINEAR_BOUNDS) {
    judge(`planning a ${shape} of ${LARGEST_SIZE}, per node over ${from}`, growthFrom(from), { atMost });
  }
}
