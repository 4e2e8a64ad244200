import type { ResultRecord, WorkSample } from '../cache/cache-store.ts';
import type { ResultCache } from '../cache/result-cache.ts';
import type { Asset, Lane } from '../node.ts';
import { cutoffKey } from '../recipe.ts';
import type { Clock } from './clock.ts';
import type { ComputationRequest } from './computation.ts';
import { finishedDigests } from './input-digests.ts';
import type { LaneTask, TaskInputs, TaskResult } from './lane.ts';
import type { LanePool } from './lane-pool.ts';
import { MemoryClaim } from './memory-budget.ts';
import { type NodeCosts, outputBytesOf, type WorkFacts } from './node-costs.ts';
import { NodeInputs } from './node-inputs.ts';
import { type TaskDispatch, TaskPiece } from './task-piece.ts';

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

/** A task without what enters: that is read when a worker is there. */
type TaskOutline<T = LaneTask> = T extends LaneTask ? Omit<T, 'inputs'> : never;

const NOT_READ_YET: TaskInputs = {};

/** One node's work: sends its lane the pieces, gathers time and notices, commits the result. */
export class NodeTask {
  readonly workshop: Workshop;
  readonly request: ComputationRequest;
  readonly inputs: NodeInputs;
  /** Above that of whoever makes a growing input: what is begun is passed on before more is begun. */
  readonly priority: number;
  readonly #facts: WorkFacts;
  readonly #cutoff: string | undefined;
  /** Shared until there is something to add. */
  #notices: readonly string[];
  #ms = 0;
  #startMs = 0;
  #isFirst = false;
  #isPartial = false;

  /** @param cutoff key by the content of the inputs, if all were there already */
  constructor(workshop: Workshop, request: ComputationRequest, cutoff: string | undefined) {
    const { standing, notices, params } = request;
    const inputs = new NodeInputs(workshop.cache, request.inputs);
    this.workshop = workshop;
    this.request = request;
    this.inputs = inputs;
    this.#cutoff = cutoff;
    this.#notices = notices;
    this.#facts = { params, bytesAt: (port) => inputs.bytesAt(port) };
    this.priority = standing.priority;
    for (const slot in request.inputs) {
      const content = request.inputs[slot];
      if (content?.kind !== 'clip' || !content.clip.isGrowing) continue;
      this.priority = Math.max(this.priority, content.clip.priority + ABOVE_PRODUCER);
    }
  }

  /** Something that people should hear of the result, once. */
  note(message: string): void {
    if (!this.#notices.includes(message)) this.#notices = [...this.#notices, message];
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
    const piece = new TaskPiece(
      this,
      { ...outline, inputs: NOT_READ_YET },
      dispatch,
      this.#claim(outline, dispatch),
    );
    try {
      const result = await this.workshop.pools[this.request.declaration.lane].submit(piece);
      this.#noteEnd(piece, result);
      return await use(result);
    } catch (error) {
      piece.tellEnd('failed');
      // The error went through the worker and lost its class there.
      throw this.inputs.lost ?? error;
    } finally {
      piece.memory.end();
    }
  }

  #noteEnd(piece: TaskPiece, result: TaskResult): void {
    this.#ms += result.ms;
    this.#startMs += result.startMs ?? 0;
    this.#isFirst ||= piece.isFirst;
    piece.tellEnd('done', result.kind === 'frames' ? result.data.byteLength : undefined);
  }

  /** Room for what is read and made at once. */
  #claim(task: TaskOutline, { madeBytes }: TaskDispatch): MemoryClaim {
    const frames = task.kind === 'render' ? task.range.end - task.range.start : 0;
    const bytes = (madeBytes ?? this.#expectedBytes()) + this.inputs.bytesAtOnce(frames);
    return new MemoryClaim(this.request.budget, bytes);
  }

  #expectedBytes(): number {
    const { declaration } = this.request;
    if (declaration.framewise) return 0;
    let bytes = 0;
    for (const port in declaration.outputs) {
      bytes += this.workshop.costs.expectedBytes(declaration, this.#facts, port) ?? 0;
    }
    return bytes;
  }

  /** Makes the outputs known under the recipe key, and under the content of the inputs. */
  async commit(
    outputs: Readonly<Record<string, string>>,
    parts: Readonly<Record<string, number>>,
  ): Promise<void> {
    const { declaration, report } = this.request;
    const work = this.#isPartial ? undefined : this.#learn(outputs, parts);
    if (declaration.purity !== 'volatile') {
      const cutoff = this.#cutoff ?? (await this.#finishedCutoff());
      await this.workshop.cache.commit(this.#record(outputs, parts, work, cutoff), this.request.lease);
    }
    report.committed(this.#ms, bytesOf(parts), this.#notices);
  }

  #learn(outputs: Readonly<Record<string, string>>, parts: Readonly<Record<string, number>>): WorkSample {
    const { declaration } = this.request;
    const { costs } = this.workshop;
    const { sizes, kind } = costs.describe(declaration, this.#facts);
    const work = { startMs: this.#startMs, isFirst: this.#isFirst, sizes, kind };
    costs.learn(declaration, work, this.#ms, outputBytesOf({ kind: this.#resultKind, outputs, parts }));
    return work;
  }

  get #resultKind(): ResultRecord['kind'] {
    return this.request.declaration.framewise ? 'clip' : 'values';
  }

  #record(
    outputs: Readonly<Record<string, string>>,
    parts: Readonly<Record<string, number>>,
    work: WorkSample | undefined,
    cutoff: string | undefined,
  ): ResultRecord {
    const { recipe, declaration } = this.request;
    return {
      key: recipe.key,
      type: declaration.type,
      kind: this.#resultKind,
      outputs,
      parts,
      ms: this.#ms,
      notices: this.#notices,
      lastUsed: Date.now(),
      // Last: see `WorkflowRun`.
      ...(work ? { work } : undefined),
      ...(cutoff === undefined ? undefined : { cutoff }),
    };
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
}

function bytesOf(parts: Readonly<Record<string, number>>): number {
  let bytes = 0;
  for (const digest in parts) bytes += parts[digest] ?? 0;
  return bytes;
}
