import { WorkerLostError } from '../../runtime/engine/lane.ts';
import type { LayoutGraph, Places } from './layout-graph.ts';

/** A layout of 1,000 nodes takes some seconds: after so long none will come, ms. */
const LIMIT_MS = 60_000;

/**
 * Where everything lies when it is laid out tidily. Works in a worker of its own that ends with its answer: on the
 * page, that would block it for up to some seconds.
 * @throws {WorkerLostError} when the worker cannot be loaded, dies, or gives no answer
 */
export function askLayout(graph: LayoutGraph): Promise<Places> {
  const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), {
    type: 'module',
    name: 'layout',
  });
  return answerOf(worker, graph).finally(() => worker.terminate());
}

function answerOf(worker: Worker, graph: LayoutGraph): Promise<Places> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new WorkerLostError('it gave no answer')), LIMIT_MS);
    worker.addEventListener('message', ({ data }: MessageEvent<Places>) => {
      clearTimeout(limit);
      resolve(data);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      clearTimeout(limit);
      reject(new WorkerLostError(event.message || 'the worker could not be loaded'));
    });
    worker.postMessage(graph);
  });
}
