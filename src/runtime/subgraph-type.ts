import type { SubgraphDefinition, WorkflowDocument } from './document.ts';

const PREFIX = 'subgraph:';

/** Between the id of an instance and that of a node in it. */
const STEP = '/';

/** What the inside of a subgraph calls the subgraph's own inputs, as in `.inputs.image`. Ids of nodes hold no dot. */
export const OWN_INPUTS = '.inputs';

/** The type of nodes that are instances of a subgraph. */
export function subgraphType(id: string): string {
  return `${PREFIX}${id}`;
}

/** `subgraph:eyes` or `subgraph:eyes@1` -> `eyes`; undefined for other types. */
export function subgraphIdOf(type: string): string | undefined {
  if (!type.startsWith(PREFIX)) return undefined;
  return type.slice(PREFIX.length).replace(/@\d+$/, '');
}

/** The definition that an instance's type names; undefined when there is none. */
export function definitionOf(
  { subgraphs }: Pick<WorkflowDocument, 'subgraphs'>,
  type: string,
): SubgraphDefinition | undefined {
  const id = subgraphIdOf(type);
  return id !== undefined && subgraphs && Object.hasOwn(subgraphs, id) ? subgraphs[id] : undefined;
}

/** Id of a node inside of an instance, in the flat graph. */
export function innerId(instance: string, id: string): string {
  return `${instance}${STEP}${id}`;
}

/** Does a node of the flat graph lie in this instance, at any depth? */
export function isInside(id: string, instance: string): boolean {
  return id.startsWith(`${instance}${STEP}`);
}
