import type * as Ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { testNodes } from '../../tests/support/arithmetic-nodes.ts';
import { samplePhoto } from '../../tests/support/photos.ts';
import { testContext } from '../../tests/support/run-context.ts';
import { type FinishedRun, fates, openTestEngine, workflow } from '../../tests/support/test-engine.ts';
import { loadOnnxRuntime, type OnnxRuntime } from '../inference/onnx-runtime.ts';
import { MemoryStore } from '../runtime/cache/memory-store.ts';
import { inProcessLanes } from '../runtime/engine/in-process-lanes.ts';
import { defineNode, type NodeDeclaration, type NodeSpec } from '../runtime/node.ts';
import { NodeRegistry } from '../runtime/registry.ts';
import type { ImageValue } from '../values/value.ts';
import { spec as detectSpec } from './detect-faces/detect-faces.node.ts';
import * as detectRun from './detect-faces/detect-faces.run.ts';
import { spec as landmarksSpec } from './landmarks/landmarks.node.ts';
import * as landmarksRun from './landmarks/landmarks.run.ts';
import { spec as matteSpec } from './matte/matte.node.ts';
import * as matteRun from './matte/matte.run.ts';

/** What the nodes reach models through; a fresh one is a fresh worker. */
const worker = vi.hoisted(() => ({
  session: undefined as unknown as typeof import('../inference/session.ts'),
}));
vi.mock('../inference/session.ts', () => ({
  runModel: (...given: Parameters<typeof worker.session.runModel>) => worker.session.runModel(...given),
}));

/**
 * Real nodes with real models, whose sessions fail at every call in turn. Each model is loaded once and asked each
 * question once: what follows is the same answers, with faults among them.
 */

type Session = Ort.InferenceSession;
type Feeds = Readonly<Record<string, Ort.Tensor>>;
type Call = 'load' | 'create' | 'run';
type Results = Readonly<Record<string, { readonly data: Float32Array; readonly dims: readonly number[] }>>;

/** Answers a call otherwise than it should. */
type Fault = (results?: Results) => unknown;

const FAULTS: Readonly<Record<string, { readonly at: readonly Call[]; readonly fault: Fault }>> = {
  'memory runs out or the device is lost': {
    at: ['load', 'create', 'run'],
    fault: () => fail('out of memory', RangeError),
  },
  'the outputs are not finite': {
    at: ['run'],
    fault: (results) =>
      results && each(results, ({ data, dims }) => ({ data: data.map(() => Number.NaN), dims })),
  },
  'the outputs are cut short': {
    at: ['run'],
    fault: (results) => results && each(results, ({ data, dims }) => ({ data: data.subarray(1), dims })),
  },
};

function fail(message: string, Kind = Error): never {
  throw new Kind(message);
}

function each<T>(results: Results, change: (result: Results[string]) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(results).map(([name, result]) => [name, change(result)]));
}

const sessions = new Map<string, Promise<Session>>();
const answers = new Map<string, Promise<Results>>();

function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum = (sum * 31 + value) % 1e9;
  return sum;
}

/** The runtime that the nodes get: the real one, with faults where `isFault` says so. */
function faultyRuntime(real: OnnxRuntime, meet: (call: Call, results?: Results) => unknown): OnnxRuntime {
  const create = async (bytes: Uint8Array, options: Ort.InferenceSession.SessionOptions) => {
    meet('create');
    const id = `${bytes.length} ${sumOf(bytes.subarray(0, 4096))}`;
    const known =
      sessions.get(id) ?? real.InferenceSession.create(bytes, { ...options, executionProviders: ['wasm'] });
    sessions.set(id, known);
    const session = await known;
    const run = async (feeds: Feeds) => {
      const question = `${id} ${Object.values(feeds).map(({ data }) => sumOf(data as Float32Array))}`;
      const asked = answers.get(question) ?? (session.run(feeds) as unknown as Promise<Results>);
      answers.set(question, asked);
      const results = await asked;
      return meet('run', results) || results;
    };
    const { inputMetadata, outputMetadata } = session;
    return { run, inputMetadata, outputMetadata, release: async () => undefined };
  };
  return { ...real, Tensor: real.Tensor, InferenceSession: { create } } as unknown as OnnxRuntime;
}

const photoSpec = {
  type: 'photo',
  version: 1,
  implementation: 1,
  title: 'Photo',
  summary: 'A sample photo.',
  category: 'input',
  keywords: [],
  lane: 'cpu',
  purity: 'pure',
  inputs: {},
  outputs: { image: { type: 'Image', label: 'Image' } },
  params: {},
  typicalMs: 1,
} as const satisfies NodeSpec;

const photo = halved(samplePhoto('astronaut'));

/** Every other pixel: all that is computed from it is done sooner. */
function halved({ type, width, height, data }: ImageValue): ImageValue {
  const [columns, rows] = [width >> 1, height >> 1];
  const pixels = new Uint32Array(data.buffer);
  const kept = Uint32Array.from({ length: columns * rows }, (_none, index) => {
    const y = Math.floor(index / columns);
    return pixels[y * 2 * width + (index - y * columns) * 2] ?? 0;
  });
  return { type, width: columns, height: rows, data: new Uint8ClampedArray(kept.buffer) };
}

