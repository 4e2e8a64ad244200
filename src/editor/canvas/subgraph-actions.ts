import type { WorkflowDocument } from '../../runtime/document.ts';
import { definitionOf, subgraphIdOf } from '../../runtime/subgraph-type.ts';
import { edit, select, useDocument } from '../document/document-store.ts';
import { placeNode } from '../document/edits.ts';
import type { Draft } from '../document/history.ts';
import { GRID } from '../document/place.ts';
import { createSubgraph, expandInstance, makeUnique } from '../document/subgraph-edits.ts';
import { toast } from '../notices/toast.ts';
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

/**
 * Moves an instance to where it hides no node: the middle of the nodes that it stands for, else the place of one of
 * them, else below.
 */
function clearTheWay(draft: Draft<WorkflowDocument>, instance: string, inside: readonly string[]): void {
  const boxes = allBoxes();
  const others = [...boxes].flatMap(([id, box]) => (inside.includes(id) ? [] : [box]));
  const middle = draft.view?.nodes?.[instance];
  const definition = definitionOf(draft as WorkflowDocument, draft.nodes[instance]?.type ?? '');
  if (!middle || !definition) return;
  const { inputs, outputs } = definition;
  const size = { width: NODE_WIDTH, height: nodeHeight({ inputs, outputs }) };
  const freed = inside.flatMap((id) => boxes.get(id) ?? []);
  const wanted = [middle, ...freed].find(({ x, y }) => {
    const found = freePlace(others, { x, y }, size, GRID);
    return found.x === x && found.y === y;
  });
  placeNode(draft, instance, wanted ?? freePlace(others, middle, size, GRID));
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
