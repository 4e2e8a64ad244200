import { sha256Hex } from '../../values/digest.ts';
import { MediaError, StorageError } from '../../values/errors.ts';
import type { CacheStore } from '../cache/cache-store.ts';
import { RecentlyUsed } from '../cache/recently-used.ts';
import type { Asset } from '../node.ts';

/** Largest file that may be brought in. */
export const ASSET_LIMIT_BYTES = 256 * 1024 * 1024;

/** Bound of samples and other fetched files kept in RAM. */
const FETCHED_LIMIT_BYTES = 64 * 1024 * 1024;

/** Fetches a file of this installation by path (`/samples/astronaut.jpg`); undefined when there is none. */
export type FetchOwnFile = (path: string) => Promise<Uint8Array | undefined>;

const SAMPLE_NAME = /^[a-z0-9-]{1,40}$/;
/** A path of this origin: no scheme, no host, no way up. */
const OWN_PATH = /^\/(?!\/)(?!.*\.\.)[\w./-]{1,200}$/;

/** Files that workflows refer to: the user's own (by content), bundled samples, and paths of the same origin. */
export class AssetLibrary {
  readonly #store: CacheStore;
  readonly #fetchOwnFile: FetchOwnFile;
  readonly #hashes = new Map<string, string>();
  readonly #fetched = new RecentlyUsed<Asset>(FETCHED_LIMIT_BYTES);
  readonly #fetching = new Map<string, Promise<Asset>>();

  constructor(store: CacheStore, fetchOwnFile: FetchOwnFile) {
    this.#store = store;
    this.#fetchOwnFile = fetchOwnFile;
  }

  /** Makes sure that {@link hashOf} knows these references, as far as their files exist. */
  async resolve(references: Iterable<string>): Promise<void> {
    const unknown = [...references].filter((reference) => !this.#hashes.has(reference));
    if (unknown.length === 0) return;
    // Asked anew each time: another tab may have brought the file meanwhile.
    const stored = new Set(await this.#store.assetNames().catch(() => []));
    for (const reference of unknown) {
      if (reference.startsWith('asset:')) {
        const hash = reference.slice('asset:'.length);
        if (stored.has(hash)) this.#hashes.set(reference, hash);
        continue;
      }
      const asset = await this.read(reference).catch(() => undefined);
      if (asset) this.#hashes.set(reference, await sha256Hex([asset.bytes]));
    }
  }

  /** Content hash of a resolved reference; undefined when its file is not there. */
  hashOf(reference: string): string | undefined {
    return this.#hashes.get(reference);
  }

  /** Stores a file under its content hash. @throws {MediaError} `asset-empty`, `asset-too-large` @throws {StorageError} */
  async put(file: Asset): Promise<string> {
    if (file.bytes.byteLength === 0) {
      throw new MediaError('asset-empty', `"${file.name}" is empty (0 bytes).`, 'Choose another file.');
    }
    if (file.bytes.byteLength > ASSET_LIMIT_BYTES) {
      const limit = ASSET_LIMIT_BYTES / 1024 / 1024;
      throw new MediaError(
        'asset-too-large',
        `"${file.name}" is larger than ${limit} MB.`,
        'Choose a smaller file.',
      );
    }
    const sha256 = await sha256Hex([file.bytes]);
    const { mediaType, bytes } = file;
    await this.#store.putAsset({ sha256, name: file.name.slice(0, 200), mediaType, bytes });
    const reference = `asset:${sha256}`;
    this.#hashes.set(reference, sha256);
    return reference;
  }

  /** @throws {StorageError} `asset-missing` */
  async read(reference: string): Promise<Asset> {
    if (reference.startsWith('asset:')) {
      const stored = await this.#store.getAsset(reference.slice('asset:'.length));
      if (stored) return stored;
      // Deleted by another tab or by the user: the next plan says so.
      this.#hashes.delete(reference);
      throw missing(reference);
    }
    const path = ownPath(reference);
    if (path === undefined) throw missing(reference);
    const known = this.#fetched.get(reference);
    if (known) return known;
    const fetching = this.#fetching.get(reference) ?? this.#fetch(reference, path);
    this.#fetching.set(reference, fetching);
    try {
      const asset = await fetching;
      this.#fetched.set(reference, asset, asset.bytes.byteLength);
      return asset;
    } finally {
      this.#fetching.delete(reference);
    }
  }

  async #fetch(reference: string, path: string): Promise<Asset> {
    const bytes = await this.#fetchOwnFile(path);
    if (!bytes) throw missing(reference);
    if (bytes.byteLength > ASSET_LIMIT_BYTES) throw missing(reference);
    return { name: path.slice(path.lastIndexOf('/') + 1), mediaType: '', bytes };
  }
}

/** Path of a `sample:` or `url:` reference on this origin; undefined when it is no such reference. */
function ownPath(reference: string): string | undefined {
  if (reference.startsWith('sample:')) {
    const name = reference.slice('sample:'.length);
    return SAMPLE_NAME.test(name) ? `/samples/${name}.jpg` : undefined;
  }
  const path = reference.startsWith('url:') ? reference.slice('url:'.length) : '';
  return OWN_PATH.test(path) ? path : undefined;
}

function missing(reference: string): StorageError {
  return new StorageError(
    'asset-missing',
    `The file "${reference.slice(0, 80)}" is not on this device.`,
    'Choose the photo again.',
  );
}
