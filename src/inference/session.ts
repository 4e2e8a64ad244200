import type * as Ort from 'onnxruntime-web/wasm';
import { ModelError } from '../values/errors.ts';
import { KeptByContent } from './kept-by-content.ts';
import { type ModelEntry, modelEntry, type TensorContract } from './manifest.ts';
import { loadOnnxRuntime, type OnnxRuntime, type RuntimeBuild } from './onnx-runtime.ts';

/** What running a model needs from its host; a node's run context has all of it. */
export interface ModelHost {
  readonly signal: AbortSignal;
  notice(message: string): void;
  /** Verified bytes of a model file. @throws {ModelError} */
  readModel(id: string): Promise<Uint8Array>;
  /** Told what is done once per worker: hosts keep that time apart. */
  settingUp?<T>(work: Promise<T>): Promise<T>;
  readonly hasGpu: boolean;
  readonly threads: number;
}

/** Values of an input, row-major; with the shape where the manifest leaves axes free. */
export type ModelInput = Float32Array | { readonly data: Float32Array; readonly shape: readonly number[] };

/** Output tensors by name, row-major. */
export type ModelOutputs = Readonly<Record<string, Float32Array>>;

interface LoadedModel {
  readonly session: Ort.InferenceSession;
  readonly runtime: OnnxRuntime;
  /** Runs of one session follow each other: the runtime does not take two at a time. */
  tail: Promise<unknown>;
}

/**
 * On the CPU the further graph optimisations take longer than they save on models this small: half of a
 * session's start, nothing of a run.
 */
const SESSION_OPTIONS: Readonly<Record<RuntimeBuild, Ort.InferenceSession.SessionOptions>> = {
  wasm: { executionProviders: ['wasm'], graphOptimizationLevel: 'basic' },
  webgpu: { executionProviders: ['webgpu'] },
};

const models = new Map<string, Promise<LoadedModel>>();

/** Answers that are likely to be asked for again: pictures stay while settings of what comes after them change. */
const answers = new KeptByContent<unknown, ModelOutputs>({ most: 24, bytes: 16 * 1024 ** 2 });

/** Set when a GPU session failed: this worker stays on the CPU, where every model runs. */
let gpuFailed = false;

/**
 * Runs an embedded model. Its session is made on first use and kept for the life of the worker.
 *
 * @param id of `models/manifest.json`
 * @param inputs one per input of the manifest
 * @param keep remembers the answer for a while and gives it again when the same is asked; see {@link KeptByContent}
 * @returns all outputs, checked to be finite
 * @throws {ModelError} `model-unknown`, `model-contract`, `model-input`, `model-failed`, `model-not-finite`, and
 * what the host's `readModel` throws
 */
export async function runModel(
  host: ModelHost,
  id: string,
  inputs: Readonly<Record<string, ModelInput>>,
  { keep = false }: { readonly keep?: boolean } = {},
): Promise<ModelOutputs> {
  host.signal.throwIfAborted();
  const ask = () => askModel(host, id, inputs);
  return keep ? answers.get({ id, inputs }, ask) : ask();
}

async function askModel(
  host: ModelHost,
  id: string,
  inputs: Readonly<Record<string, ModelInput>>,
): Promise<ModelOutputs> {
  const entry = modelEntry(id);
  if (host.hasGpu && !gpuFailed) {
    try {
      return await runOn('webgpu', host, entry, inputs);
    } catch (cause) {
      host.signal.throwIfAborted();
      if (!isGpuFailure(cause)) throw cause;
      gpuFailed = true;
      host.notice(
        'The GPU could not run the models, so they run on the processor instead: slower, same result.',
      );
    }
  }
  return runOn('wasm', host, entry, inputs);
}

/** A wrong file or wrong inputs stay wrong on the CPU; all else may be the GPU's fault. */
function isGpuFailure(cause: unknown): boolean {
  return !(cause instanceof ModelError) || GPU_FAILURE_CODES.has(cause.code);
}

const GPU_FAILURE_CODES: ReadonlySet<string> = new Set([
  'runtime-failed',
  'model-failed',
  'model-not-finite',
]);

async function runOn(
  build: RuntimeBuild,
  host: ModelHost,
  entry: ModelEntry,
  inputs: Readonly<Record<string, ModelInput>>,
): Promise<ModelOutputs> {
  const key = `${build}:${entry.id}:${entry.sha256}`;
  const loading = loadModel(key, build, host, entry);
  const model = await (host.settingUp?.(loading) ?? loading);
  const run = model.tail.then(() => {
    host.signal.throwIfAborted();
    return model.session.run(feedsOf(entry, inputs, model.runtime));
  });
  model.tail = run.catch(() => undefined);
  const results = await run.catch((cause) => {
    host.signal.throwIfAborted();
    if (cause instanceof ModelError) throw cause;
    dropModel(key, model);
    throw failed(entry, cause);
  });
  host.signal.throwIfAborted();
  return readOutputs(entry, results);
}

/** A session that failed once is not used again: what it holds may be damaged. */
function dropModel(key: string, model: LoadedModel): void {
  models.delete(key);
  void model.tail.then(() => model.session.release()).catch(() => undefined);
}

function loadModel(
  key: string,
  build: RuntimeBuild,
  host: ModelHost,
  entry: ModelEntry,
): Promise<LoadedModel> {
  let model = models.get(key);
  if (!model) {
    model = createModel(build, host, entry);
    models.set(key, model);
    model.catch(() => models.delete(key));
  }
  return model;
}

