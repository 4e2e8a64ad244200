import type { ClipFacts, FrameRange } from '../../values/clip.ts';
import type { Value } from '../../values/value.ts';
import type { Asset, Lane, ListElement } from '../node.ts';
import type { ParamValue } from '../params.ts';

/** A clip input as a worker gets it: facts, and a number under which it asks for the frames. */
export interface ClipInput extends ClipFacts {
  readonly type: 'ClipInput';
  /** The input port; one element of a gathered list has a slot of its own (see `slotOf`). */
  readonly port: string;
  /** The ranges in which the clip is stored. */
  readonly ranges: readonly FrameRange[];
}

export type TaskInput = Exclude<Value, { type: 'Clip' }> | ClipInput;

/** By port; lists where the node gathers. */
export type TaskInputs = Readonly<Record<string, TaskInput | readonly TaskInput[]>>;

/** One piece of work for one worker. */
export type LaneTask = {
  readonly nodeType: string;
  readonly element: ListElement;
  readonly inputs: TaskInputs;
} & (
  | { readonly kind: 'run' | 'prepare'; readonly params: Readonly<Record<string, ParamValue>> }
  /** `preparedKey` names the prepared state; a worker that does not hold it asks for it. */
  | {
      readonly kind: 'render';
      readonly preparedKey: string;
      readonly range: FrameRange;
      /** Of the frames that it makes. */
      readonly bytes: number;
    }
);

export interface PreparedState {
  readonly facts: ClipFacts;
  readonly state: unknown;
  readonly passThrough?: string;
}

export type TaskResult = {
  /** What the work itself took, ms. */
  readonly ms: number;
  /** What the worker took besides to start and to load code and models, ms; next to nothing but for the first time. */
  readonly startMs?: number;
} & (
  | { readonly kind: 'outputs'; readonly outputs: Readonly<Record<string, Value>> }
  | ({ readonly kind: 'prepared' } & PreparedState)
  /** `digest` is the chunk's address, made where it was rendered so that hashing is spread over the workers too. */
  | { readonly kind: 'frames'; readonly data: Uint8ClampedArray; readonly digest: string }
);

/** What a task may ask of the engine while it runs; crosses the worker boundary. */
export interface TaskServices {
  progress(fraction: number, note?: string): void;
  notice(message: string): void;
  preview(value: Value): void;
  readAsset(reference: string): Promise<Asset>;
  /** Bytes of the `index`-th stored range of the clip at an input port, once it is committed. */
  readChunk(port: string, index: number): Promise<Uint8ClampedArray>;
  readPrepared(): Promise<PreparedState>;
}

/** A worker of a lane. It performs one task at a time. */
export interface LaneWorker {
  /** @throws {WorkerLostError} when the worker died; otherwise whatever the node threw, as an error report */
  perform(task: LaneTask, services: TaskServices): Promise<TaskResult>;
  /** Loads these nodes' code ahead of their tasks. What fails here shows when the node runs. */
  warm?(nodeTypes: readonly string[]): void;
  /** Asks the running task to stop. */
  cancel(): void;
  /** Ends the worker at once, whatever it does. */
  dispose(): void;
}

/** The worker died or was ended while it had a task. */
export class WorkerLostError extends Error {
  override readonly name = 'WorkerLostError';
}

/** Where workers come from: module workers in a browser, the same thread in tests. */
export interface LaneHost {
  readonly sizes: Readonly<Record<Lane, number>>;
  spawn(lane: Lane): LaneWorker;
}
