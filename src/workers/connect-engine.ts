import * as Comlink from 'comlink';
import { SuddenEnd } from '../runtime/engine/sudden-end.ts';
import type { RunEvent } from '../runtime/events.ts';
import { KineographError } from '../values/errors.ts';
import type { EngineApi } from './engine-api.ts';
import type { EngineReply, EngineWorkerApi } from './engine-worker-api.ts';

/**
 * Starts the engine in a worker of its own and connects to it.
 * @throws {KineographError} `engine-failed` when the worker cannot be loaded; later calls throw it when the worker dies
 */
export async function connectEngine(): Promise<EngineApi> {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), {
    type: 'module',
    name: 'engine',
  });
  const remote = Comlink.wrap<EngineWorkerApi>(worker);
  const end = new SuddenEnd();
  const fail = (detail: string) =>
    end.come(new KineographError('engine-failed', `The engine failed: ${detail}.`, 'Reload the page.'));
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    fail(event.message || 'its script could not be loaded');
  });
  worker.addEventListener('messageerror', () => fail('its answer could not be read'));
  const listeners = new Set<(events: readonly RunEvent[]) => void>();
  const tellAll = (events: readonly RunEvent[]) => {
    for (const listener of listeners) listener(events);
  };
  /** An engine that died answers nothing: its callers must not wait for ever. */
  const ask = <T>(answer: Promise<EngineReply<T>>) => unwrap(end.guard(answer));
  await ask(remote.subscribe(Comlink.proxy(tellAll)));
  return {
    plan: (document) => ask(remote.plan(document)),
    run: (document, request) => ask(remote.run(document, request)),
    cancel: (run) => ask(remote.cancel(run)),
    wantFrame: (run, node, frame) => ask(remote.wantFrame(run, node, frame)),
    subscribe: async (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    outputs: (key) => ask(remote.outputs(key)),
    clipChunk: (digest) => ask(remote.clipChunk(digest)),
    putAsset: (file) => ask(remote.putAsset(file)),
    readAsset: (reference) => ask(remote.readAsset(reference)),
    assetInfo: (reference) => ask(remote.assetInfo(reference)),
    capabilities: () => ask(remote.capabilities()),
    cacheStatistics: () => ask(remote.cacheStatistics()),
    clearCache: () => ask(remote.clearCache()),
    cacheInventory: () => ask(remote.cacheInventory()),
    verifyCache: () => ask(remote.verifyCache()),
    collectCache: (toBytes) => ask(remote.collectCache(toBytes)),
  };
}

async function unwrap<T>(answer: Promise<EngineReply<T>>): Promise<T> {
  const reply = await answer;
  if (reply.ok) return reply.value;
  const { code, message, remedy } = reply.error;
  throw new KineographError(code, message, remedy);
}
