import { frameBytes } from '../../values/clip.ts';
import type { WorkSample } from '../cache/cache-store.ts';
import type { ResultCache } from '../cache/result-cache.ts';
import { isPart, portOfSlot } from '../input-slots.ts';
import type { Asset, Lane } from '../node.ts';
import { cutoffKey } from '../recipe.ts';
import type { Clock } from './clock.ts';
import { type ComputationRequest, InputLostError, type PortContent, type TaskFacts } from './computation.ts';
import { finishedDigests } from './input-digests.ts';
import type {
  ClipInput,
  LaneTask,
  PreparedState,
  TaskInput,
  TaskInputs,
  TaskResult,
  TaskServices,
} from './lane.ts';
import type { LanePool } from './lane-pool.ts';
import { MemoryClaim } from './memory-budget.ts';
import { type NodeCosts, outputBytesOf, type WorkFacts } from './node-costs.ts';

/** What computing needs from the engine. */
export interface Workshop {
  readonly cache: ResultCache;
  readonly pools: Readonly<Record<Lane, LanePool>>;
  readonly clock: Clock;
  readonly costs: NodeCosts;
  /** Size of the pieces in which clips are made and stored; small ones only in tests. */
  readonly chunkBytes: number;
  readAsset(reference: string): Promise<Asset>;
}

/** Clears the range of {@link TaskDispatch.order}. */
const ABOVE_PRODUCER = 2;

/** How one piece of a node's work is sent to its lane. */
export interface TaskDispatch {
  readonly progress?: (fraction: number, note?: string) => void;
  /** State that `render` asks for. */
  readonly prepared?: PreparedState;
  /** 0..1: which of several pieces goes first. */
  readonly order?: number;
  /** 0..1: how much of the node's work it is; all of it unless told otherwise. */
  readonly share?: number;
  /** Bytes that it makes; as far as earlier runs tell, unless told otherwise. */
  readonly madeBytes?: number;
}

/** A task without what enters: that is read when a worker is there. */
type TaskOutline<T = LaneTask> = T extends LaneTask ? Omit<T, 'inputs'> : never;

/** One node's work: gives its lane inputs and services, gathers time and notices, commits the result. */
export class NodeTask {
  readonly workshop: Workshop;
  readonly request: ComputationRequest;
  /** Above that of whoever makes a growing input: what is begun is passed on before more is begun. */
  readonly priority: number;
  readonly #notices: string[];
  readonly #cutoff: string | undefined;
  #facts: WorkFacts | undefined;
  #ms = 0;
  #startMs = 0;
  #isFirst = false;
  #isPartial = false;
  #lost: InputLostError | undefined;

  /** @param cutoff key by the content of the inputs, if all were there already */
  constructor(workshop: Workshop, request: ComputationRequest, cutoff: string | undefined) {
    this.workshop = workshop;
    this.request = request;
    this.#cutoff = cutoff;
    this.priority = request.standing.priority;
    this.#notices = [...request.notices];
    for (const content of request.inputs.values()) {
      if (content.kind !== 'clip' || !content.clip.isGrowing) continue;
      this.priority = Math.max(this.priority, content.clip.priority + ABOVE_PRODUCER);
    }
  }

