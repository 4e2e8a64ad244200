/**
 * Processor time that the work takes, ms, all threads of this process: other programs do not disturb it much. With
 * `--single-threaded-gc` it holds the collector's work and not the waiting of its threads for each other.
 */
export async function processorTime(work: () => Promise<unknown> | unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The median of measurements. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Median and least: other programs only ever add to what a processor shared with them takes. */
export function shown(values: readonly number[], digits: number): string {
  return `${median(values).toFixed(digits)} (least ${Math.min(...values).toFixed(digits)})`;
}