const analysis = workflow({
  photo: { type: 'photo@1' },
  faces: { type: 'detect-faces@1', params: { effort: 'quick' }, inputs: { image: 'photo.image' } },
  marks: { type: 'landmarks@1', inputs: { image: 'photo.image', faces: 'faces.faces' } },
  matte: { type: 'matte@1', params: { reach: 0 }, inputs: { image: 'photo.image' } },
  number: { type: 'constant@1', params: { value: 2 } },
  sum: { type: 'add@1', params: { plus: 1 }, inputs: { a: 'number.value' } },
});
const WITH_MODELS = ['faces', 'marks', 'matte'];
const WITHOUT = ['number committed', 'photo committed', 'sum committed'];

/** A fresh worker: sessions, and that a GPU failed, are remembered for as long as one lives. */
async function runFresh(
  hasGpu: boolean,
  fault: Fault,
  fails: (call: number, build: string) => boolean,
  store = new MemoryStore(),
) {
  const calls: Call[] = [];
  const load = async (build: string) => {
    const meet = (call: Call, results?: Results) =>
      fails(calls.push(call) - 1, build) ? fault(results) : undefined;
    meet('load');
    return faultyRuntime(runtime, meet);
  };
  vi.resetModules();
  vi.doMock('../inference/onnx-runtime.ts', () => ({ loadOnnxRuntime: load }));
  worker.session = await vi.importActual<typeof worker.session>('../inference/session.ts');
  const declarations: readonly NodeDeclaration[] = [
    defineNode(photoSpec, async () => ({ run: async () => ({ image: photo }) })),
    defineNode(detectSpec, async () => detectRun),
    defineNode(landmarksSpec, async () => landmarksRun),
    defineNode(matteSpec, async () => matteRun),
    ...testNodes().declarations,
  ];
  const { readModel } = testContext();
  const lanes = inProcessLanes(new NodeRegistry(declarations), { readModel, hasGpu, threads: 1 });
  const engine = await openTestEngine(declarations, { lanes, store });
  const run = await engine.run(analysis);
  const [faces, matte] = await Promise.all(
    ['marks.faces', 'matte.matte'].map((port) => engine.output(analysis, port)),
  );
  return { run, calls, outputs: { faces, matte } };
}

const failuresIn = ({ events }: FinishedRun) =>
  events.flatMap((event) => (event.kind === 'failed' ? [{ node: event.node, ...event.error }] : []));
const noticesOf = ({ events }: FinishedRun) =>
  events.flatMap((event) => (event.kind === 'committed' ? event.notices : [])).join();

let runtime: OnnxRuntime;
let reference: Awaited<ReturnType<typeof runFresh>>;
beforeAll(async () => {
  runtime = await loadOnnxRuntime('wasm', 1);
  const sound = () => undefined;
  reference = await runFresh(false, sound, () => false);
}, 60_000);

it('a model run takes several calls of each kind', () => {
  expect(reference.run.outcome).toBe('done');
  for (const call of ['load', 'create', 'run'] as const) {
    expect(reference.calls.filter((made) => made === call).length).toBeGreaterThan(2);
  }
});

describe.each(Object.entries(FAULTS))('while %s', { timeout: 300_000 }, (_name, { at, fault }) => {
  /** Places of the calls that the fault can meet; of those that fail alike, the first and the last. */
  const places = () => {
    const all = [...reference.calls.keys()].filter((place) => at.includes(reference.calls[place] as Call));
    return at.length > 1 ? all : [...new Set([all[0] ?? 0, all.at(-1) ?? 0])];
  };

  it('at any call on the GPU, models run on the processor from then on, and that is said', async () => {
    for (const place of places()) {
      const fails = (call: number, build: string) => build === 'webgpu' && call >= place;
      const { run, outputs } = await runFresh(true, fault, fails);
      expect(failuresIn(run)).toEqual([]);
      expect(outputs).toEqual(reference.outputs);
      expect(noticesOf(run)).toMatch(/The GPU could not run the models|The model runtime/);
    }
  });

  it('at any one call on the processor, that is done once more', async () => {
    for (const place of places()) {
      const { run, outputs } = await runFresh(false, fault, (call) => call === place);
      expect(failuresIn(run)).toEqual([]);
      expect(outputs).toEqual(reference.outputs);
    }
  });

  it('from any call on, only nodes with models fail, clearly; the next run goes on', async () => {
    for (const place of places()) {
      const store = new MemoryStore();
      const { run } = await runFresh(false, fault, (call) => call >= place, store);
      expect(failuresIn(run).length).toBeGreaterThan(0);
      for (const { node, code, remedy } of failuresIn(run)) {
        expect(WITH_MODELS).toContain(node);
        expect(code).toMatch(/^(model-failed|model-not-finite|runtime-failed)$/);
        expect(remedy).not.toBe('');
      }
      expect(fates(run)).toEqual(expect.arrayContaining(WITHOUT));
      const again = await runFresh(false, fault, () => false, store);
      expect(again.run.outcome).toBe('done');
      expect(again.outputs).toEqual(reference.outputs);
    }
  });
});
