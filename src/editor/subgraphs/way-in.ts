import type { NodeId } from '../../runtime/document.ts';
import { definitionOf, subgraphIdOf } from '../../runtime/subgraph-type.ts';
import { goToNode } from '../canvas/active-node.ts';
import { bringIntoView } from '../canvas/canvas-view.ts';
import { boundarySide, prefixIn, withoutPrefix } from '../document/boundary.ts';
import { goTo, useDocument } from '../document/document-store.ts';
import { isSamePlace, locate, type Place, prefixOf, stepsTo } from '../document/places.ts';
import { toast } from '../notices/toast.ts';
import { announce } from '../run/announcements.ts';
import { graphStrings } from '../strings/graph-en.ts';
import { subgraphStrings } from '../strings/subgraphs-en.ts';
import { awaitArrival } from './arrival.ts';

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
  announce(subgraphStrings.entered(definition.name));
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
  const instance = inside === undefined ? undefined : prefixOf(around) + inside;
  goTo(around, instance === undefined ? [] : [instance]);
  if (instance !== undefined) goToNode(instance);
  announce(subgraphStrings.left(useDocument.getState().document.name));
}

/** Shows a node wherever it is, by its id in the flat graph, and selects it. */
export function reveal(flatId: NodeId): void {
  const found = locate(useDocument.getState().whole, flatId);
  if (!found) return;
  if (isSamePlace(found.place, useDocument.getState().place)) void bringIntoView([flatId]);
  else awaitArrival([flatId]);
  goTo(found.place);
  goToNode(flatId);
}

/** Enter on an instance shows its inside. */
export function onEnterKey(event: React.KeyboardEvent): void {
  if (event.key !== 'Enter' || event.defaultPrevented || !(event.target instanceof Element)) return;
  const id = event.target.matches('.react-flow__node') ? event.target.getAttribute('data-id') : null;
  if (id === null || !isInstance(useDocument.getState().document.nodes[id]?.type)) return;
  event.preventDefault();
  enterInstance(id);
}

/** A double click on an instance does the same. */
export function onNodeDoubleClick(_event: React.MouseEvent, { id }: { readonly id: NodeId }): void {
  if (isInstance(useDocument.getState().document.nodes[id]?.type)) enterInstance(id);
}

export function isInstance(type: string | undefined): boolean {
  return type !== undefined && subgraphIdOf(type) !== undefined;
}

/** The selected nodes of the document: the inputs and outputs of a subgraph are shown, not run. */
export function selectedNodes(): NodeId[] {
  return [...useDocument.getState().selection].filter((id) => boundarySide(id) === undefined);
}
