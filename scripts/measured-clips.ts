import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { MeasuredClip } from './acceptance-table.ts';

/** What a stored line says: a measured clip, and at what it was measured. */
interface StoredClip {
  readonly photo: string;
  readonly prompt: string;
  /** What the numbers hold for: size of the clip, implementations of the renderer and of the report. */
  readonly state: string;
  readonly measures: Readonly<Record<string, number>>;
}

/**
 * Measured clips in a file, one JSON text a line, written as soon as each is known: a table that takes an hour may be
 * interrupted and goes on where it stood. Lines of another state stay in the file and are not read.
 */
export class MeasuredClips {
  readonly #file: string | undefined;
  readonly #state: string;
  readonly #known = new Map<string, MeasuredClip>();

  /** @param file none keeps nothing @param state see {@link StoredClip} */
  constructor(file: string | undefined, state: string) {
    this.#file = file;
    this.#state = state;
    if (file === undefined || !existsSync(file)) return;
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const stored = parseLine(line);
      if (stored?.state !== state) continue;
      const { photo, prompt, measures } = stored;
      this.#known.set(`${photo}: ${prompt}`, { photo, prompt, measures: new Map(Object.entries(measures)) });
    }
  }

  get(photo: string, prompt: string): MeasuredClip | undefined {
    return this.#known.get(`${photo}: ${prompt}`);
  }

  /** Keeps a clip; one that could not be made is tried again the next time. */
  add({ photo, prompt, measures, problem }: MeasuredClip): void {
    if (this.#file === undefined || problem !== undefined) return;
    const stored: StoredClip = {
      photo,
      prompt,
      state: this.#state,
      measures: Object.fromEntries(measures),
    };
    appendFileSync(this.#file, `${JSON.stringify(stored)}\n`);
  }
}

/** A line of the file; none where it was cut short. */
function parseLine(line: string): StoredClip | undefined {
  try {
    return JSON.parse(line) as StoredClip;
  } catch {
    return undefined;
  }
}
