import type { Value } from '../../values/value.ts';
import type { RunId } from '../events.ts';
import type { Asset } from '../node.ts';
import type { CancelSignal } from './cancellation.ts';
import type { TaskFacts } from './computation.ts';
import type { LaneTask, PreparedState, TaskInputs, TaskServices } from './lane.ts';
import type { PoolRequest } from './lane-pool.ts';
import type { MemoryClaim } from './memory-budget.ts';
import type { NodeTask } from './node-task.ts';

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

/** One piece of a node's work on its way through the lane. */
export class TaskPiece implements PoolRequest {
  readonly task: LaneTask;
  readonly services: TaskServices;
  readonly signal: CancelSignal;
  readonly run: RunId;
  readonly isBatch: boolean;
  readonly priority: number;
  readonly expectedMs: number;
  readonly memory: MemoryClaim;
  readonly isChunkReady: ((slot: string, index: number) => boolean) | undefined;
  readonly #of: NodeTask;
  readonly #submittedAt: number;
  #worker = 0;
  #startedAt: number | undefined;
  /** Did the worker that took it never have such a node before? */
  isFirst = false;

  constructor(of: NodeTask, task: LaneTask, dispatch: TaskDispatch, memory: MemoryClaim) {
    const { request, inputs, workshop } = of;
    const { standing, signal } = request;
    this.#of = of;
    this.task = task;
    this.services = new NodeServices(of, dispatch);
    this.signal = signal;
    this.run = standing.run;
    this.isBatch = standing.isBatch;
    this.priority = of.priority + (dispatch.order ?? 1);
    this.expectedMs = standing.expectedMs * (dispatch.share ?? 1);
    this.memory = memory;
    this.isChunkReady = inputs.hasClip ? (slot, index) => inputs.isChunkReady(slot, index) : undefined;
    this.#submittedAt = workshop.clock.now();
  }

  onStart(worker: number, isFirst: boolean): void {
    this.#worker = worker;
    this.#startedAt = this.#of.workshop.clock.now();
    this.isFirst = isFirst;
    this.#of.request.report.started();
  }

  loadInputs(): TaskInputs | Promise<TaskInputs> {
    return this.#of.inputs.read();
  }

  /** Tells once that it has left its worker, if one took it. @param bytes of the frames that it made */
  tellEnd(outcome: TaskFacts['outcome'], bytes?: number): void {
    const startedAt = this.#startedAt;
    if (startedAt === undefined) return;
    this.#startedAt = undefined;
    const { report, declaration } = this.#of.request;
    report.task({
      lane: declaration.lane,
      worker: this.#worker,
      piece: this.task.kind,
      startedAt,
      queuedMs: startedAt - this.#submittedAt,
      outcome,
      ...(this.task.kind === 'render' ? { range: this.task.range } : undefined),
      ...(bytes === undefined ? undefined : { bytes }),
    });
  }
}

/** What a node may ask of the engine while it works. */
class NodeServices implements TaskServices {
  readonly #of: NodeTask;
  readonly #dispatch: TaskDispatch;

  constructor(of: NodeTask, dispatch: TaskDispatch) {
    this.#of = of;
    this.#dispatch = dispatch;
  }

  progress(fraction: number, note?: string): void {
    this.#dispatch.progress?.(fraction, note);
  }

  preview(value: Value): void {
    this.#of.request.report.preview(value);
  }

  notice(message: string): void {
    this.#of.note(message);
  }

  readAsset(reference: string): Promise<Asset> {
    return this.#of.workshop.readAsset(reference);
  }

  readChunk(slot: string, index: number): Promise<Uint8ClampedArray> {
    return this.#of.inputs.readChunk(slot, index);
  }

  async readPrepared(): Promise<PreparedState> {
    const { prepared } = this.#dispatch;
    if (!prepared) throw new TypeError('nothing is prepared');
    return prepared;
  }
}
