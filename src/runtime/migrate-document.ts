import { WorkflowError } from '../values/errors.ts';
import type { WorkflowNode } from './document.ts';
import type { NodeDeclaration } from './node.ts';
import { splitTypeReference } from './registry.ts';

/** The format version that this build writes. */
export const FORMAT_VERSION = 1;

/** Upgrades of the document format: `FORMAT_MIGRATIONS[n]` turns version n into n + 1. Version 1 is the first. */
const FORMAT_MIGRATIONS: Readonly<
  Record<number, (document: Record<string, unknown>) => Record<string, unknown>>
> = {};

/**
 * Brings a document of an older format version to the current one.
 * @throws {WorkflowError} `workflow-invalid` when it names no version, `workflow-newer` when it is from the future
 */
export function migrateDocument(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return data;
  let document = data as Record<string, unknown>;
  const version = document.kineograph;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    throw new WorkflowError(
      'workflow-invalid',
      'This JSON is not a Kineograph workflow: it has no "kineograph" version.',
      'Open a workflow that Kineograph saved.',
    );
  }
  if (version > FORMAT_VERSION) {
    throw new WorkflowError(
      'workflow-newer',
      `The workflow was saved by a newer Kineograph (format ${version}; this one reads up to ${FORMAT_VERSION}).`,
      'Update Kineograph, then open it again.',
    );
  }
  for (let from = version; from < FORMAT_VERSION; from++) {
    document = FORMAT_MIGRATIONS[from]?.(document) ?? document;
  }
  return document;
}

/**
 * Parameters of a node brought to its declaration's version. A node from a newer version stays as it is;
 * the caller reports it.
 */
export function migrateParams(
  { type, params = {} }: WorkflowNode,
  declaration: NodeDeclaration,
): Readonly<Record<string, unknown>> {
  const { version } = splitTypeReference(type);
  if (version >= declaration.version) return params;
  // Migrations may change what they are given.
  let migrated: Record<string, unknown> = { ...params };
  for (let from = version; from < declaration.version; from++) {
    migrated = declaration.migrations?.[from]?.(migrated) ?? migrated;
  }
  return migrated;
}
