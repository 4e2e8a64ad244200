import * as Comlink from 'comlink';
import type { RunEvent } from '../runtime/events.ts';
import { KineographError } from '../values/errors.ts';
import type { EngineApi } from './engine-api.ts';
import type { EngineReply, EngineWorkerApi } from './engine-worker-api.ts';

/**
 * Starts the engine in a worker of its own and connects to it.
 * @throws {KineographError} `engine-start` when the worker cannot be loaded
 */
export async function connectEngine(): Promise<EngineApi> {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), {
    type: 'module',
    name: 'engine',
  });
  const remote = Comlink.wrap<EngineWorkerApi>(worker);
  const broken = new Promise<never>((_resolve, reject) => {
    worker.addEventListener('error', (event) => {
      const detail = event.message || 'its script could not be loaded';
      reject(
        new KineographError('engine-start', `The engine could not start: ${detail}.`, 'Reload the page.'),
      );
    });
  });
  broken.catch(() => undefined);
  const listeners = new Set<(events: readonly RunEvent[]) => void>();
  const tellAll = (events: readonly RunEvent[]) => {
    for (const listener of listeners) listener(events);
  };
  await unwrap(Promise.race([remote.subscribe(Comlink.proxy(tellAll)), broken]));
  return {
    plan: (document) => unwrap(remote.plan(document)),
    run: (document, request) => unwrap(remote.run(document, request)),
    cancel: (run) => unwrap(remote.cancel(run)),
    subscribe: async (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    outputs: (key) => unwrap(remote.outputs(key)),
    clipChunk: (digest) => unwrap(remote.clipChunk(digest)),
    putAsset: (file) => unwrap(remote.putAsset(file)),
    readAsset: (reference) => unwrap(remote.readAsset(reference)),
    assetInfo: (reference) => unwrap(remote.assetInfo(reference)),
    capabilities: () => unwrap(remote.capabilities()),
    cacheStatistics: () => unwrap(remote.cacheStatistics()),
    clearCache: () => unwrap(remote.clearCache()),
  };
}

async function unwrap<T>(answer: Promise<EngineReply<T>>): Promise<T> {
  const reply = await answer;
  if (reply.ok) return reply.value;
  const { code, message, remedy } = reply.error;
  throw new KineographError(code, message, remedy);
}
