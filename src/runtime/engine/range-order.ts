import type { FrameRange } from '../../values/clip.ts';
import type { GrowingClip } from './growing-clip.ts';

/** A range to render next. */
export interface NextRange {
  readonly index: number;
  /** 0..1: how early it is wanted among the clip's ranges. */
  readonly order: number;
}

/** Gives the ranges of a clip out, each once: those somebody looks at, what follows them, then the rest from the start. */
export class RangeOrder {
  readonly #clip: GrowingClip;
  readonly #pending: Set<number>;

  constructor(clip: GrowingClip) {
    this.#clip = clip;
    this.#pending = new Set(clip.ranges.keys());
  }

  /** The next range; undefined when all were given out. */
  take(): NextRange | undefined {
    const index = this.#wantedIndex() ?? this.#pending.values().next().value;
    if (index === undefined) return undefined;
    this.#pending.delete(index);
    const count = this.#clip.ranges.length;
    const from = this.#firstWanted() ?? 0;
    return { index, order: 1 - ((index - from + count) % count) / count };
  }

  #wantedIndex(): number | undefined {
    const { wanted, ranges } = this.#clip;
    const isWanted = (index: number) => wanted.some((frames) => overlap(frames, ranges[index]));
    const from = this.#firstWanted();
    if (from === undefined) return undefined;
    const pending = [...this.#pending];
    return pending.find(isWanted) ?? pending.find((index) => index >= from);
  }

  #firstWanted(): number | undefined {
    const first = this.#clip.wanted[0];
    const index = this.#clip.ranges.findIndex((range) => overlap(first, range));
    return index < 0 ? undefined : index;
  }
}

/** Have the ranges frames in common? */
export function overlap(a: FrameRange | undefined, b: FrameRange | undefined): boolean {
  return a !== undefined && b !== undefined && a.start < b.end && b.start < a.end;
}
