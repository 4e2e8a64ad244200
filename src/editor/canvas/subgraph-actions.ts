import { toast } from 'sonner';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { definitionOf, subgraphIdOf } from '../../runtime/subgraph-type.ts';
import { edit, select, useDocument } from '../document/document-store.ts';
import { placeNode } from '../document/edits.ts';
import type { Draft } from '../document/history.ts';
import { GRID } from '../document/place.ts';
import { createSubgraph, expandInstance, makeUnique } from '../document/subgraph-edits.ts';
import { registry } from '../registry.ts';
import { graphStrings } from '../strings/graph-en.ts';
import { NODE_WIDTH, nodeHeight } from './node-size.ts';
import { allBoxes } from './walk.ts';
import { freePlace } from './walk-nodes.ts';

/** Moves the selected nodes into a new subgraph and selects its instance. */
export function subgraphOfSelection(): void {
  const { document, selection } = useDocument.getState();
  const name = graphStrings.subgraph.name(Object.keys(document.subgraphs ?? {}).length + 1);
  let instance: string | undefined;
  edit(graphStrings.subgraph.create, (draft) => {
    instance = createSubgraph(draft, registry, [...selection], name);
    if (instance !== undefined) clearTheWay(draft, instance, [...selection]);
  });
  if (instance === undefined) toast.message(graphStrings.subgraph.cannot);
  else select([instance]);
}

/** Moves an instance to where it hides no node: its ports may be more than those of the nodes it stands for. */
function clearTheWay(draft: Draft<WorkflowDocument>, instance: string, inside: readonly string[]): void {
  const others = new Map([...allBoxes()].filter(([id]) => !inside.includes(id)));
  const place = draft.view?.nodes?.[instance];
  const type = draft.nodes[instance]?.type ?? '';
  const definition = definitionOf(draft as WorkflowDocument, type);
  if (!place || !definition) return;
  const { inputs, outputs } = definition;
  const size = { width: NODE_WIDTH, height: nodeHeight({ inputs, outputs }) };
  placeNode(draft, instance, freePlace(others.values(), place, size, GRID));
}

/** Puts the nodes of the selected instance in its place and selects them. */
export function expandSelectedInstance(): void {
  const instance = selectedInstance();
  if (instance === undefined) return;
  let nodes: string[] = [];
  edit(graphStrings.subgraph.expand, (draft) => {
    nodes = expandInstance(draft, instance);
  });
  select(nodes);
}

/** Gives the selected instance a definition of its own. */
export function makeSelectedUnique(): void {
  const instance = selectedInstance();
  if (instance === undefined) return;
  edit(graphStrings.subgraph.unique, (draft) => makeUnique(draft, instance, graphStrings.subgraph.copy));
}

function selectedInstance(): string | undefined {
  const { document, selection } = useDocument.getState();
  const found = [...selection].find((id) => subgraphIdOf(document.nodes[id]?.type ?? '') !== undefined);
  if (found === undefined) toast.message(graphStrings.subgraph.notOne);
  return found;
}
