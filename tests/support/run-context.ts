import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { modelEntry } from '../../src/inference/manifest.ts';
import type { RunContext } from '../../src/runtime/node.ts';
import { ModelError, StorageError } from '../../src/values/errors.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A run context for tests in plain Node, with what the node told its host. */
export interface TestContext extends RunContext {
  readonly notices: string[];
  readonly notes: string[];
}

/**
 * Models come from `models/` (checked against the manifest), `sample:` assets from `public/samples`.
 * There is no GPU and one thread.
 */
export function testContext(signal: AbortSignal = new AbortController().signal): TestContext {
  const notices: string[] = [];
  const notes: string[] = [];
  return {
    signal,
    notices,
    notes,
    element: { index: 0, count: 1 },
    hasGpu: false,
    threads: 1,
    progress: (_fraction, note) => {
      if (note) notes.push(note);
    },
    notice: (message) => notices.push(message),
    readAsset: readSample,
    readModel: readModelFile,
  };
}

async function readSample(reference: string) {
  const name = /^sample:([a-z0-9-]+)$/.exec(reference)?.[1];
  if (!name) throw new StorageError('asset-missing', `No asset ${reference}.`, 'Choose a bundled sample.');
  const bytes = await readFile(`${ROOT}public/samples/${name}.jpg`);
  return { name: `${name}.jpg`, mediaType: 'image/jpeg', bytes: new Uint8Array(bytes) };
}

async function readModelFile(id: string): Promise<Uint8Array> {
  const entry = modelEntry(id);
  const bytes = await readFile(`${ROOT}models/${entry.file}`);
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (hash === entry.sha256) return new Uint8Array(bytes);
  throw new ModelError('model-hash', `${entry.file} differs from the manifest.`, 'Restore the file.');
}
