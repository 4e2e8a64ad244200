import type { RunEvent, RunId } from '../runtime/events.ts';
import { splitPortReference } from '../runtime/registry.ts';
import { reportError, StorageError, WorkflowError } from '../values/errors.ts';
import type { FileValue } from '../values/value.ts';
import { connectEngine } from '../workers/connect-engine.ts';
import type { EngineApi } from '../workers/engine-api.ts';
import type { CacheAnswer, CacheReply, CacheRequest } from './cache-request.ts';
import type { HeadlessJob, HeadlessReply, HeadlessResult } from './headless-job.ts';

/**
 * The page that the command line drives in a browser without a window: the same engine and nodes as the editor,
 * without its interface. Files travel over the server that serves this page.
 */
declare global {
  interface Window {
    /** Called by the command line. */
    kineographRun(job: HeadlessJob): Promise<HeadlessReply>;
    /** Stops the running job. */
    kineographCancel(): Promise<void>;
    /** Shows or cleans up what is stored. */
    kineographCache(request: CacheRequest): Promise<CacheReply>;
    /** Given by the command line: takes events as they come. */
    kineographEvents?(events: readonly RunEvent[]): Promise<void>;
  }
}

const engineReady = connectEngine();
let running: RunId | undefined;

window.kineographCancel = async () => {
  if (running !== undefined) await (await engineReady).cancel(running);
};

window.kineographRun = async (job) => {
  try {
    return { ok: true, result: await performJob(await engineReady, job) };
  } catch (error) {
    return { ok: false, error: reportError(error) };
  }
};

window.kineographCache = async (request) => {
  try {
    return { ok: true, answer: await handleCache(await engineReady, request) };
  } catch (error) {
    return { ok: false, error: reportError(error) };
  }
};

async function handleCache(engine: EngineApi, request: CacheRequest): Promise<CacheAnswer> {
  switch (request.do) {
    case 'ls':
      return { did: 'ls', inventory: await engine.cacheInventory() };
    case 'verify':
      return { did: 'verify', check: await engine.verifyCache() };
    case 'gc':
      return { did: 'gc', collection: await engine.collectCache(request.toBytes) };
    case 'clear': {
      const { results, bytes } = await engine.cacheInventory();
      await engine.clearCache();
      return { did: 'clear', results, bytes };
    }
  }
}

async function performJob(engine: EngineApi, job: HeadlessJob): Promise<HeadlessResult> {
  for (const { path, name, mediaType } of job.assets) {
    const bytes = new Uint8Array(await (await fetchOk(path)).arrayBuffer());
    await engine.putAsset({ name, mediaType, bytes });
  }
  const address = splitPortReference(job.output);
  if (!address)
    throw new WorkflowError('no-output', 'The workflow names no output.', 'Add one to "outputs".');
  const { outcome, keys } = await runToEnd(engine, job, address.node);
  const files: { index: number; mediaType: string }[] = [];
  for (const [index, path] of job.uploadPaths.entries()) {
    const key = keys.get(index);
    if (key === undefined) continue;
    const { mediaType, bytes } = await readFile(engine, job, key, address.port);
    await fetchOk(path, { method: 'PUT', body: new Blob([bytes as Uint8Array<ArrayBuffer>]) });
    files.push({ index, mediaType });
  }
  return { outcome, files };
}

interface EndedRun {
  readonly outcome: HeadlessResult['outcome'];
  /** Keys of the node's results, by place in its list; a single result has place 0. */
  readonly keys: ReadonlyMap<number, string>;
}

/** Runs to the node and passes every event on; resolves when the run has ended. */
async function runToEnd(engine: EngineApi, job: HeadlessJob, node: string): Promise<EndedRun> {
  let told: Promise<unknown> = Promise.resolve();
  const keys = new Map<number, string>();
  let listening: Promise<() => void> | undefined;
  const ended = new Promise<HeadlessResult['outcome']>((resolve) => {
    listening = engine.subscribe((events) => {
      // Looks at unfinished results are for people who watch; they would flood the connection.
      const passed = events.filter((event) => event.kind !== 'preview');
      told = told.then(() => window.kineographEvents?.(passed));
      for (const event of events) {
        const isResult = event.kind === 'committed' || event.kind === 'cached';
        if (isResult && event.node === node) keys.set(event.element ?? 0, event.key);
      }
      const end = events.find((event) => event.kind === 'run-ended');
      if (end) resolve(end.outcome);
    });
  });
  running = await engine.run(job.document, { mode: 'to', targets: [node] });
  const outcome = await ended;
  running = undefined;
  // The next run of this page has a listener of its own.
  (await listening)?.();
  await told;
  return { outcome, keys };
}

async function readFile(engine: EngineApi, job: HeadlessJob, key: string, port: string): Promise<FileValue> {
  const value = (await engine.outputs(key))?.[port];
  if (value?.type === 'File') return value;
  if (value)
    throw new WorkflowError(
      'no-file',
      `${job.output} is ${value.type}, no file.`,
      'Name a file output, e.g. of an encode node.',
    );
  throw new StorageError('result-lost', 'The finished file was lost from the cache.', 'Run again.');
}

async function fetchOk(path: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(path, init);
  if (response.ok) return response;
  throw new StorageError('transfer', `A file could not be passed on (${response.status}).`, 'Run again.');
}
