import type { Lane } from '../node.ts';
import type { NodeRegistry } from '../registry.ts';
import {
  type LaneHost,
  type LaneTask,
  type LaneWorker,
  type TaskResult,
  type TaskServices,
  WorkerLostError,
} from './lane.ts';
import { type LaneEnvironment, TaskPerformer } from './perform-task.ts';
import { SuddenEnd } from './sudden-end.ts';

/** Small enough for any machine, large enough that ranges of a clip overlap. */
const DEFAULT_SIZES: Readonly<Record<Lane, number>> = { gpu: 1, cpu: 2, codec: 1 };

/**
 * Lanes that run nodes on the calling thread: the engine as it is, without a browser. Everything that crosses to or
 * from a node is cloned as a worker boundary would, so that a value that cannot travel fails here too.
 */
export function inProcessLanes(
  registry: NodeRegistry,
  environment: LaneEnvironment,
  sizes: Readonly<Record<Lane, number>> = DEFAULT_SIZES,
): LaneHost {
  return { sizes, spawn: () => new InProcessWorker(new TaskPerformer(registry, environment)) };
}

class InProcessWorker implements LaneWorker {
  readonly #performer: TaskPerformer;
  #controller = new AbortController();
  readonly #end = new SuddenEnd();

  constructor(performer: TaskPerformer) {
    this.#performer = performer;
  }

  async perform(task: LaneTask, services: TaskServices): Promise<TaskResult> {
    if (this.#controller.signal.aborted) this.#controller = new AbortController();
    const performing = this.#performer.perform(structuredClone(task), services, this.#controller.signal);
    return structuredClone(await this.#end.guard(performing));
  }

  cancel(): void {
    this.#controller.abort();
  }

  /** Code on this thread cannot be stopped from outside; its result is ignored. */
  dispose(): void {
    this.#controller.abort();
    this.#end.come(new WorkerLostError('disposed'));
  }
}
