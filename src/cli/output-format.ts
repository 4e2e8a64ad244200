import { extname } from 'node:path';
import type { WorkflowDocument } from '../runtime/document.ts';
import { splitPortReference, splitTypeReference } from '../runtime/registry.ts';
import type { Setting } from './bind-params.ts';
import { withParam } from './bind-params.ts';
import { UsageError } from './usage-error.ts';

/** File extension -> formats of the encode node that give it; the first is chosen. */
const FORMATS: ReadonlyMap<string, readonly string[]> = new Map([
  ['.mp4', ['mp4-h264', 'mp4-av1']],
  ['.webm', ['webm']],
  ['.gif', ['gif']],
  ['.webp', ['webp']],
  ['.zip', ['png-sequence']],
]);

/**
 * Makes the encode node that feeds the output write the format that the file's extension asks for.
 * @throws {UsageError} for unknown extensions, and when an explicit --set contradicts
 */
export function chooseFormat(
  document: WorkflowDocument,
  output: string,
  file: string,
  settings: readonly Setting[],
): WorkflowDocument {
  const extension = extname(file).toLowerCase();
  const formats = FORMATS.get(extension);
  if (!formats) {
    throw new UsageError(
      `${file}: the ending "${extension}" is unknown.`,
      `Use one of ${[...FORMATS.keys()].join(', ')}.`,
    );
  }
  const id = splitPortReference(output)?.node ?? '';
  const node = document.nodes[id];
  if (!node || splitTypeReference(node.type).type !== 'encode') return document;
  const current = String(node.params?.format ?? '');
  if (formats.includes(current)) return document;
  const isExplicit = settings.some((setting) => setting.node === id && setting.param === 'format');
  if (isExplicit)
    throw new UsageError(`${file} does not fit --set ${id}.format=${current}.`, 'Change one of them.');
  return withParam(document, id, 'format', formats[0] ?? '');
}
