import { WorkflowError } from '../values/errors.ts';
import type { WorkflowDocument } from './document.ts';
import { DOCUMENT_LIMITS } from './document-limits.ts';
import { documentSchema } from './document-schema.ts';
import { migrateDocument } from './migrate-document.ts';

/** Member names that reach into prototypes when merged carelessly; refused at every level. */
const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const GENERAL_REMEDY = 'Open a workflow that Kineograph saved, or correct the file in a text editor.';

/**
 * Reads a workflow document from untrusted text. A document whose graph has problems (unknown node types, dangling
 * wires, cycles) still loads, so that nothing is lost; `checkWorkflow` lists those problems.
 * @throws {WorkflowError} `workflow-too-large`, `workflow-not-json`, `workflow-forbidden-name`, `workflow-too-deep`,
 *   `workflow-newer`, `workflow-invalid`; each message names the place in the document
 */
export function parseDocument(text: string): WorkflowDocument {
  if (text.length > DOCUMENT_LIMITS.bytes) {
    throw new WorkflowError(
      'workflow-too-large',
      `The workflow file is larger than ${DOCUMENT_LIMITS.bytes / 1024 / 1024} MB.`,
      'Workflows hold no pictures and are small; choose the right file.',
    );
  }
  return readDocument(parseJson(text));
}

/** The same for data that is JSON already (templates, clipboard). @throws {WorkflowError} */
export function readDocument(data: unknown): WorkflowDocument {
  refuseHostileStructure(data);
  const current = migrateDocument(data);
  const result = documentSchema.safeParse(current);
  if (result.success) return result.data as WorkflowDocument;
  const issue = result.error.issues[0];
  const place = issue && issue.path.length > 0 ? ` at ${issue.path.join('.')}` : '';
  throw new WorkflowError(
    'workflow-invalid',
    `This is not a valid workflow${place}: ${issue?.message ?? 'unknown fault'}.`,
    GENERAL_REMEDY,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new WorkflowError('workflow-not-json', `The file is not valid JSON: ${detail}.`, GENERAL_REMEDY, {
      cause,
    });
  }
}

/** Walks the data without recursion (depth is untrusted) and refuses prototype names and excessive structure. */
function refuseHostileStructure(data: unknown): void {
  const pending: { value: unknown; depth: number; path: string }[] = [{ value: data, depth: 0, path: '' }];
  let count = 0;
  for (let item = pending.pop(); item; item = pending.pop()) {
    const { value, depth, path } = item;
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= DOCUMENT_LIMITS.depth) {
      throw new WorkflowError(
        'workflow-too-deep',
        `The workflow is nested too deeply${at(path)}.`,
        GENERAL_REMEDY,
      );
    }
    for (const [name, member] of Object.entries(value)) {
      if (FORBIDDEN_NAMES.has(name)) {
        throw new WorkflowError(
          'workflow-forbidden-name',
          `The workflow uses the reserved name "${name}"${at(path)}.`,
          'Rename that entry; the file may have been made to attack the program that reads it.',
        );
      }
      count += 1;
      if (count > DOCUMENT_LIMITS.values) {
        throw new WorkflowError('workflow-too-large', 'The workflow has too many entries.', GENERAL_REMEDY);
      }
      pending.push({ value: member, depth: depth + 1, path: path ? `${path}.${name}` : name });
    }
  }
}

function at(path: string): string {
  return path ? ` at ${path.slice(0, 120)}` : '';
}
