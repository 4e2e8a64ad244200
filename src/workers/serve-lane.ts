import * as Comlink from 'comlink';
import type { LaneTask, TaskResult, TaskServices } from '../runtime/engine/lane.ts';
import { type LaneEnvironment, TaskPerformer } from '../runtime/engine/perform-task.ts';
import type { NodeDeclaration } from '../runtime/node.ts';
import { NodeRegistry } from '../runtime/registry.ts';
import { reportError } from '../values/errors.ts';
import type { LaneOutcome, LaneWorkerApi } from './lane-worker-api.ts';

/** What a worker of a lane can do. */
export interface LaneSkills {
  readonly declarations: readonly NodeDeclaration[];
  readonly readModel: LaneEnvironment['readModel'];
}

/** Makes the worker that calls this one of a lane: it performs one task at a time, with the nodes that it is given. */
export function serveLane(skills: LaneSkills): void {
  Comlink.expose(new LaneWorkerBody(skills));
}

class LaneWorkerBody implements LaneWorkerApi {
  readonly #skills: LaneSkills;
  #performer: TaskPerformer | undefined;
  #running: AbortController | undefined;

  constructor(skills: LaneSkills) {
    this.#skills = skills;
  }

  async start(environment: { readonly hasGpu: boolean; readonly threads: number }): Promise<void> {
    const { declarations, readModel } = this.#skills;
    this.#performer = new TaskPerformer(new NodeRegistry(declarations), { ...environment, readModel });
  }

  async perform(task: LaneTask, services: Comlink.Remote<TaskServices>): Promise<LaneOutcome> {
    const controller = new AbortController();
    this.#running = controller;
    try {
      if (!this.#performer) throw new TypeError('the worker was not started');
      const performed = await this.#performer.perform(task, localServices(services), controller.signal);
      const result = shareFrames(performed);
      return Comlink.transfer({ ok: true, result }, ownBuffers(result));
    } catch (error) {
      return { ok: false, error: reportError(error) };
    } finally {
      this.#running = undefined;
      services[Comlink.releaseProxy]();
    }
  }

  async warm(nodeTypes: readonly string[]): Promise<void> {
    await this.#performer?.loadAhead(nodeTypes);
  }

  cancel(): void {
    this.#running?.abort();
  }
}

function localServices(remote: Comlink.Remote<TaskServices>): TaskServices {
  return {
    progress: (fraction, note) => void remote.progress(fraction, note),
    notice: (message) => void remote.notice(message),
    preview: (value) => void remote.preview(value),
    readAsset: (reference) => remote.readAsset(reference),
    readChunk: (port, index) => remote.readChunk(port, index),
    readPrepared: () => remote.readPrepared(),
  };
}

/**
 * Where the page is cross-origin isolated, frames lie in shared memory from here on: the engine and every reader of
 * the clip see the same bytes. One copy here, spread over the workers, saves one in the engine per reader.
 */
function shareFrames(result: TaskResult): TaskResult {
  if (result.kind !== 'frames' || !self.crossOriginIsolated) return result;
  const shared = new Uint8ClampedArray(new SharedArrayBuffer(result.data.byteLength));
  shared.set(result.data);
  return { ...result, data: shared };
}

/**
 * Buffers that move instead of being copied. Prepared state stays here too, since this worker will render with it;
 * outputs may share memory with what a node keeps, so only whole large buffers made for the result move.
 */
function ownBuffers(result: TaskResult): ArrayBuffer[] {
  return result.kind === 'frames' && result.data.buffer instanceof ArrayBuffer ? [result.data.buffer] : [];
}
