import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { ASSET_LIMIT_BYTES } from '../runtime/engine/asset-library.ts';
import { UsageError } from './usage-error.ts';

/** Files remembered; the oldest is forgotten first. */
const REMEMBERED = 500;

/** A file that was bound to a workflow on this device. */
export interface KnownFile {
  readonly sha256: string;
  readonly path: string;
}

/** A local file whose content was checked. */
export interface LocalFile extends KnownFile {
  readonly name: string;
  readonly mediaType: string;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  gif: 'image/gif',
  bmp: 'image/bmp',
};

/** Endings of picture files, without the dot. */
export const PICTURE_EXTENSIONS: ReadonlySet<string> = new Set(Object.keys(MEDIA_TYPES));

/** Reads a local file's facts and hash. @throws {UsageError} when it cannot be read, is empty or too large */
export async function inspectFile(path: string): Promise<LocalFile> {
  const absolute = resolve(path);
  const facts = await stat(absolute).catch((cause: unknown) => {
    throw new UsageError(`The file ${path} cannot be read.`, 'Check the path.', { cause });
  });
  if (!facts.isFile()) throw new UsageError(`${path} is no file.`, 'Name a picture file.');
  if (facts.size === 0) throw new UsageError(`${path} is empty (0 bytes).`, 'Choose another file.');
  if (facts.size > ASSET_LIMIT_BYTES)
    throw new UsageError(`${path} is too large.`, 'Choose a smaller picture.');
  const bytes = await readFile(absolute).catch((cause: unknown) => {
    throw new UsageError(`The file ${path} cannot be read.`, 'Check its permissions.', { cause });
  });
  const name = basename(absolute);
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const mediaType = MEDIA_TYPES[extension] ?? 'application/octet-stream';
  return { sha256: createHash('sha256').update(bytes).digest('hex'), path: absolute, name, mediaType };
}

/**
 * Where on this device files were read, by content: so that a clip, which names its photo by hash only, can be made
 * again. Holds paths, no pictures; lies in the user's cache folder and may be deleted at any time.
 */
export class KnownFiles {
  readonly #file: string;

  constructor(folder = cacheFolder()) {
    this.#file = join(folder, 'known-files.json');
  }

  async remember(files: readonly KnownFile[]): Promise<void> {
    if (files.length === 0) return;
    const fresh = files.map(({ sha256, path }) => ({ sha256, path }));
    const rest = (await this.#read()).filter((old) => !fresh.some((file) => file.sha256 === old.sha256));
    await mkdir(dirname(this.#file), { recursive: true });
    const draft = `${this.#file}.${process.pid}`;
    await writeFile(draft, JSON.stringify([...fresh, ...rest].slice(0, REMEMBERED)), { mode: 0o600 });
    await rename(draft, this.#file);
  }

  /** The file with this content, if it still lies where it was; its hash is checked again. */
  async find(sha256: string): Promise<LocalFile | undefined> {
    const known = (await this.#read()).find((file) => file.sha256 === sha256);
    const file = known && (await inspectFile(known.path).catch(() => undefined));
    return file?.sha256 === sha256 ? file : undefined;
  }

  async #read(): Promise<KnownFile[]> {
    try {
      const data: unknown = JSON.parse(await readFile(this.#file, 'utf8'));
      return Array.isArray(data) ? data.filter(isKnownFile) : [];
    } catch {
      return [];
    }
  }
}

function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'kineograph');
}

function isKnownFile(data: unknown): data is KnownFile {
  if (typeof data !== 'object' || data === null) return false;
  const { sha256, path } = data as Record<string, unknown>;
  return typeof sha256 === 'string' && typeof path === 'string';
}
