import type { WorkflowDocument, WorkflowNode } from '../../src/runtime/document.ts';
import {
  type LaneHost,
  type LaneTask,
  type TaskResult,
  WorkerLostError,
} from '../../src/runtime/engine/lane.ts';
import { SuddenEnd } from '../../src/runtime/engine/sudden-end.ts';
import { defineNode, type Lane, type NodeDeclaration, type NodeSpec } from '../../src/runtime/node.ts';
import type { RunRequest } from '../../src/runtime/plan.ts';
import type { GraphNode } from '../../src/runtime/workflow-graph.ts';
import { openTestEngine, type TestEngine, workflow } from './test-engine.ts';
import { VirtualClock } from './virtual-clock.ts';

/**
 * The engine in virtual time: its own planning, queues, pools and cache, with workers that only take as long as a
 * task says. What it decides is what it would decide on a real machine with these lanes.
 */

/** One piece of simulated work; it waits for others by their index. */
export interface Work {
  readonly lane: Lane;
  /** How long it really takes, ms. */
  readonly ms: number;
  readonly after: readonly number[];
}

export type LaneSizes = Readonly<Record<Lane, number>>;

const LANES: readonly Lane[] = ['gpu', 'cpu', 'codec'];

/** Any number of inputs enter by one that gathers; its wires would be one list, so each has a port of its own. */
const INPUT_PORTS = Array.from({ length: 8 }, (_, index) => `in${index}`);

const number = {
  kind: 'number',
  label: 'Number',
  help: 'A number.',
  default: 0,
  min: 0,
  max: 1e9,
  step: 1,
} as const;

function workNode(lane: Lane): NodeDeclaration {
  const spec: NodeSpec = {
    type: `work-${lane}`,
    version: 1,
    implementation: 1,
    title: 'Work',
    summary: 'Takes a while.',
    category: 'input',
    keywords: [],
    lane,
    purity: 'pure',
    inputs: Object.fromEntries(
      INPUT_PORTS.map((port) => [port, { type: 'Number', label: port, optional: true } as const]),
    ),
    outputs: { value: { type: 'Number', label: 'Value' } },
    params: { ms: number, id: number },
    typicalMs: 1,
  };
  return defineNode(spec, async () => ({ run: () => Promise.reject(new Error('simulated elsewhere')) }));
}

/** Nodes of a document that do this work, named `w0`, `w1` … after their index. @param from first id, so that runs share no work */
export function workDocument(work: readonly Work[], from = 0): WorkflowDocument {
  const nodes = work.map(({ lane, ms, after }, index): [string, WorkflowNode] => [
    `w${index}`,
    {
      type: `work-${lane}@1`,
      params: { ms, id: from + index },
      inputs: Object.fromEntries(after.map((source, at) => [INPUT_PORTS[at], `w${source}.value`])),
    },
  ]);
  return workflow(Object.fromEntries(nodes));
}

export interface Simulation {
  readonly clock: VirtualClock;
  readonly engine: TestEngine;
}

/** @param expect what the engine believes that work of so many ms will take; the truth unless told otherwise */
export async function openSimulation(
  sizes: LaneSizes,
  expect: (ms: number, node: string) => number = (ms) => ms,
): Promise<Simulation> {
  const clock = new VirtualClock();
  const engine = await openTestEngine(LANES.map(workNode), {
    lanes: simulatedLanes(sizes, clock),
    clock,
    estimate: ({ params, id }: GraphNode) => expect(Number(params.ms), id),
  });
  return { clock, engine };
}

/** Ids are never used twice. */
const IDS_PER_RUN = 1000;
let nextId = 1;

/** Begins a run now and tells when it ended, in virtual ms. Work is never shared between runs. */
export async function begin(
  { engine, clock }: Simulation,
  work: readonly Work[],
  urgency: RunRequest['urgency'] = 'interactive',
): Promise<{ readonly end: Promise<number> }> {
  nextId += IDS_PER_RUN;
  const id = await engine.engine.run(workDocument(work, nextId), { mode: 'all', urgency });
  return { end: engine.ended(id).then(() => clock.now()) };
}

/** Virtual time that the whole document takes, ms. */
export async function simulate(
  work: readonly Work[],
  sizes: LaneSizes,
  expect?: (ms: number, node: string) => number,
): Promise<number> {
  const { clock, engine } = await openSimulation(sizes, expect);
  const { events, outcome } = await clock.until(engine.run(workDocument(work)));
  const end = events.find((event) => event.kind === 'run-ended');
  if (outcome !== 'done' || end?.kind !== 'run-ended') throw new Error(`the run ended as ${outcome}`);
  return end.ms;
}

/**
 * No schedule is shorter than this: the longest chain; all work over all workers; and for each lane what must come
 * before its first piece and after its last, with its own work over its workers between.
 */
export function lowerBound(work: readonly Work[], sizes: LaneSizes): number {
  const head = work.map(() => 0);
  const tail = work.map(() => 0);
  for (const [index, { after }] of work.entries()) {
    for (const source of after) {
      head[index] = Math.max(head[index] as number, (head[source] as number) + (work[source] as Work).ms);
    }
  }
  for (let index = work.length - 1; index >= 0; index--) {
    const { ms, after } = work[index] as Work;
    for (const source of after) tail[source] = Math.max(tail[source] as number, (tail[index] as number) + ms);
  }
  const chains = work.map(({ ms }, index) => (head[index] as number) + ms + (tail[index] as number));
  const bounds = LANES.map((lane) => {
    const own = work.flatMap((piece, index) => (piece.lane === lane ? [index] : []));
    if (own.length === 0) return 0;
    const least = (values: readonly number[]) => Math.min(...own.map((index) => values[index] as number));
    const total = own.reduce((sum, index) => sum + (work[index] as Work).ms, 0);
    return least(head) + total / sizes[lane] + least(tail);
  });
  const all = work.reduce((sum, { ms }) => sum + ms, 0);
  const workers = sizes.gpu + sizes.cpu + sizes.codec;
  return Math.max(...chains, ...bounds, all / workers);
}

function simulatedLanes(sizes: LaneSizes, clock: VirtualClock): LaneHost {
  return {
    sizes,
    spawn: () => {
      const end = new SuddenEnd();
      return {
        perform: (task) => end.guard(clock.pause(workMs(task)).then(() => resultOf(task))),
        cancel: () => end.come(new WorkerLostError('cancelled')),
        dispose: () => end.come(new WorkerLostError('disposed')),
      };
    },
  };
}

function workMs(task: LaneTask): number {
  return 'params' in task ? Number(task.params.ms) : 0;
}

function resultOf(task: LaneTask): TaskResult {
  const value = 'params' in task ? Number(task.params.id) : 0;
  return { kind: 'outputs', outputs: { value: { type: 'Number', value } }, ms: workMs(task) };
}
