import type { WorkflowDocument } from './document.ts';

/** Members of a document and of a node in the order a person reads them; unknown ones follow, sorted. */
const DOCUMENT_ORDER = ['kineograph', 'id', 'name', 'nodes', 'outputs', 'app', 'subgraphs', 'view'];
const NODE_ORDER = ['type', 'label', 'params', 'inputs', 'bypassed', 'pinned'];

/** JSON text of a document with a stable order, so that equal documents give equal files and small diffs. */
export function serialiseDocument(document: WorkflowDocument): string {
  const nodes = Object.fromEntries(
    Object.entries(document.nodes).map(([id, node]) => [id, ordered(node, NODE_ORDER)]),
  );
  return `${JSON.stringify(ordered({ ...document, nodes }, DOCUMENT_ORDER), undefined, 2)}\n`;
}

function ordered(object: object, first: readonly string[]): Record<string, unknown> {
  const members = object as Record<string, unknown>;
  const rest = Object.keys(members)
    .filter((name) => !first.includes(name))
    .sort();
  const names = [...first.filter((name) => members[name] !== undefined), ...rest];
  return Object.fromEntries(names.map((name) => [name, members[name]]));
}
