import type { NodeId } from '../../runtime/document.ts';
import { burst } from '../document/bursts.ts';
import { edit, useDocument } from '../document/document-store.ts';
import { placeNode } from '../document/edits.ts';
import { nodeTitles } from '../document/node-titles.ts';
import { type Box, GRID } from '../document/place.ts';
import { registry } from '../registry.ts';
import { announce } from '../run/announcements.ts';
import { connectStrings } from '../strings/connect-en.ts';
import { strings } from '../strings/en.ts';
import { activeNode, goToNode } from './active-node.ts';
import { middleOfView } from './canvas-view.ts';
import { nodeBox } from './group-members.ts';
import { type Direction, nearestNode, nextInDirection, STEPS, wiredNodes } from './walk-nodes.ts';

/** Grid steps that an arrow key moves with Shift; the canvas does the same for a node with the focus. */
const LARGE_STEP = 4;

/** The last step along a wire, and the other nodes it could have led to. */
let fork: { readonly nodes: readonly NodeId[]; at: number } | undefined;

/** Selects the node that lies next in a direction; without a selection the one in the middle of the view. */
export function walk(direction: Direction): void {
  const boxes = allBoxes();
  const from = activeNode();
  const next =
    from === undefined ? nearestNode(boxes, middleOfView()) : nextInDirection(boxes, from, direction);
  fork = undefined;
  if (next !== undefined) arriveAt(next);
  else if (from !== undefined) announce(connectStrings.walk.none[direction]);
}

/** Selects the first node that feeds the selected one, or that it feeds. */
export function walkWire(towards: 'sources' | 'consumers'): void {
  const from = activeNode();
  if (from === undefined) {
    walk(towards === 'sources' ? 'left' : 'right');
    return;
  }
  const nodes = wiredNodes(useDocument.getState().document, allBoxes(), from, towards);
  const [first] = nodes;
  if (first === undefined) {
    announce(connectStrings.walk[towards === 'sources' ? 'noSource' : 'noConsumer']);
    return;
  }
  fork = { nodes, at: 0 };
  arriveAt(first);
}

/** After a step along a wire: the next of the nodes that it could have led to. */
export function walkFork(by: 1 | -1): void {
  const { length = 0 } = fork?.nodes ?? [];
  const next = fork?.nodes[(fork.at + by + length) % length];
  if (!fork || next === undefined || activeNode() !== fork.nodes[fork.at]) {
    walk(by === 1 ? 'down' : 'up');
    return;
  }
  fork = { nodes: fork.nodes, at: (fork.at + by + length) % length };
  arriveAt(next);
}

/** Gives the focus to the selected node, or to the one in the middle of the view. */
export function goToGraph(): void {
  const node = activeNode() ?? nearestNode(allBoxes(), middleOfView());
  if (node === undefined) announce(strings.canvas.empty);
  else arriveAt(node);
}

/** Moves all selected nodes by one grid step. @returns false when none is selected */
export function nudgeSelection(direction: Direction, isLarge: boolean): boolean {
  const { document, selection } = useDocument.getState();
  if (selection.size === 0) return false;
  const step = GRID * (isLarge ? LARGE_STEP : 1);
  const ids = [...selection];
  edit(
    strings.steps.move,
    (draft) => {
      for (const id of ids) {
        const place = document.view?.nodes?.[id];
        const { x, y } = STEPS[direction];
        if (place) placeNode(draft, id, { x: place.x + x * step, y: place.y + y * step });
      }
    },
    burst(`keys ${ids.join(' ')}`),
  );
  return true;
}

/** Boxes of all nodes that have a place, px of the canvas. */
export function allBoxes(): ReadonlyMap<NodeId, Box> {
  const { document } = useDocument.getState();
  return new Map(
    Object.keys(document.nodes).flatMap((id): [NodeId, Box][] => {
      const box = nodeBox(document, id);
      return box ? [[id, box]] : [];
    }),
  );
}

function arriveAt(id: NodeId): void {
  goToNode(id);
  const title = nodeTitles(useDocument.getState().document, registry).get(id) ?? id;
  const { nodes = [], at = 0 } = fork ?? {};
  announce(nodes.length > 1 ? connectStrings.walk.fork(title, at + 1, nodes.length) : title);
}
