import {
  type ClipChunk,
  type ClipFacts,
  type ClipReader,
  type FrameRange,
  frameBytes,
} from '../../values/clip.ts';
import { NodeError } from '../../values/errors.ts';
import { digestSerialised, serialiseChunk } from '../../values/serialise.ts';
import type { FrameModule, NodeDeclaration, NodeModule, RunContext } from '../node.ts';
import { receiveParams } from '../param-inputs.ts';
import type { NodeRegistry } from '../registry.ts';
import type { ClipInput, LaneTask, PreparedState, TaskInput, TaskResult, TaskServices } from './lane.ts';

/** What the place where nodes run offers them. */
export type LaneEnvironment = Pick<RunContext, 'readModel' | 'hasGpu' | 'threads'>;

/** Looks at an unfinished result are told at most this often, ms. */
const PREVIEW_INTERVAL_MS = 200;

/** Prepared states that a worker keeps: the clip it renders, and the one before for quick returns. */
const PREPARED_KEPT = 2;

/** Performs tasks where it stands: in a lane's worker, or in-process in tests. */
export class TaskPerformer {
  readonly #registry: NodeRegistry;
  readonly #environment: LaneEnvironment;
  readonly #prepared = new Map<string, PreparedState>();
  /** Code that is here, by node type. */
  readonly #modules = new Map<string, NodeModule>();

  constructor(registry: NodeRegistry, environment: LaneEnvironment) {
    this.#registry = registry;
    this.#environment = environment;
  }

  /** Loads the nodes' code; what cannot be loaded is told when it is needed. */
  async loadAhead(nodeTypes: readonly string[]): Promise<void> {
    await Promise.allSettled(nodeTypes.map((type) => this.#registry.get(type)?.load()));
  }

  /** @throws whatever the node throws */
  async perform(task: LaneTask, services: TaskServices, signal: AbortSignal): Promise<TaskResult> {
    const declaration = this.#registry.get(task.nodeType);
    if (!declaration) throw new TypeError(`no node type ${task.nodeType}`);
    const start = new Stopwatch();
    const waiting = new Stopwatch();
    const module = this.#modules.get(task.nodeType) ?? (await start.measure(this.#load(declaration)));
    const context = makeContext(task, services, signal, this.#environment, start);
    const started = performance.now() - start.ms;
    const received = receive(declaration, task, context, (port, index) =>
      waiting.measure(services.readChunk(port, index)),
    );
    const result = await this.#call(module, task, context, received, services);
    signal.throwIfAborted();
    const startMs = start.ms;
    // Frames that others still make are no work of this node.
    const times = { ms: performance.now() - started - startMs - waiting.ms, startMs };
    // Two spreads take V8 many times as long.
    if (result.kind !== 'frames') return Object.assign(result, times);
    return { ...result, ...times, digest: await digestSerialised(serialiseChunk(result.data)) };
  }

  async #load(declaration: NodeDeclaration): Promise<NodeModule> {
    const module = await declaration.load();
    this.#modules.set(declaration.type, module);
    return module;
  }

  #call(
    module: NodeModule,
    task: LaneTask,
    context: RunContext,
    received: ReceivedByNode,
    services: TaskServices,
  ): Promise<UntimedResult> {
    if (task.kind === 'run') {
      if (!('run' in module)) throw new TypeError(`${task.nodeType} exports no run`);
      const { inputs, params } = received;
      return module.run(context, inputs, params).then((outputs) => ({ kind: 'outputs', outputs }));
    }
    if ('run' in module) throw new TypeError(`${task.nodeType} is no framewise node`);
    return task.kind === 'render'
      ? this.#render(module, task, context, received, services)
      : prepare(module, context, received);
  }

  async #render(
    module: FrameModule,
    { preparedKey, range }: Extract<LaneTask, { kind: 'render' }>,
    context: RunContext,
    { inputs }: ReceivedByNode,
    services: TaskServices,
  ): Promise<UntimedResult> {
    const prepared = await this.#preparedState(preparedKey, services);
    return { kind: 'frames', data: await renderChecked(module, context, prepared, range, inputs) };
  }

  async #preparedState(key: string, services: TaskServices): Promise<PreparedState> {
    const held = this.#prepared.get(key);
    if (held) return held;
    const prepared = await services.readPrepared();
    this.#prepared.set(key, prepared);
    for (const oldest of this.#prepared.keys()) {
      if (this.#prepared.size <= PREPARED_KEPT) break;
      this.#prepared.delete(oldest);
    }
    return prepared;
  }
}

type ReadChunk = TaskServices['readChunk'];

/** The declarations tie each node's own types together; here they meet as data. */
interface ReceivedByNode {
  readonly inputs: never;
  readonly params: never;
}