  /**
   * Performs a task on the node's lane.
   * @param use takes the result up; its bytes count as under way until this has settled
   * @throws {InputLostError} and whatever the node throws
   */
  async submit<T>(
    outline: TaskOutline,
    dispatch: TaskDispatch,
    use: (result: TaskResult) => Promise<T> | T,
  ): Promise<T> {
    const { budget } = this.request;
    const memory = new MemoryClaim(budget, this.#bytesUnderWay(outline, dispatch));
    try {
      const result = await this.#perform({ inputs: {}, ...outline }, dispatch, memory);
      return await use(result);
    } catch (error) {
      // The error went through the worker and lost its class there.
      throw this.#lost ?? error;
    } finally {
      memory.end();
    }
  }

  async #perform(task: LaneTask, dispatch: TaskDispatch, memory: MemoryClaim): Promise<TaskResult> {
    const { declaration, signal, report, inputs, standing } = this.request;
    const { pools, clock } = this.workshop;
    const submittedAt = clock.now();
    let start: { readonly worker: number; readonly at: number } | undefined;
    const tell = (outcome: 'done' | 'failed', bytes?: number) => {
      if (start) report.task(taskFacts(task, declaration.lane, submittedAt, start, outcome, bytes));
    };
    try {
      const result = await pools[declaration.lane].submit({
        task,
        services: this.#services(dispatch),
        signal,
        run: standing.run,
        isBatch: standing.isBatch,
        priority: this.priority + (dispatch.order ?? 1),
        expectedMs: standing.expectedMs * (dispatch.share ?? 1),
        memory,
        loadInputs: () => this.#readInputs(),
        onStart: (worker, isFirst) => {
          start = { worker, at: clock.now() };
          this.#isFirst ||= isFirst;
          report.started();
        },
        isChunkReady: (port, index) => {
          const content = inputs.get(port);
          return content?.kind !== 'clip' || content.clip.isReady(index);
        },
      });
      this.#ms += result.ms;
      this.#startMs += result.startMs ?? 0;
      tell('done', result.kind === 'frames' ? result.data.byteLength : undefined);
      return result;
    } catch (error) {
      tell('failed');
      throw error;
    }
  }

