/** Letters of a file's SHA-256 that name its content: enough to tell builds apart. */
export const HASH_LETTERS = 16;

/** A file of the build: its path below the app's folder, with a leading slash, and the beginning of its SHA-256. */
export interface BuildFile {
  readonly path: string;
  readonly hash: string;
  /** Large and not needed by everybody: stored when it is first used. */
  readonly onUse?: true;
}

/** The one cache of the app. What people bring and what runs compute is stored elsewhere and never here. */
const CACHE_NAME = 'kineograph-build';
const ROOT = '/';

/** Downloads at a time while installing. */
const PARALLEL = 4;

/** What the service worker needs of its surroundings. */
export interface FileHost {
  readonly caches: CacheStorage;
  /** Where the app lies on its host, ending in a slash; `/` when left out. */
  readonly folder?: string;
  fetch(request: Request | string, init?: RequestInit): Promise<Response>;
}

/** The files of one build, kept by content: what did not change between two builds is neither stored nor fetched twice. */
export class StoredFiles {
  readonly #host: FileHost;
  readonly #folder: string;
  /** Files by their path on the host. */
  readonly #byPath: ReadonlyMap<string, BuildFile>;

  constructor(files: readonly BuildFile[], host: FileHost) {
    this.#host = host;
    this.#folder = host.folder ?? ROOT;
    const onHost = files.map((file) => ({ ...file, path: this.#folder + file.path.slice(1) }));
    this.#byPath = new Map(onHost.map((file) => [file.path, file]));
  }

  /** Stores every file that is not there yet, except those that wait for their use. Rejects when one cannot be had. */
  async install(): Promise<void> {
    const cache = await this.#open();
    const due = [...this.#byPath.values()].filter(({ onUse }) => !onUse);
    const next = async (): Promise<void> => {
      for (let file = due.pop(); file; file = due.pop()) {
        if (await cache.match(keyOf(file))) continue;
        const response = await this.#host.fetch(file.path, { cache: 'no-cache' });
        if (!response.ok) throw new Error(`${file.path}: ${response.status}`);
        await cache.put(keyOf(file), response);
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, next));
  }

  /** Deletes files of other builds. */
  async tidy(): Promise<void> {
    const cache = await this.#open();
    const kept = new Set([...this.#byPath.values()].map(keyOf));
    for (const { url } of await cache.keys()) {
      const { pathname, search } = new URL(url);
      if (!kept.has(pathname + search)) await cache.delete(url);
    }
  }

  /**
   * The answer to a request. Files whose names carry a hash come from the store; all others from the server, so that
   * a page and what it reads are always of one build, and from the store when the server cannot be reached.
   */
  async answer(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname;
    const file = this.#byPath.get(path === this.#folder ? `${path}index.html` : path);
    if (!file) return this.#host.fetch(request);
    const cache = await this.#open();
    const stored = () => cache.match(keyOf(file));
    if (path.startsWith(`${this.#folder}assets/`))
      return (await stored()) ?? this.#fetchAndKeep(request, file, cache);
    try {
      return await this.#fetchAndKeep(request, file, cache);
    } catch (error) {
      const found = await stored();
      if (found) return found;
      throw error;
    }
  }

  async #fetchAndKeep(request: Request, file: BuildFile, cache: Cache): Promise<Response> {
    const response = await this.#host.fetch(request);
    if (file.onUse && response.status === 200) {
      // A full disk is no reason to fail: the file is in hand.
      await cache.put(keyOf(file), response.clone()).catch(() => undefined);
    }
    return response;
  }

  #open(): Promise<Cache> {
    return openBuildCache(this.#host.caches, this.#folder);
  }
}

/**
 * Where the files of a build are stored. A host may hold several copies of the app; none tidies away another's files.
 * @param folder where the app lies on its host, ending in a slash
 */
export function openBuildCache(caches: CacheStorage, folder: string): Promise<Cache> {
  return caches.open(folder === ROOT ? CACHE_NAME : `${CACHE_NAME} ${folder}`);
}

/** The name under which a file is stored: its path on the host with its content. */
export function keyOf({ path, hash }: Pick<BuildFile, 'path' | 'hash'>): string {
  return `${path}?${hash}`;
}

/** The same answer with the headers that isolate the page, for hosts that cannot send them. */
export function isolated(response: Response): Response {
  if (response.type === 'opaque' || response.type === 'error' || response.status === 0) return response;
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  const hasBody = ![101, 204, 205, 304].includes(response.status);
  const { status, statusText } = response;
  return new Response(hasBody ? response.body : null, { status, statusText, headers });
}
