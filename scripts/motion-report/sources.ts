import { type MotionSource, SIMULATOR } from './motion-source.ts';

/** Whose motion the report shows; the first is what the others are compared with. */
export async function reportSources(): Promise<{
  /** Measured in everything. */
  readonly measured: readonly MotionSource[];
  /** Only timed, and compared in their distributions: the same source with other settings. */
  readonly settings: readonly MotionSource[];
}> {
  return { measured: [SIMULATOR], settings: [] };
}
