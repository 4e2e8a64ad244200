import type { LaneTask, TaskResult } from '../runtime/engine/lane.ts';
import type { ErrorReport } from '../values/errors.ts';

/** A task's end, in a form that crosses the worker boundary (errors lose their class there). */
export type LaneOutcome =
  | { readonly ok: true; readonly result: TaskResult }
  | { readonly ok: false; readonly error: ErrorReport };

/** What the engine may ask of a lane's worker. */
export interface LaneWorkerApi {
  start(environment: { readonly hasGpu: boolean; readonly threads: number }): Promise<void>;
  /** @param services lives on the engine's side (a Comlink proxy) */
  perform(task: LaneTask, services: unknown): Promise<LaneOutcome>;
  warm(nodeTypes: readonly string[]): Promise<void>;
  cancel(): void;
}