  /** What is read and made at once: values whole, of clips a stored chunk and the frames of the range. */
  #bytesUnderWay(task: TaskOutline, { madeBytes }: TaskDispatch): number {
    let bytes = madeBytes ?? this.#expectedBytes();
    const frames = task.kind === 'render' ? task.range.end - task.range.start : 0;
    for (const content of this.request.inputs.values()) {
      if (content.kind === 'value') {
        bytes += this.#bytesOf(content);
        continue;
      }
      const { facts, ranges } = content.clip;
      const chunk = ranges[0] ? ranges[0].end - ranges[0].start : 0;
      bytes += (chunk + frames) * frameBytes(facts);
    }
    return bytes;
  }

  #expectedBytes(): number {
    const { declaration } = this.request;
    if (declaration.framewise) return 0;
    const facts = this.#workFacts();
    const { costs } = this.workshop;
    return Object.keys(declaration.outputs).reduce(
      (sum, port) => sum + (costs.expectedBytes(declaration, facts, port) ?? 0),
      0,
    );
  }

  /** Inputs as workers take them: values read from the cache, clips as addresses. @throws {InputLostError} */
  async #readInputs(): Promise<TaskInputs> {
    const read: Record<string, TaskInput | TaskInput[]> = {};
    for (const [slot, content] of this.request.inputs) {
      const port = portOfSlot(slot);
      const input = this.#inputInRam(content) ?? (await this.#readInput(slot, content));
      const list = read[port];
      if (Array.isArray(list)) list.push(input);
      else read[port] = isPart(slot) ? [input] : input;
    }
    return read;
  }

  /** Most inputs were made a moment ago: they need not be waited for. */
  #inputInRam(content: PortContent): TaskInput | undefined {
    const value = content.kind === 'value' ? this.workshop.cache.valueInRam(content.digest) : undefined;
    return value?.type === 'Clip' ? undefined : value;
  }

  async #readInput(slot: string, content: PortContent): Promise<TaskInput> {
    if (content.kind === 'clip') {
      const { ranges, facts } = content.clip;
      return { type: 'ClipInput', port: slot, ranges, ...facts } satisfies ClipInput;
    }
    const value = await this.workshop.cache.readValue(content.digest);
    if (!value || value.type === 'Clip') throw await this.loseInput(slot, content.digest);
    return value;
  }

  /** Makes the outputs known under the recipe key, and under the content of the inputs. */
  async commit(
    outputs: Readonly<Record<string, string>>,
    parts: Readonly<Record<string, number>>,
  ): Promise<void> {
    const { recipe, declaration, report } = this.request;
    const { cache, costs } = this.workshop;
    const notices = [...this.#notices];
    const bytes = Object.values(parts).reduce((sum, part) => sum + part, 0);
    const kind = declaration.framewise ? 'clip' : 'values';
    const work = this.#isPartial ? undefined : this.#workSample();
    if (work) costs.learn(declaration, work, this.#ms, outputBytesOf({ kind, outputs, parts }));
    if (declaration.purity !== 'volatile') {
      const cutoff = this.#cutoff ?? (await this.#finishedCutoff());
      await cache.commit({
        key: recipe.key,
        type: declaration.type,
        kind,
        outputs,
        parts,
        ms: this.#ms,
        notices,
        lastUsed: Date.now(),
        // Last: see `WorkflowRun`.
        ...(work ? { work } : undefined),
        ...(cutoff === undefined ? undefined : { cutoff }),
      });
    }
    report.committed(this.#ms, bytes, notices);
  }

  /** Inputs that were still made when the work began are whole by now. */
  async #finishedCutoff(): Promise<string | undefined> {
    const { recipe, inputs } = this.request;
    const digests = await finishedDigests(inputs);
    return digests && cutoffKey(recipe.ingredients, digests);
  }

  /** Some of the work was done in an earlier run: the time of this one says nothing of the whole. */
  notePartial(): void {
    this.#isPartial = true;
  }

  #workSample(): WorkSample {
    const described = this.workshop.costs.describe(this.request.declaration, this.#workFacts());
    return { startMs: this.#startMs, isFirst: this.#isFirst, ...described };
  }

  #workFacts(): WorkFacts {
    this.#facts ??= this.#gatherFacts();
    return this.#facts;
  }

  #gatherFacts(): WorkFacts {
    const { params, inputs } = this.request;
    const bytes = new Map<string, number>();
    for (const [slot, content] of inputs) {
      const port = portOfSlot(slot);
      bytes.set(port, (bytes.get(port) ?? 0) + this.#bytesOf(content));
    }
    return { params, bytesAt: (port) => bytes.get(port) };
  }

  #bytesOf(content: PortContent): number {
    if (content.kind === 'value') return this.workshop.cache.bytesOf(content.digest) ?? 0;
    const { facts } = content.clip;
    return facts.frameCount * frameBytes(facts);
  }

  /** Forgets every result with the lost value, so that its producer computes it anew. */
  async loseInput(port: string, digest: string): Promise<InputLostError> {
    this.#lost = new InputLostError(port);
    await this.workshop.cache.forgetValue(digest);
    return this.#lost;
  }

  #services({ progress, prepared }: TaskDispatch): TaskServices {
    return {
      progress: (fraction, note) => progress?.(fraction, note),
      preview: (value) => this.request.report.preview(value),
      notice: (message) => {
        if (!this.#notices.includes(message)) this.#notices.push(message);
      },
      readAsset: (reference) => this.workshop.readAsset(reference),
      readChunk: (port, index) => this.#readChunk(port, index),
      readPrepared: () =>
        prepared ? Promise.resolve(prepared) : Promise.reject(new TypeError('nothing is prepared')),
    };
  }

  async #readChunk(port: string, index: number): Promise<Uint8ClampedArray> {
    const content = this.request.inputs.get(port);
    if (content?.kind !== 'clip') throw new TypeError(`no clip at input ${port}`);
    const digest = await content.clip.chunk(index);
    const bytes = (await this.workshop.cache.readBytes(digest))?.buffers[0];
    if (!bytes) throw await this.loseInput(port, digest);
    return new Uint8ClampedArray(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
}

function taskFacts(
  task: LaneTask,
  lane: Lane,
  submittedAt: number,
  start: { readonly worker: number; readonly at: number },
  outcome: TaskFacts['outcome'],
  bytes: number | undefined,
): TaskFacts {
  return {
    lane,
    worker: start.worker,
    piece: task.kind,
    ...(task.kind === 'render' ? { range: task.range } : {}),
    startedAt: start.at,
    queuedMs: start.at - submittedAt,
    ...(bytes === undefined ? {} : { bytes }),
    outcome,
  };
}
