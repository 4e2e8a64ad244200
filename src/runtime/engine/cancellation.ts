/**
 * What the engine needs of an `AbortSignal`, which is one. Whoever runs a node gets a real one; between the engine's own
 * parts a {@link Cancellation} does: an event target per node and a listener on it per piece of work are among the
 * dearest things that a browser makes.
 */
export interface CancelSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once: true }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Something that may be cancelled, once. */
export class Cancellation implements CancelSignal {
  aborted = false;
  reason: unknown;
  #listeners: Set<() => void> | undefined;

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  addEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners ??= new Set();
    this.#listeners.add(listener);
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners?.delete(listener);
  }

  abort(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    const listeners = [...(this.#listeners ?? [])];
    this.#listeners = undefined;
    for (const listener of listeners) listener();
  }
}
