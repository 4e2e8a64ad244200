import { readFile, stat } from 'node:fs/promises';
import { extractWorkflow } from '../media/metadata/extract-workflow.ts';
import type { WorkflowDocument } from '../runtime/document.ts';
import { DOCUMENT_LIMITS } from '../runtime/document-limits.ts';
import { parseDocument } from '../runtime/parse-document.ts';
import { UsageError } from './usage-error.ts';

/** Largest clip from which a workflow is read. */
const CLIP_LIMIT_BYTES = 1024 ** 3;

/**
 * A workflow from a JSON file, or from a clip or picture that carries one.
 * @throws {UsageError} when the file cannot be read or carries none @throws {WorkflowError} when it is not valid
 */
export async function readWorkflow(path: string): Promise<WorkflowDocument> {
  const facts = await stat(path).catch((cause: unknown) => {
    throw new UsageError(`The workflow ${path} cannot be read.`, 'Check the path.', { cause });
  });
  const isJson = path.toLowerCase().endsWith('.json');
  const limit = isJson ? DOCUMENT_LIMITS.bytes : CLIP_LIMIT_BYTES;
  if (facts.size > limit) {
    throw new UsageError(`${path} is larger than ${limit / 1024 / 1024} MB.`, 'Name a workflow or a clip.');
  }
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new UsageError(`${path} cannot be read.`, 'Name a file that you may read.', { cause });
  });
  if (isJson) return parseDocument(bytes.toString('utf8'));
  const text = extractWorkflow(bytes);
  if (text === undefined) {
    throw new UsageError(
      `${path} carries no workflow.`,
      'Name a .json workflow, or a clip that Kineograph made.',
    );
  }
  return parseDocument(text);
}
