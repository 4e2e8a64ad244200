import 'fake-indexeddb/auto';
import { IndexedDbStore } from '../../src/runtime/cache/indexeddb-store.ts';
import { MemoryStore } from '../../src/runtime/cache/memory-store.ts';
import type { WorkflowDocument, WorkflowNode } from '../../src/runtime/document.ts';
import { testNodes } from '../support/arithmetic-nodes.ts';
import { openTestEngine, workflow } from '../support/test-engine.ts';

/** What the engine itself costs: 1,000 nodes that compute nothing, run new, unchanged, and changed at the source. */

const COUNT = 1_000;
const REPEATS = 5;

/** Rows of 32; each node adds the one above and the one to the left. */
function grid(source: number): WorkflowDocument {
  const nodes: Record<string, WorkflowNode> = { n0: { type: 'constant@1', params: { value: source } } };
  for (let index = 1; index < COUNT; index++) {
    const inputs = { a: `n${Math.max(0, index - 32)}.value`, b: `n${index - 1}.value` };
    // Kept small: sums of sums would grow beyond all numbers.
    nodes[`n${index}`] =
      index % 2 === 0
        ? { type: 'add@1', params: { plus: index }, inputs }
        : { type: 'sign@1', inputs: { a: inputs.b } };
  }
  return workflow(nodes);
}

async function measure(name: string, store: MemoryStore | IndexedDbStore): Promise<void> {
  const { declarations, ledger } = testNodes();
  const engine = await openTestEngine(declarations, { store });
  const times = { new: [] as number[], unchanged: [] as number[], changed: [] as number[] };
  const timed = async (kind: keyof typeof times, document: WorkflowDocument) => {
    ledger.length = 0;
    const started = performance.now();
    const { outcome } = await engine.run(document);
    times[kind].push((performance.now() - started) / (kind === 'unchanged' ? 1 : Math.max(1, ledger.length)));
    if (outcome !== 'done') throw new Error(`the run ended as ${outcome}`);
  };
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    await engine.cache.clear();
    await timed('new', grid(1));
    await timed('unchanged', grid(1));
    await timed('changed', grid(2 + repeat));
  }
  const median = (values: number[]) => (values.sort((a, b) => a - b)[REPEATS >> 1] ?? 0).toFixed(2);
  console.log(
    `engine ${name}: ${median(times.new)} ms per new node, ${median(times.unchanged)} ms for ${COUNT} unchanged nodes, ` +
      `${median(times.changed)} ms per node that ran after a change`,
  );
}

await measure('in memory', new MemoryStore());
await measure('with a simulated database', await IndexedDbStore.open());
