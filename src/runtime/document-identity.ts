import type { WorkflowDocument } from './document.ts';

/**
 * What a document's own records (reasons, pins) are stored under: its identity, or its name where it has none. Never
 * part of a result's key: what a copy computes is what the original computed.
 */
export function identityOf({ id, name }: WorkflowDocument): string {
  return id ?? name;
}

/**
 * The document without its identity, as it goes to other people: what they open is a copy, and two clips do not tell
 * that they come from the same document.
 */
export function withoutIdentity(document: WorkflowDocument): WorkflowDocument {
  const { id: _identity, ...anonymous } = document;
  return anonymous;
}
