import type { WorkflowDocument, WorkflowNode } from '../../src/runtime/document.ts';
import type { LaneTask } from '../../src/runtime/engine/lane.ts';
import type { Lane } from '../../src/runtime/node.ts';
import { NodeRegistry } from '../../src/runtime/registry.ts';
import { testNodes } from '../support/arithmetic-nodes.ts';
import { type FinishedRun, openTestEngine, type TestEngine, workflow } from '../support/test-engine.ts';
import { type SpinCost, SpinThread, threadLanes } from '../support/thread-lanes.ts';
import { judge } from './judge.ts';
import { median } from './processor-time.ts';

/**
 * What the engine adds to real work and how much of it goes side by side, on threads that keep cores busy. All are
 * ratios of one run; beside those that need a second core stands what two threads without an engine reach here and now.
 */

const REPEATS = 7;
/** About 40 ms of a core. */
const ROUNDS = 40_000_000;
/** Stages of the chain, and the one that is tweaked. */
const STAGES = 10;
const TWEAKED = 6;

type Sizes = Readonly<Record<Lane, number>>;

async function open(sizes: Sizes, costOf: (task: LaneTask) => SpinCost): Promise<TestEngine> {
  const { declarations } = testNodes();
  const lanes = threadLanes(new NodeRegistry(declarations), sizes, costOf);
  return openTestEngine(declarations, { lanes, chunkBytes: CHUNK_BYTES });
}

function msOf({ events, outcome }: FinishedRun): number {
  const end = events.find((event) => event.kind === 'run-ended');
  if (outcome !== 'done' || end?.kind !== 'run-ended') throw new Error(`the run ended as ${outcome}`);
  return end.ms;
}

/** n0 -> n1 -> … each adds to the one before. */
function chain(tweak: number): WorkflowDocument {
  const nodes: Record<string, WorkflowNode> = { n0: { type: 'constant@1', params: { value: 1 } } };
  for (let index = 1; index < STAGES; index++) {
    const params = { plus: index === TWEAKED ? tweak : index };
    nodes[`n${index}`] = { type: 'add@1', params, inputs: { a: `n${index - 1}.value` } };
  }
  return workflow(nodes);
}

/** Time of a run in which one stage was changed, over what it and those below it computed. */
async function tweakRatio(): Promise<number> {
  const engine = await open({ gpu: 1, cpu: 1, codec: 1 }, () => ({ rounds: ROUNDS }));
  await engine.run(chain(0));
  const ratios: number[] = [];
  for (let repeat = 1; repeat <= REPEATS; repeat++) {
    const run = await engine.run(chain(100 + repeat));
    const computed = run.events.flatMap((event) => (event.kind === 'committed' ? [event.ms] : []));
    if (computed.length !== STAGES - TWEAKED) throw new Error(`${computed.length} stages ran`);
    ratios.push(msOf(run) / computed.reduce((sum, ms) => sum + ms, 0));
  }
  engine.engine.dispose();
  return median(ratios);
}

/** Two chains of four that share nothing. */
function branches(seed: number): WorkflowDocument {
  const nodes: Record<string, WorkflowNode> = {};
  for (const branch of ['a', 'b']) {
    nodes[`${branch}0`] = { type: 'constant@1', params: { value: seed + (branch === 'a' ? 0 : 0.5) } };
    for (let index = 1; index < 4; index++) {
      nodes[`${branch}${index}`] = {
        type: 'add@1',
        params: { plus: index },
        inputs: { a: `${branch}${index - 1}.value` },
      };
    }
  }
  return workflow(nodes);
}

/** How much faster two branches are on two workers than on one; and two threads without an engine. */
async function branchSpeedUp(): Promise<{ readonly engine: number; readonly bare: number }> {
  const one = await open({ gpu: 1, cpu: 1, codec: 1 }, () => ({ rounds: ROUNDS }));
  const two = await open({ gpu: 1, cpu: 2, codec: 1 }, () => ({ rounds: ROUNDS }));
  const threads = [new SpinThread(), new SpinThread()];
  const engine: number[] = [];
  const bare: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    engine.push(msOf(await one.run(branches(repeat))) / msOf(await two.run(branches(repeat))));
    bare.push((await spinTime(threads, false)) / (await spinTime(threads, true)));
  }
  for (const { engine: opened } of [one, two]) opened.dispose();
  await Promise.all(threads.map((thread) => thread.end()));
  return { engine: median(engine), bare: median(bare) };
}

async function spinTime(threads: readonly SpinThread[], together: boolean): Promise<number> {
  const started = performance.now();
  if (together) await Promise.all(threads.map((thread) => thread.spin(4 * ROUNDS)));
  else for (const thread of threads) await thread.spin(4 * ROUNDS);
  return performance.now() - started;
}

/** Frames of 2 x 2, two in a chunk: only the time counts here. */
const CHUNK_BYTES = 32;
const CHUNKS = 12;

function film(seed: number): WorkflowDocument {
  return workflow({
    start: { type: 'constant@1', params: { value: seed } },
    render: { type: 'ramp@1', params: { frames: 2 * CHUNKS, side: 2 }, inputs: { start: 'start.value' } },
    encode: { type: 'first-bytes@1', inputs: { clip: 'render.clip' } },
  });
}

/** Rendering and encoding at once over one after the other; the encoder takes as long as the renderer. */
async function overlapRatio(): Promise<number> {
  const costOf = (task: LaneTask): SpinCost => {
    if (task.nodeType === 'first-bytes') return { rounds: 0, perChunk: ROUNDS };
    return { rounds: task.kind === 'render' ? ROUNDS : 0 };
  };
  const engine = await open({ gpu: 1, cpu: 1, codec: 1 }, costOf);
  const ratios: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const rendered = msOf(await engine.run(film(2 * repeat), { mode: 'to', targets: ['render'] }));
    const encoded = msOf(await engine.run(film(2 * repeat)));
    ratios.push(msOf(await engine.run(film(2 * repeat + 1))) / (rendered + encoded));
  }
  engine.engine.dispose();
  return median(ratios);
}

const BOUNDS = { tweak: 0.05, branches: 1.8, overlap: 0.75 } as const;

const show = (value: number) => value.toFixed(2);
const tweak = (await tweakRatio()) - 1;
judge(`tweak of stage ${TWEAKED} of ${STAGES}, above its own and downstream`, tweak, {
  atMost: BOUNDS.tweak,
});
const { engine, bare } = await branchSpeedUp();
const core = `  (two bare threads: ${show(bare)})`;
judge('two branches on two workers over one worker', engine, { atLeast: BOUNDS.branches }, core);
const best = show((CHUNKS + 1) / (2 * CHUNKS));
const beside = `  (at best ${best}; two bare threads: ${show(1 / bare)})`;
judge(
  'render and encode overlapped, of one after the other',
  await overlapRatio(),
  { atMost: BOUNDS.overlap },
  beside,
);
