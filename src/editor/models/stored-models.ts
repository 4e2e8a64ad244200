import type { ModelEntry } from '../../inference/manifest.ts';
import { sha256Hex } from '../../values/digest.ts';
import { ModelError } from '../../values/errors.ts';
import { servedPath } from '../../values/served-path.ts';
import { type FileHost, HASH_LETTERS, keyOf, openBuildCache } from '../offline/stored-files.ts';

/** What of a model's entry says where it is and what it must hold. */
type ModelFile = Pick<ModelEntry, 'id' | 'file' | 'bytes' | 'sha256'>;

/** Ids of the models that this device keeps for use without a network. */
export async function keptModels(
  models: readonly ModelFile[],
  host: FileHost = globalThis,
): Promise<ReadonlySet<string>> {
  const cache = await openStore(host);
  const kept = await Promise.all(
    models.map(async (model) => ((await cache.match(storedName(model))) ? [model.id] : [])),
  );
  return new Set(kept.flat());
}

/** Ids of the models that this device does not keep and that the app's host does not give either. */
export async function absentModels(
  models: readonly ModelFile[],
  host: FileHost = globalThis,
): Promise<ReadonlySet<string>> {
  if (models.length === 0) return new Set();
  const kept = await keptModels(models, host).catch(() => new Set<string>());
  const absent = await Promise.all(
    models.map(async ({ id, file }) => {
      if (kept.has(id)) return [];
      const path = servedPath(`models/${file}`);
      const answer = await host.fetch(path, { method: 'HEAD', cache: 'no-store' }).catch(() => undefined);
      return answer?.ok ? [] : [id];
    }),
  );
  return new Set(absent.flat());
}

/**
 * Fetches a model from the app's own host and keeps it, beside the other files of the app.
 * @param onProgress hears how many bytes have come
 * @throws {ModelError} `model-missing`, `model-hash`
 */
export async function keepModel(
  model: ModelFile,
  onProgress: (bytes: number) => void,
  host: FileHost = globalThis,
): Promise<void> {
  const response = await host.fetch(servedPath(`models/${model.file}`)).catch(() => undefined);
  if (!response?.ok || !response.body) {
    throw new ModelError(
      'model-missing',
      `The model file ${model.file} cannot be read (${response?.status ?? 0}).`,
      'Install Kineograph again.',
    );
  }
  const bytes = await readAll(response.body, onProgress);
  if ((await sha256Hex([bytes])) !== model.sha256) {
    throw new ModelError(
      'model-hash',
      `The model file ${model.file} is not the one that belongs to this version: its SHA-256 differs from the manifest.`,
      'The file is damaged or was replaced. Reload the page; if it stays, install Kineograph again.',
    );
  }
  await (await openStore(host)).put(storedName(model), new Response(bytes));
}

/** Deletes the copy of a model; a node that needs it fetches it from the app's own host. */
export async function dropModel(model: ModelFile, host: FileHost = globalThis): Promise<void> {
  await (await openStore(host)).delete(storedName(model));
}

function openStore({ caches, folder }: FileHost): Promise<Cache> {
  return openBuildCache(caches, folder ?? servedPath(''));
}

/** The same name under which the service worker stores it. */
function storedName({ file, sha256 }: ModelFile): string {
  return keyOf({ path: servedPath(`models/${file}`), hash: sha256.slice(0, HASH_LETTERS) });
}

async function readAll(
  body: ReadableStream<Uint8Array>,
  onProgress: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value);
    length += next.value.length;
    onProgress(length);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
