import type { WorkflowDocument } from '../../runtime/document.ts';
import { expandSubgraphs } from '../../runtime/expand-subgraphs.ts';

const known = new WeakMap<WorkflowDocument, WorkflowDocument>();

/** A document as it is run: every instance of a subgraph replaced by its nodes. Worked out once per document. */
export function flatGraph(whole: WorkflowDocument): WorkflowDocument {
  const before = known.get(whole);
  if (before) return before;
  const { document } = expandSubgraphs(whole);
  known.set(whole, document);
  return document;
}

/** Would two states of a document compute the same? Layout and what the app view shows make no difference. */
export function computesTheSame(a: WorkflowDocument, b: WorkflowDocument): boolean {
  if (a.nodes !== b.nodes) return false;
  if (a.subgraphs === b.subgraphs) return true;
  const ids = new Set([...Object.keys(a.subgraphs ?? {}), ...Object.keys(b.subgraphs ?? {})]);
  return [...ids].every((id) => {
    const [one, other] = [a.subgraphs?.[id], b.subgraphs?.[id]];
    return (
      one?.nodes === other?.nodes &&
      one?.inputs === other?.inputs &&
      one?.outputs === other?.outputs &&
      one?.params === other?.params
    );
  });
}
