import { StorageError } from '../../values/errors.ts';
import { digestSerialised, type SerialisedValue, serialisedBytes } from '../../values/serialise.ts';
import type { CacheStore } from './cache-store.ts';
import type { Lease } from './lease.ts';
import { RecentlyUsed } from './recently-used.ts';
import type { ValueLedger } from './value-ledger.ts';

/** A store that refused a value twice is left in peace for this long, ms. */
const FULL_PAUSE_MS = 5_000;

const DAMAGED_NOTICE = 'A stored result was damaged. It was deleted and is computed again when it is needed.';

interface ShelfOptions {
  readonly ramLimitBytes: number;
  /** Bound of values that are in RAM because there is no room elsewhere. */
  readonly strandedLimitBytes: number;
  /** Bound of what the store should hold; what running computations hold may exceed it for a while. */
  readonly limitBytes: number;
  readonly onNotice: (code: string, message: string) => void;
  /** Evicts until so many bytes more fit. */
  readonly makeRoom: (bytes: number) => Promise<void>;
}

/** Values by content: in RAM, and in the store as far as it takes them. */
export class ValueShelf {
  readonly #store: CacheStore;
  readonly #ledger: ValueLedger;
  readonly #options: ShelfOptions;
  readonly #ram: RecentlyUsed<SerialisedValue>;
  /** Values that are in RAM only because the store had no room. */
  readonly #unstored = new Map<string, number>();
  #unstoredBytes = 0;
  readonly #writing = new Map<string, Promise<void>>();
  /** Values that could not be read back although the store lists them: they are written anew when they come again. */
  readonly #suspect = new Set<string>();
  #pausedUntil = 0;
  #toldCode: string | undefined;
  #toldDamage = false;

