/**
 * Something that may end while others wait for its work: a worker that dies, a run that is cancelled.
 * `Promise.race` against one long-lived promise would keep every result that was ever raced alive with it; this does
 * not.
 */
export class SuddenEnd {
  readonly #waiting = new Set<(reason: unknown) => void>();
  #come: { readonly reason: unknown } | undefined;

  /** All who wait, and all who come later, get this reason. */
  come(reason: unknown): void {
    if (this.#come) return;
    this.#come = { reason };
    for (const reject of this.#waiting) reject(reason);
    this.#waiting.clear();
  }

  /** The work's outcome, or the end's reason as soon as the end comes. */
  guard<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#come) reject(this.#come.reason);
      else this.#waiting.add(reject);
      work.then(
        (outcome) => {
          this.#waiting.delete(reject);
          resolve(outcome);
        },
        (error: unknown) => {
          this.#waiting.delete(reject);
          reject(error);
        },
      );
    });
  }
}
