import { extname } from 'node:path';

/**
 * Files that a run writes: `--out` itself, or for a list one per element, numbered from 1: `clip-1.mp4`, `clip-2.mp4`.
 * A list of one keeps the name that was asked for.
 * @param count length of the list; absent for a single result
 */
export function outputFiles(out: string, count: number | undefined): readonly string[] {
  if (count === undefined || count === 1) return [out];
  const ending = extname(out);
  const stem = out.slice(0, out.length - ending.length);
  return Array.from({ length: count }, (_, index) => `${stem}-${index + 1}${ending}`);
}
