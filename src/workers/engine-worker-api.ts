import type { RunEvent } from '../runtime/events.ts';
import type { ErrorReport } from '../values/errors.ts';
import type { EngineApi } from './engine-api.ts';

/** An answer that crosses the worker boundary: errors lose their class there, so they travel as reports. */
export type EngineReply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorReport };

type Replied<F> = F extends (...args: infer A) => Promise<infer R>
  ? (...args: A) => Promise<EngineReply<R>>
  : never;

/** `EngineApi` as the engine's worker answers it. */
export type EngineWorkerApi = {
  readonly [K in Exclude<keyof EngineApi, 'subscribe'>]: Replied<EngineApi[K]>;
} & {
  /** The listener lives on the page (a Comlink proxy). */
  subscribe(listener: (events: readonly RunEvent[]) => void): Promise<EngineReply<void>>;
};

/** What the engine serves to workers that paint for the page. */
export interface PictureSource extends Pick<EngineWorkerApi, 'outputs'> {
  /** Frames of a stored or still growing clip, RGBA, by the chunk's digest; undefined when not stored. */
  clipChunk(digest: string): Promise<EngineReply<Uint8ClampedArray<ArrayBuffer> | undefined>>;
}