/** Inputs and parameters as the node's code takes them. */
function receive(
  declaration: NodeDeclaration,
  task: LaneTask,
  { signal, notice }: RunContext,
  readChunk: ReadChunk,
): ReceivedByNode {
  const read = (input: TaskInput) =>
    input.type === 'ClipInput' ? new ChunkedClip(input, readChunk, signal) : input;
  const inputs: Record<string, unknown> = {};
  for (const port in task.inputs) {
    const input = task.inputs[port];
    if (input) inputs[port] = 'length' in input ? input.map(read) : read(input);
  }
  const given = 'params' in task ? task.params : {};
  // A clip's pieces come after its preparation, which has said what there was to say.
  const hear = task.kind === 'render' ? () => undefined : notice;
  return receiveParams(declaration, inputs, given, hear) as ReceivedByNode;
}

async function prepare(
  module: FrameModule,
  context: RunContext,
  { inputs, params }: ReceivedByNode,
): Promise<UntimedResult> {
  return { kind: 'prepared', ...(await module.prepare(context, inputs, params)) };
}

type UntimedResult =
  | Omit<Extract<TaskResult, { kind: 'outputs' }>, 'ms' | 'startMs'>
  | Omit<Extract<TaskResult, { kind: 'prepared' }>, 'ms' | 'startMs'>
  | Omit<Extract<TaskResult, { kind: 'frames' }>, 'ms' | 'startMs' | 'digest'>;

/** Time that something takes in all; what overlaps counts once. */
class Stopwatch {
  /** As of the last moment when nothing was under way. */
  ms = 0;
  #open = 0;
  #since = 0;

  async measure<T>(work: Promise<T>): Promise<T> {
    if (this.#open === 0) this.#since = performance.now();
    this.#open += 1;
    try {
      return await work;
    } finally {
      this.#open -= 1;
      if (this.#open === 0) this.ms += performance.now() - this.#since;
    }
  }
}

function makeContext(
  { element }: LaneTask,
  services: TaskServices,
  signal: AbortSignal,
  environment: LaneEnvironment,
  start: Stopwatch,
): RunContext {
  let nextPreview = 0;
  return {
    signal,
    element,
    preview: (value) => {
      if (performance.now() < nextPreview) return;
      nextPreview = performance.now() + PREVIEW_INTERVAL_MS;
      services.preview(value);
    },
    progress: (fraction, note) => services.progress(fraction, note),
    notice: (message) => services.notice(message),
    readAsset: (reference) => services.readAsset(reference),
    readModel: (id) => environment.readModel(id),
    settingUp: (work) => start.measure(work),
    hasGpu: environment.hasGpu,
    threads: environment.threads,
  };
}

async function renderChecked(
  module: FrameModule,
  context: RunContext,
  prepared: PreparedState,
  range: FrameRange,
  inputs: never,
): Promise<Uint8ClampedArray> {
  const { data } = await module.render(context, prepared as never, range, inputs);
  const expected = (range.end - range.start) * frameBytes(prepared.facts);
  if (data.length !== expected) {
    throw new NodeError(
      'frames-incomplete',
      `It rendered ${data.length} bytes, not ${expected}.`,
      'Report this fault.',
    );
  }
  return data;
}

/** Reads a clip through the engine, chunk by chunk; keeps the last chunk, since readers go forward. */
class ChunkedClip implements ClipReader {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly frameCount: number;
  readonly loop: boolean;
  readonly #input: ClipInput;
  readonly #readChunk: ReadChunk;
  readonly #signal: AbortSignal;
  #last: { readonly index: number; readonly data: Promise<Uint8ClampedArray> } | undefined;

  constructor(input: ClipInput, readChunk: ReadChunk, signal: AbortSignal) {
    const facts: ClipFacts = input;
    this.width = facts.width;
    this.height = facts.height;
    this.fps = facts.fps;
    this.frameCount = facts.frameCount;
    this.loop = facts.loop;
    this.#input = input;
    this.#readChunk = readChunk;
    this.#signal = signal;
  }

  async read(range: FrameRange): Promise<ClipChunk> {
    const size = frameBytes(this);
    const data = new Uint8ClampedArray((range.end - range.start) * size);
    for (const [index, stored] of this.#input.ranges.entries()) {
      const start = Math.max(range.start, stored.start);
      const end = Math.min(range.end, stored.end);
      if (start >= end) continue;
      const chunk = await this.#chunk(index);
      data.set(
        chunk.subarray((start - stored.start) * size, (end - stored.start) * size),
        (start - range.start) * size,
      );
    }
    return { start: range.start, end: range.end, data };
  }

  async *frames() {
    const size = frameBytes(this);
    for (const [chunkIndex, stored] of this.#input.ranges.entries()) {
      const chunk = await this.#chunk(chunkIndex);
      for (let index = stored.start; index < stored.end; index++) {
        const offset = (index - stored.start) * size;
        // A copy: chunks may lie in memory that others read too, and browser APIs refuse shared memory.
        yield { index, data: chunk.slice(offset, offset + size) };
      }
    }
  }

  #chunk(index: number): Promise<Uint8ClampedArray> {
    this.#signal.throwIfAborted();
    if (this.#last?.index !== index) {
      this.#last = { index, data: this.#readChunk(this.#input.port, index) };
    }
    return this.#last.data;
  }
}
