import type { ResultCache } from '../../src/runtime/cache/result-cache.ts';
import type { Value } from '../../src/values/value.ts';

/** A small value whose content is its number; `bytes` of padding make it as large as a test needs. */
export function sample(number: number, bytes = 0): Value {
  return { type: 'File', name: `${number}`, mediaType: 'x/y', bytes: new Uint8Array(bytes).fill(number) };
}

export interface SampleResult {
  readonly ms?: number;
  readonly cutoff?: string;
  readonly lastUsed?: number;
}

/** Commits a result with these values at ports `p0`, `p1`..., as a computation would. */
export async function commitSample(
  cache: ResultCache,
  key: string,
  values: readonly Value[],
  { ms = 10, cutoff, lastUsed = Date.now() }: SampleResult = {},
): Promise<void> {
  const lease = cache.lease();
  const outputs: Record<string, string> = {};
  const parts: Record<string, number> = {};
  for (const [index, value] of values.entries()) {
    const { digest, bytes } = await cache.writeValue(value, lease);
    outputs[`p${index}`] = digest;
    parts[digest] = bytes;
  }
  const common = { key, type: 'sample', kind: 'values', outputs, parts, ms, notices: [], lastUsed } as const;
  await cache.commit({ ...common, ...(cutoff === undefined ? {} : { cutoff }) });
  await lease.release();
}
