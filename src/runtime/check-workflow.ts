import type { NodeId, WorkflowDocument } from './document.ts';
import { expandSubgraphs } from './expand-subgraphs.ts';
import { type NodeRegistry, splitPortReference } from './registry.ts';
import { buildGraph } from './workflow-graph.ts';

/** Something about a document that its author should know. */
export interface WorkflowDiagnostic {
  /** Absent when it is about the document as a whole. */
  readonly node?: NodeId;
  /** `problem`: this part cannot run; `remark`: it is kept, but has no effect. */
  readonly severity: 'problem' | 'remark';
  /** What is wrong and how to mend it. */
  readonly message: string;
}

/** Everything that is wrong with a document that loads: node by node, then its outputs and controls. */
export function checkWorkflow(document: WorkflowDocument, registry: NodeRegistry): WorkflowDiagnostic[] {
  const graph = buildGraph(document, registry);
  const diagnostics: WorkflowDiagnostic[] = [];
  for (const { id, problems, remarks } of graph.nodes.values()) {
    for (const message of problems) diagnostics.push({ node: id, severity: 'problem', message });
    for (const message of remarks) diagnostics.push({ node: id, severity: 'remark', message });
  }
  const flat = expandSubgraphs(document).document;
  for (const reference of flat.outputs) {
    if (names(reference, 'outputs')) continue;
    const message = `The output "${reference}" does not exist: name an existing node and port.`;
    diagnostics.push({ severity: 'problem', message });
  }
  for (const reference of flat.app?.controls ?? []) {
    if (names(reference, 'params')) continue;
    diagnostics.push({ severity: 'remark', message: `The control "${reference}" does not exist.` });
  }
  return diagnostics;

  /** Does `node.member` name a member of a node? Of a node whose type is unknown here nothing can be said. */
  function names(reference: string, members: 'outputs' | 'params'): boolean {
    const address = splitPortReference(reference);
    const node = address && graph.nodes.get(address.node);
    if (!node) return false;
    return node.declaration === undefined || Object.hasOwn(node.declaration[members], address.port);
  }
}
