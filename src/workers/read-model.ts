import { sha256Hex } from '../values/digest.ts';
import { ModelError } from '../values/errors.ts';
import { servedPath } from '../values/served-path.ts';

const MANIFEST_PATH = servedPath('models/manifest.json');

/** What the lanes need of the model manifest; `src/inference/manifest.ts` reads the rest. */
interface ManifestEntry {
  readonly id: string;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

let manifest: Promise<readonly ManifestEntry[]> | undefined;

/** The manifest's entries, fetched once. @throws {ModelError} `model-manifest` */
export function modelManifest(): Promise<readonly ManifestEntry[]> {
  manifest ??= fetchManifest();
  manifest.catch(() => {
    manifest = undefined;
  });
  return manifest;
}

/**
 * Bytes of an embedded model, checked against the manifest.
 * @throws {ModelError} `model-unknown`, `model-missing`, `model-hash`
 */
export async function readOwnModel(id: string): Promise<Uint8Array> {
  const entry = (await modelManifest()).find((candidate) => candidate.id === id);
  if (!entry)
    throw new ModelError('model-unknown', `There is no model "${id}" in this installation.`, REINSTALL);
  const response = await fetch(servedPath(`models/${entry.file}`));
  if (!response.ok) {
    throw new ModelError(
      'model-missing',
      `The model file ${entry.file} cannot be read (${response.status}).`,
      REINSTALL,
    );
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  if ((await sha256Hex([bytes])) !== entry.sha256) {
    throw new ModelError(
      'model-hash',
      `The model file ${entry.file} is not the one that belongs to this version: its SHA-256 differs from the manifest.`,
      'The file is damaged or was replaced. Reload the page; if it stays, install Kineograph again.',
    );
  }
  return bytes;
}

const REINSTALL = 'Install Kineograph again.';

async function fetchManifest(): Promise<readonly ManifestEntry[]> {
  try {
    const response = await fetch(MANIFEST_PATH);
    if (!response.ok) throw new Error(`status ${response.status}`);
    const { models } = (await response.json()) as { models: readonly ManifestEntry[] };
    return models;
  } catch (cause) {
    throw new ModelError('model-manifest', 'The list of models cannot be read.', REINSTALL, { cause });
  }
}