  constructor(store: CacheStore, ledger: ValueLedger, options: ShelfOptions) {
    this.#store = store;
    this.#ledger = ledger;
    this.#options = options;
    // What exists nowhere else stays while a computation needs it.
    const mayDrop = (digest: string) => !(this.#unstored.has(digest) && ledger.isLeased(digest));
    this.#ram = new RecentlyUsed(options.ramLimitBytes, mayDrop);
  }

  isInRam(digest: string): boolean {
    return this.#ram.has(digest);
  }

  /** As it is in RAM; undefined when it is not. */
  inRam(digest: string): SerialisedValue | undefined {
    return this.#ram.get(digest);
  }

  /** False for values in RAM only. */
  isStored(digest: string): boolean {
    return !this.#unstored.has(digest);
  }

  /** Verified bytes; undefined when they are gone, damaged or cannot be read. */
  async read(digest: string): Promise<SerialisedValue | undefined> {
    const inRam = this.#ram.get(digest);
    if (inRam) return inRam;
    const { state, value } = await this.#readStored(digest);
    if (state === 'unread') this.#suspect.add(digest);
    if (state === 'damaged') await this.#removeDamaged(digest);
    if (value) this.#ram.set(digest, value, serialisedBytes(value));
    return value;
  }

  /**
   * Compares what the store holds with its digest, whatever is in RAM. A damaged value is deleted from the store; it
   * stays in RAM if it is there.
   */
  async check(digest: string): Promise<'intact' | 'damaged' | 'missing'> {
    if (!this.isStored(digest)) return 'intact';
    const { state } = await this.#readStored(digest);
    if (state === 'intact' || state === 'missing') return state;
    await this.#removeDamaged(digest);
    return 'damaged';
  }

  /**
   * Resolves once the value would survive the end of the process, as far as the store allows.
   * @throws {StorageError} `storage-exhausted` when neither the store nor memory has room
   */
  write(digest: string, value: SerialisedValue, bytes: number, lease: Lease): Promise<void> {
    const isKnown = this.#ledger.has(digest) && !this.#unstored.has(digest) && !this.#suspect.has(digest);
    lease.hold(digest, bytes);
    this.#ram.set(digest, value, bytes);
    const others = this.#writing.get(digest);
    if (others) return others;
    return isKnown ? this.#writeIfGone(digest, value, bytes) : this.#write(digest, value, bytes);
  }

  /** Holds a value in RAM that is written later: until then, or until nobody needs it any more, it stays there. */
  keep(digest: string, value: SerialisedValue, bytes: number, lease: Lease): void {
    const isKnown = this.#ledger.has(digest) && !this.#unstored.has(digest);
    lease.hold(digest, bytes);
    this.#ram.set(digest, value, bytes);
    if (isKnown || this.#writing.has(digest)) return;
    this.#markUnstored(digest, bytes);
  }

  /** Trust in RAM would be wrong here: another tab may have evicted the value from the store. */
  async #writeIfGone(digest: string, value: SerialisedValue, bytes: number): Promise<void> {
    if (!(await this.#isThere(digest))) await this.#write(digest, value, bytes);
  }

  #write(digest: string, value: SerialisedValue, bytes: number): Promise<void> {
    const writing = this.#persist(digest, value, bytes);
    const forget = () => this.#writing.delete(digest);
    this.#writing.set(digest, writing);
    writing.then(forget, forget);
    return writing;
  }

  /** These values are written to the store when they come again, even if it lists them. */
  distrust(digests: readonly string[]): void {
    for (const digest of digests) this.#suspect.add(digest);
  }

  drop(digest: string): void {
    this.#ram.delete(digest);
    this.#markStored(digest);
  }

  dropAllBut(kept: ReadonlySet<string>): void {
    for (const digest of this.#ram.keys()) if (!kept.has(digest)) this.drop(digest);
  }

  /** Runs a write; when the store fails, tells the user once and goes on. @returns whether it worked */
  async guard(write: () => Promise<void>): Promise<boolean> {
    try {
      await write();
      return true;
    } catch (error) {
      this.noteFailure(error);
      return false;
    }
  }

  /** The store failed: tells the user once. @throws what is no {@link StorageError} */
  noteFailure(error: unknown): void {
    if (!(error instanceof StorageError)) throw error;
    this.#tell(error);
  }

  /** A store that fails to read is no reason to stop: the value can be computed again. */
  async #readStored(
    digest: string,
  ): Promise<{ state: 'intact' | 'damaged' | 'missing' | 'unread'; value?: SerialisedValue }> {
    let value: SerialisedValue | undefined;
    try {
      value = await this.#store.getValue(digest);
    } catch {
      return { state: 'unread' };
    }
    if (value === undefined) return { state: 'missing' };
    return (await hasDigest(value, digest)) ? { state: 'intact', value } : { state: 'damaged' };
  }

  /** Gone from the store at once: a leased value would otherwise be taken for stored when it is computed again. */
  async #removeDamaged(digest: string): Promise<void> {
    // A clip has many chunks; people need to hear of the first only.
    if (!this.#toldDamage) this.#options.onNotice('value-damaged', DAMAGED_NOTICE);
    this.#toldDamage = true;
    this.#suspect.add(digest);
    await this.guard(() => this.#store.deleteValues([digest]));
  }

  async #isThere(digest: string): Promise<boolean> {
    const missing = await this.#store.missingValues([digest]).catch(() => []);
    return missing.length === 0;
  }

  async #persist(digest: string, value: SerialisedValue, bytes: number): Promise<void> {
    // It may have been refused before: it is in RAM once all the same.
    this.#markUnstored(digest, bytes);
    const { limitBytes, makeRoom } = this.#options;
    if (performance.now() >= this.#pausedUntil) {
      // The ledger counts this value already. What cannot be evicted now is trimmed when it is let go.
      if (this.#ledger.bytes > limitBytes) await makeRoom(0);
      if (await this.#put(digest, value, bytes)) {
        this.#markStored(digest);
        this.#suspect.delete(digest);
        this.#toldDamage = false;
        this.#toldCode = undefined;
      } else this.#pausedUntil = performance.now() + FULL_PAUSE_MS;
    }
    const stranded = this.#store.persistent ? this.#unstoredBytes : this.#ledger.bytes;
    if (stranded > this.#options.strandedLimitBytes) throw exhausted();
  }

  /** Tries twice, the second time after an eviction. */
  async #put(digest: string, value: SerialisedValue, bytes: number): Promise<boolean> {
    try {
      await this.#store.putValue(digest, value);
      return true;
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
    }
    await this.#options.makeRoom(bytes);
    return this.guard(() => this.#store.putValue(digest, value));
  }

  #markUnstored(digest: string, bytes: number): void {
    this.#markStored(digest);
    this.#unstored.set(digest, bytes);
    this.#unstoredBytes += bytes;
  }

  #markStored(digest: string): void {
    this.#unstoredBytes -= this.#unstored.get(digest) ?? 0;
    this.#unstored.delete(digest);
  }

  #tell(error: StorageError): void {
    if (this.#toldCode === error.code) return;
    this.#toldCode = error.code;
    this.#options.onNotice(error.code, `${error.message} ${error.remedy}`);
  }
}

/** What was damaged may not even have the form of a value. */
async function hasDigest(value: SerialisedValue, digest: string): Promise<boolean> {
  try {
    return (await digestSerialised(value)) === digest;
  } catch {
    return false;
  }
}

function exhausted(): StorageError {
  return new StorageError(
    'storage-exhausted',
    'Neither the disk nor memory has room for this result.',
    'Free disk space or clear the cache, or make a smaller or shorter clip.',
  );
}