async function createModel(build: RuntimeBuild, host: ModelHost, entry: ModelEntry): Promise<LoadedModel> {
  const [runtime, bytes] = await Promise.all([
    loadOnnxRuntime(build, host.threads).catch((cause) => {
      throw new ModelError(
        'runtime-failed',
        'The model runtime could not be loaded.',
        'Reload the page. If it stays, free some memory or try another browser.',
        { cause },
      );
    }),
    host.readModel(entry.id),
  ]);
  const session = await runtime.InferenceSession.create(bytes, SESSION_OPTIONS[build]).catch((cause) => {
    throw failed(entry, cause);
  });
  checkContract(entry, session);
  return { session, runtime, tail: Promise.resolve() };
}

function failed(entry: ModelEntry, cause: unknown): ModelError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ModelError(
    'model-failed',
    `The model ${entry.id} could not be run: ${reason}`,
    'Run again. If it stays, reload the page to free memory, or clear the cache and reload.',
    { cause },
  );
}

/** Tensors as a loaded session describes them. */
type SessionTensors = Pick<Ort.InferenceSession, 'inputMetadata' | 'outputMetadata'>;

/**
 * Compares a session's real tensors with the manifest.
 * @throws {ModelError} `model-contract` naming what the manifest says and what the file has
 */
export function checkContract(entry: ModelEntry, session: SessionTensors): void {
  const sides = [
    { side: 'input', expected: entry.inputs, actual: session.inputMetadata },
    { side: 'output', expected: entry.outputs, actual: session.outputMetadata },
  ] as const;
  for (const { side, expected, actual } of sides) {
    for (const tensor of expected) {
      const found = actual.find((metadata) => metadata.name === tensor.name);
      if (found && matches(tensor, found)) continue;
      const has = found
        ? tensorText(found)
        : `only ${actual.map((metadata) => `"${metadata.name}"`).join(', ')}`;
      throw new ModelError(
        'model-contract',
        `Model ${entry.id}: the manifest has ${side} "${tensor.name}" ${tensorText(tensor)}, the file has ${has}.`,
        'Install Kineograph again: the model file and its manifest do not belong together.',
      );
    }
  }
}

function matches(expected: TensorContract, actual: Ort.InferenceSession.ValueMetadata): boolean {
  if (!actual.isTensor || actual.type !== expected.type || actual.shape.length !== expected.shape.length) {
    return false;
  }
  return expected.shape.every((length, axis) => typeof length === 'string' || length === actual.shape[axis]);
}

function tensorText(tensor: TensorContract | Ort.InferenceSession.ValueMetadata): string {
  if ('isTensor' in tensor && !tensor.isTensor) return 'no tensor';
  return `${tensor.type} [${tensor.shape.join(', ')}]`;
}

function feedsOf(
  entry: ModelEntry,
  inputs: Readonly<Record<string, ModelInput>>,
  runtime: OnnxRuntime,
): Record<string, Ort.Tensor> {
  const feeds: Record<string, Ort.Tensor> = {};
  for (const { name, shape } of entry.inputs) {
    const given = inputs[name];
    const data = given === undefined || given instanceof Float32Array ? given : given.data;
    const lengths = lengthsOf(shape, given);
    const count = lengths.reduce((product, length) => product * length, 1);
    if (data?.length !== count) {
      throw new ModelError(
        'model-input',
        `Model ${entry.id} needs ${count} values for "${name}" and was given ${data?.length ?? 'none'}.`,
        'This is a fault in Kineograph; please report it.',
      );
    }
    feeds[name] = new runtime.Tensor('float32', data, lengths);
  }
  return feeds;
}

/** The manifest's lengths; free axes (named there) take the given ones. NaN where none was given. */
function lengthsOf(shape: TensorContract['shape'], given: ModelInput | undefined): number[] {
  const own = given === undefined || given instanceof Float32Array ? [] : given.shape;
  return shape.map((length, axis) => (typeof length === 'number' ? length : (own[axis] ?? Number.NaN)));
}

function readOutputs(entry: ModelEntry, results: Ort.InferenceSession.OnnxValueMapType): ModelOutputs {
  const outputs: Record<string, Float32Array> = {};
  for (const { name, shape } of entry.outputs) {
    const { data, dims = [] } = results[name] ?? {};
    if (!(data instanceof Float32Array)) {
      throw failed(entry, new Error(`output "${name}" did not come back as float32 numbers`));
    }
    if (!hasShape(shape, dims, data.length)) {
      throw failed(entry, new Error(`output "${name}" came back as [${dims.join(', ')}]`));
    }
    if (!data.every(Number.isFinite)) {
      throw new ModelError(
        'model-not-finite',
        `Model ${entry.id} gave numbers that are not finite in "${name}".`,
        'Run again; if it stays, turn off hardware acceleration in the browser and report it.',
      );
    }
    outputs[name] = data;
  }
  return outputs;
}

/** Free axes may have any length. */
function hasShape(shape: TensorContract['shape'], dims: readonly number[], count: number): boolean {
  if (dims.length !== shape.length || dims.reduce((product, length) => product * length, 1) !== count)
    return false;
  return shape.every((length, axis) => typeof length === 'string' || length === dims[axis]);
}
