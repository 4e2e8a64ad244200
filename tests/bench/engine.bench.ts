import 'fake-indexeddb/auto';
import { IndexedDbStore } from '../../src/runtime/cache/indexeddb-store.ts';
import { MemoryStore } from '../../src/runtime/cache/memory-store.ts';
import type { WorkflowDocument, WorkflowNode } from '../../src/runtime/document.ts';
import { testNodes } from '../support/arithmetic-nodes.ts';
import { openTestEngine, workflow } from '../support/test-engine.ts';
import { judge } from './judge.ts';
import { median, processorTime, shown } from './processor-time.ts';

/** What the engine itself costs, ms of processor time: 1,000 nodes that compute nothing, run new, unchanged, and changed at the source. */

const COUNT = 1_000;
const REPEATS = 20;
/** Rounds in which the code is still being compiled: they are run and not judged, as in the planner's benchmark. */
const WARM_UP = 5;
/** ms for {@link COUNT} nodes whose results are stored. */
const UNCHANGED_BOUND_MS = 50;
/** ms per node that ran, all but its own work: planning, queues, cloning to and from the worker, hashing, storing. */
const NODE_BOUND_MS = 0.2;

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

async function measure(name: string, store: MemoryStore | IndexedDbStore) {
  const { declarations, ledger } = testNodes();
  const engine = await openTestEngine(declarations, { store, keepsEvents: false });
  const times = { new: [] as number[], unchanged: [] as number[], changed: [] as number[] };
  const timed = async (kind: keyof typeof times, document: WorkflowDocument) => {
    ledger.length = 0;
    const ms = await processorTime(async () => {
      const { outcome } = await engine.run(document);
      if (outcome !== 'done') throw new Error(`the run ended as ${outcome}`);
    });
    times[kind].push(ms / (kind === 'unchanged' ? 1 : Math.max(1, ledger.length)));
  };
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    await engine.cache.clear();
    await timed('new', grid(1));
    await timed('unchanged', grid(1));
    await timed('changed', grid(2 + repeat));
  }
  const first = times.new[0]?.toFixed(2);
  for (const values of Object.values(times)) values.splice(0, WARM_UP);
  const show = (values: readonly number[]) => shown(values, 3);
  console.log(
    `engine ${name}: ${show(times.new)} ms per new node, ${show(times.unchanged)} ms for ${COUNT} unchanged nodes, ` +
      `${show(times.changed)} ms per node that ran after a change; ${first} ms per node in the first run of all`,
  );
  return times;
}

const inMemory = await measure('in memory', new MemoryStore());
judge(`run of ${COUNT} unchanged nodes, ms`, median(inMemory.unchanged), { atMost: UNCHANGED_BOUND_MS });
judge('engine per executed node, ms', median(inMemory.new), { atMost: NODE_BOUND_MS });
judge('engine per node executed after a change, ms', median(inMemory.changed), { atMost: NODE_BOUND_MS });
await measure('with a simulated database', await IndexedDbStore.open());
