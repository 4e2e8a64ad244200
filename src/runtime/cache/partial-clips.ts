import type { PartialChunk } from './cache-store.ts';

/** Clips that broke off longer ago are not worth their bytes, ms. */
const KEPT_MS = 7 * 24 * 3600 * 1000;
/** Broken clips that are kept for resuming. */
const KEPT_CLIPS = 16;

/** Rendered ranges of clips that are not complete, by recipe key. */
export class PartialClips {
  readonly #clips = new Map<string, Map<number, PartialChunk>>();

  /** @returns the chunk that it replaces, if any */
  add(chunk: PartialChunk): PartialChunk | undefined {
    const chunks = this.#clips.get(chunk.recipeKey) ?? new Map<number, PartialChunk>();
    const replaced = chunks.get(chunk.start);
    // Set anew, so that the clip worked on last is the last in the map.
    this.#clips.delete(chunk.recipeKey);
    this.#clips.set(chunk.recipeKey, chunks.set(chunk.start, chunk));
    return replaced;
  }

  of(recipeKey: string): readonly PartialChunk[] {
    return [...(this.#clips.get(recipeKey)?.values() ?? [])];
  }

  /** Keys of all clips, the one longest untouched first. */
  keys(): readonly string[] {
    return [...this.#clips.keys()];
  }

  remove(recipeKey: string): readonly PartialChunk[] {
    const chunks = this.of(recipeKey);
    this.#clips.delete(recipeKey);
    return chunks;
  }

  /** Keys of clips that are too old or too many to keep. */
  surplus(now: number): readonly string[] {
    const newestFirst = [...this.keys()].sort((a, b) => this.#lastWork(b) - this.#lastWork(a));
    return newestFirst.filter((key, index) => index >= KEPT_CLIPS || now - this.#lastWork(key) > KEPT_MS);
  }

  #lastWork(recipeKey: string): number {
    return Math.max(...this.of(recipeKey).map((chunk) => chunk.at));
  }
}
