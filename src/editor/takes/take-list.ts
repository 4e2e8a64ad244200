import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import type { NodeDeclaration } from '../../runtime/node.ts';
import type { Plan } from '../../runtime/plan.ts';
import { splitPortReference } from '../../runtime/registry.ts';

/** Takes to choose from: a list of motions, and what the document already makes of it. */
export interface TakeList {
  /** The node that gives the motions. */
  readonly node: NodeId;
  /** `node.port` of the motions. */
  readonly motions: string;
  readonly count: number;
  /** The node that picks one of them, if there is one. */
  readonly picker: NodeId | undefined;
  /** The node that renders each of them, if there is one. */
  readonly clips: NodeId | undefined;
  /** The node that measures each clip, if there is one. */
  readonly reports: NodeId | undefined;
}

export type FindDeclaration = (type: string) => NodeDeclaration | undefined;

/**
 * The takes that a document offers: those of the preferred node, else those that are picked from, else those of the
 * last node that gives a list of motions. Undefined without a list of at least two.
 */
export function findTakeList(
  document: WorkflowDocument,
  plan: Plan,
  declarationOf: FindDeclaration,
  preferred?: NodeId,
): TakeList | undefined {
  const lengthOf = (id: NodeId) => plan.nodes[id]?.elements?.length ?? 0;
  const motionsOf = (id: NodeId): string | undefined => {
    const outputs = declarationOf(document.nodes[id]?.type ?? '')?.outputs ?? {};
    const port = Object.keys(outputs).find((name) => outputs[name]?.type === 'Motion');
    return port === undefined || lengthOf(id) < 2 ? undefined : `${id}.${port}`;
  };
  const picker = plan.order.find((id) => isOfType(document, id, 'rank-takes') && pickedFrom(document, id));
  const picked =
    picker === undefined ? undefined : splitPortReference(pickedFrom(document, picker) ?? '')?.node;
  const node = [preferred, picked, plan.order.findLast((id) => motionsOf(id) !== undefined)].find(
    (id) => id !== undefined && motionsOf(id) !== undefined,
  );
  const motions = node === undefined ? undefined : motionsOf(node);
  if (node === undefined || motions === undefined) return undefined;
  const isMapped = (id: NodeId) => lengthOf(id) === lengthOf(node);
  const clips = plan.order.find(
    (id) =>
      isMapped(id) &&
      document.nodes[id]?.inputs?.motion === motions &&
      givesClip(document, id, declarationOf),
  );
  return {
    node,
    motions,
    count: lengthOf(node),
    picker: plan.order.find(
      (id) => isOfType(document, id, 'rank-takes') && pickedFrom(document, id) === motions,
    ),
    clips,
    reports: plan.order.find(
      (id) =>
        isMapped(id) &&
        isOfType(document, id, 'take-report') &&
        splitPortReference(document.nodes[id]?.inputs?.clip ?? '')?.node === clips,
    ),
  };
}

/** Is the node of this type, whatever version? */
export function isOfType(document: WorkflowDocument, id: NodeId, type: string): boolean {
  return document.nodes[id]?.type.split('@')[0] === type;
}

function pickedFrom(document: WorkflowDocument, picker: NodeId): string | undefined {
  return document.nodes[picker]?.inputs?.takes;
}

function givesClip(document: WorkflowDocument, id: NodeId, declarationOf: FindDeclaration): boolean {
  const outputs = declarationOf(document.nodes[id]?.type ?? '')?.outputs ?? {};
  return Object.values(outputs).some(({ type }) => type === 'Clip');
}
