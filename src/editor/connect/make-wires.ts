import type { NodeId } from '../../runtime/document.ts';
import { activeNode, goToNode } from '../canvas/active-node.ts';
import { useCanvasSelection } from '../canvas/canvas-selection.ts';
import { cutWires } from '../canvas/cut-wires.ts';
import type { FittingNode } from '../canvas/fitting-nodes.ts';
import { NODE_WIDTH, nodeHeight, portOffset } from '../canvas/node-size.ts';
import { allBoxes } from '../canvas/walk.ts';
import { freePlace } from '../canvas/walk-nodes.ts';
import { edit, select, useDocument } from '../document/document-store.ts';
import { addNode, connect, disconnect, freeNodeId } from '../document/edits.ts';
import { GRID, onGrid, type Position } from '../document/place.ts';
import { hangOn } from '../document/reroute-edits.ts';
import { registry } from '../registry.ts';
import { announce, announceNotice } from '../run/announcements.ts';
import { useCommandPalette } from '../shell/command-state.ts';
import { connectStrings } from '../strings/connect-en.ts';
import { strings } from '../strings/en.ts';
import {
  type TargetChoice,
  type WireChoice,
  type WireEnd,
  wireBetween,
  wireChoices,
} from './connect-choices.ts';

/** Room between a node and a new one beside it, px. */
const GAP = 76;

/** Lets the user connect the node with the focus, or the selected one, by names. */
export function startConnecting(): void {
  const node = activeNode();
  if (node === undefined) {
    announceNotice('connect', connectStrings.selectFirst);
    return;
  }
  select([node]);
  useCommandPalette.setState({ open: true, scope: 'connect' });
}

/** Cuts the selected wires; without any lets the user choose one of the node's. */
export function startDisconnecting(): void {
  const { wires } = useCanvasSelection.getState();
  const node = activeNode();
  if (wires.size > 0 && (node === undefined || document.activeElement?.closest('.react-flow__edge'))) {
    cutWires([...wires]);
    return;
  }
  if (node === undefined) announceNotice('connect', connectStrings.selectFirst);
  else if (wireChoices(useDocument.getState().document, registry, node).length === 0) {
    announceNotice('connect', connectStrings.noWires);
  } else {
    select([node]);
    useCommandPalette.setState({ open: true, scope: 'disconnect' });
  }
}

/** Draws a wire to a node that is there. */
export function connectTo(end: WireEnd, endName: string, target: TargetChoice): void {
  const { from, to } = wireBetween(end, target);
  const label = target.replaces === undefined ? strings.steps.connect : strings.steps.rewire;
  edit(label, (draft) => connect(draft, `${from.node}.${from.port}`, to.node, to.port));
  const names =
    end.side === 'output' ? ([endName, target.label] as const) : ([target.label, endName] as const);
  announce(connectStrings.connected(...names));
  goToNode(end.node);
}

/** Adds a node that fits beside this one and connects it. */
export function connectToNew(end: WireEnd, choice: FittingNode): void {
  const wanted = placeBeside(end, choice);
  if (wanted) insertFitting({ ...end }, wanted, choice);
}

/** An end that a new node is wired to; its wire may go through a reroute. */
interface InsertEnd extends WireEnd {
  readonly via?: string;
}

/** Adds a node at a place, connects it, and goes there. */
export function insertFitting(end: InsertEnd, place: Position, { declaration, port }: FittingNode): void {
  const id = freeNodeId(useDocument.getState().document, declaration.type);
  edit(strings.steps.add(declaration.title), (draft) => {
    addNode(draft, id, declaration, onGrid(place));
    if (end.side === 'input') connect(draft, `${id}.${port}`, end.node, end.port);
    else if (end.via === undefined) connect(draft, `${end.node}.${end.port}`, id, port);
    else hangOn(draft, end.via, id, port);
  });
  announce(strings.steps.add(declaration.title));
  goToNode(id);
}

/** Cuts one wire. */
export function cutWire({ node, port, from, to }: WireChoice, goOn: NodeId): void {
  edit(strings.steps.disconnect, (draft) => disconnect(draft, node, port));
  announce(connectStrings.cut(from, to));
  goToNode(goOn);
}

/** Room for a new node on the side of the port, its port at the same height, below what is in the way. */
function placeBeside(end: WireEnd, { declaration, port }: FittingNode): Position | undefined {
  const boxes = allBoxes();
  const box = boxes.get(end.node);
  const own = registry.of(useDocument.getState().document.nodes[end.node]);
  if (!box || !own) return undefined;
  const isOutput = end.side === 'output';
  const ownPorts = Object.keys(isOutput ? own.outputs : own.inputs);
  const newPorts = Object.keys(isOutput ? declaration.inputs : declaration.outputs);
  const shift = portOffset(ownPorts.indexOf(end.port)) - portOffset(newPorts.indexOf(port));
  const x = isOutput ? box.x + box.width + GAP : box.x - NODE_WIDTH - GAP;
  const size = { width: NODE_WIDTH, height: nodeHeight(declaration) };
  return freePlace(boxes.values(), onGrid({ x, y: box.y + shift }), size, GRID);
}
