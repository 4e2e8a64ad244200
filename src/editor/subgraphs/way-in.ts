import { toast } from 'sonner';
import type { NodeId } from '../../runtime/document.ts';
import { definitionOf, subgraphIdOf } from '../../runtime/subgraph-type.ts';
import { boundarySide, prefixIn, withoutPrefix } from '../document/boundary.ts';
import { goTo, select, useDocument } from '../document/document-store.ts';
import { locate, type Place, prefixOf, stepsTo } from '../document/places.ts';
import { graphStrings } from '../strings/graph-en.ts';
import { subgraphStrings } from '../strings/subgraphs-en.ts';

/** Shows the inside of an instance of the shown graph. Says why where that cannot be. */
export function enterInstance(id: NodeId): void {
  const { whole, document, place } = useDocument.getState();
  const type = document.nodes[id]?.type ?? '';
  const definition = definitionOf(whole, type);
  if (!definition) {
    toast.message(graphStrings.subgraph.notOne);
    return;
  }
  if (stepsTo(whole, place).some(({ definitionId }) => definitionId === subgraphIdOf(type))) {
    toast.message(subgraphStrings.isAlreadyIn(definition.name));
    return;
  }
  goTo([...place, withoutPrefix(prefixIn(document), id)]);
}

/** Shows the inside of the selected instance. */
export function enterSelected(): void {
  const { document, selection } = useDocument.getState();
  const found = [...selection].find((id) => isInstance(document.nodes[id]?.type));
  if (found === undefined) toast.message(graphStrings.subgraph.notOne);
  else enterInstance(found);
}

/** Shows the graph around the shown one, with the instance selected that was left. */
export function leaveSubgraph(): void {
  const { place } = useDocument.getState();
  if (place.length > 0) goOutTo(place.slice(0, -1));
}

/** Shows one of the graphs around the shown one, with the instance selected that led inside. */
export function goOutTo(around: Place): void {
  const { place } = useDocument.getState();
  const inside = place[around.length];
  goTo(around, inside === undefined ? [] : [prefixOf(around) + inside]);
}

/** Shows a node wherever it is, by its id in the flat graph, and selects it. */
export function reveal(flatId: NodeId): void {
  const found = locate(useDocument.getState().whole, flatId);
  if (!found) return;
  goTo(found.place);
  select([flatId]);
}

export function isInstance(type: string | undefined): boolean {
  return type !== undefined && subgraphIdOf(type) !== undefined;
}

/** The selected nodes of the document: the inputs and outputs of a subgraph are shown, not run. */
export function selectedNodes(): NodeId[] {
  return [...useDocument.getState().selection].filter((id) => boundarySide(id) === undefined);
}
