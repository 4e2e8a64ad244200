import * as Comlink from 'comlink';
import type { EngineApi } from './engine-api.ts';
import { EngineLink } from './engine-link.ts';

/**
 * Starts the engine in a worker of its own and connects to it. An engine that dies later is started again (see
 * {@link EngineLink}).
 * @param start begins the worker; tests have workers of their own
 * @throws {KineographError} `engine-failed` when the worker cannot be loaded
 */
export async function connectEngine(start: () => Worker = startEngineWorker): Promise<EngineApi> {
  const link = new EngineLink(start);
  await link.ready();
  return {
    run: (document, request) => link.askToRun((remote) => remote.run(document, request)),
    subscribe: async (listener) => link.listen(listener),
    plan: (document) => link.askAgain((remote) => remote.plan(document)),
    cancel: (run) => link.askAgain((remote) => remote.cancel(run)),
    wantFrame: (run, node, frame) => link.askAgain((remote) => remote.wantFrame(run, node, frame)),
    outputs: (key) => link.askAgain((remote) => remote.outputs(key)),
    outlines: (key) => link.askAgain((remote) => remote.outlines(key)),
    servePictures: (port) => link.ask((remote) => remote.servePictures(Comlink.transfer(port, [port]))),
    putAsset: (file) => link.askAgain((remote) => remote.putAsset(file)),
    readAsset: (reference) => link.askAgain((remote) => remote.readAsset(reference)),
    assetInfo: (reference) => link.askAgain((remote) => remote.assetInfo(reference)),
    capabilities: () => link.askAgain((remote) => remote.capabilities()),
    cacheStatistics: () => link.askAgain((remote) => remote.cacheStatistics()),
    clearCache: () => link.askAgain((remote) => remote.clearCache()),
    cacheInventory: () => link.askAgain((remote) => remote.cacheInventory()),
    verifyCache: () => link.askAgain((remote) => remote.verifyCache()),
    collectCache: (toBytes) => link.askAgain((remote) => remote.collectCache(toBytes)),
  };
}

function startEngineWorker(): Worker {
  return new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' });
}
