import type { PortContent } from './computation.ts';

/** Digests of inputs of which none is a clip; undefined otherwise. */
export function digestsOfValues(
  inputs: ReadonlyMap<string, PortContent>,
): Readonly<Record<string, string>> | undefined {
  const digests: Record<string, string> = {};
  for (const [port, content] of inputs) {
    if (content.kind !== 'value') return undefined;
    digests[port] = content.digest;
  }
  return digests;
}

/** Digests of inputs that are all there already; undefined while one of them is a clip that still grows. */
export async function digestsNow(
  inputs: ReadonlyMap<string, PortContent>,
): Promise<Readonly<Record<string, string>> | undefined> {
  const digests: Record<string, string> = {};
  for (const [port, content] of inputs) {
    const digest =
      content.kind === 'value'
        ? content.digest
        : await Promise.race([content.clip.finished, Promise.resolve(undefined)]);
    if (digest === undefined) return undefined;
    digests[port] = digest;
  }
  return digests;
}

/** Digests of all inputs once their clips are complete; undefined when one of them failed after all. */
export async function finishedDigests(
  inputs: ReadonlyMap<string, PortContent>,
): Promise<Readonly<Record<string, string>> | undefined> {
  try {
    for (const content of inputs.values()) if (content.kind === 'clip') await content.clip.finished;
  } catch {
    return undefined;
  }
  return digestsNow(inputs);
}
