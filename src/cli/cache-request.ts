import type { CacheCheck, CacheCollection } from '../runtime/cache/cache-inventory.ts';
import type { ErrorReport } from '../values/errors.ts';
import type { StoredInventory } from '../workers/engine-api.ts';

/** What the command line asks of the cache in the headless page. */
export type CacheRequest =
  | { readonly do: 'ls' | 'verify' | 'clear' }
  | { readonly do: 'gc'; readonly toBytes?: number };

export type CacheAnswer =
  | { readonly did: 'ls'; readonly inventory: StoredInventory }
  | { readonly did: 'verify'; readonly check: CacheCheck }
  | { readonly did: 'gc'; readonly collection: CacheCollection }
  | { readonly did: 'clear'; readonly results: number; readonly bytes: number };

export type CacheReply =
  | { readonly ok: true; readonly answer: CacheAnswer }
  | { readonly ok: false; readonly error: ErrorReport };
