/** A pause this long ends a burst of typing or of arrow keys, ms. */
const BURST_REST_MS = 1500;

const bursts = new Map<string, { readonly count: number; readonly at: number }>();

/**
 * The gesture of a burst: changes under the same name that follow each other closely are one undo step; after a rest
 * a new step begins.
 * @param now milliseconds
 */
export function burst(name: string, now: number = performance.now()): string {
  const last = bursts.get(name);
  const goesOn = last !== undefined && now - last.at < BURST_REST_MS;
  const count = goesOn ? last.count : (last?.count ?? 0) + 1;
  bursts.set(name, { count, at: now });
  return `${name} ${count}`;
}
