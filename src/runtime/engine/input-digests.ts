import type { PortContents } from './computation.ts';

/** Digests of inputs of which none is a clip; undefined otherwise. */
export function digestsOfValues(inputs: PortContents): Readonly<Record<string, string>> | undefined {
  const digests: Record<string, string> = {};
  for (const slot in inputs) {
    const content = inputs[slot];
    if (content?.kind !== 'value') return undefined;
    digests[slot] = content.digest;
  }
  return digests;
}

/** Digests of inputs that are all there already; undefined while one of them is a clip that still grows. */
export async function digestsNow(
  inputs: PortContents,
): Promise<Readonly<Record<string, string>> | undefined> {
  const digests: Record<string, string> = {};
  for (const [slot, content] of Object.entries(inputs)) {
    const digest =
      content.kind === 'value'
        ? content.digest
        : await Promise.race([content.clip.finished, Promise.resolve(undefined)]);
    if (digest === undefined) return undefined;
    digests[slot] = digest;
  }
  return digests;
}

/** Digests of all inputs once their clips are complete; undefined when one of them failed after all. */
export async function finishedDigests(
  inputs: PortContents,
): Promise<Readonly<Record<string, string>> | undefined> {
  try {
    for (const content of Object.values(inputs)) if (content.kind === 'clip') await content.clip.finished;
  } catch {
    return undefined;
  }
  return digestsNow(inputs);
}
