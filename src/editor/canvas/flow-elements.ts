import type { Edge, Node, NodeChange } from '@xyflow/react';
import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import { registry } from '../registry.ts';
import { NODE_WIDTH, nodeHeight } from './node-size.ts';

export type FlowNode = Node<Record<string, never>, 'workflow'>;
export type FlowEdge = Edge;

/** Canvas nodes of a document. Nodes that did not change keep their identity, so that they are not drawn again. */
export function flowNodes(
  document: WorkflowDocument,
  selection: ReadonlySet<NodeId>,
  before: readonly FlowNode[],
): FlowNode[] {
  const old = new Map(before.map((node) => [node.id, node]));
  return Object.entries(document.nodes).map(([id, node], index) => {
    const place = document.view?.nodes?.[id] ?? { x: index * (NODE_WIDTH + 60), y: 0 };
    const selected = selection.has(id);
    const known = old.get(id);
    const height = nodeHeight(registry.get(node.type));
    if (
      known &&
      known.selected === selected &&
      known.position.x === place.x &&
      known.position.y === place.y &&
      known.height === height
    ) {
      return known;
    }
    const measured = known?.measured ? { measured: known.measured } : {};
    return {
      id,
      type: 'workflow',
      position: { x: place.x, y: place.y },
      data: {},
      selected,
      width: NODE_WIDTH,
      height,
      ...measured,
    };
  });
}

/** Canvas edges of a document, coloured by what flows. Dangling wires are left out: the node tells of them. */
export function flowEdges(document: WorkflowDocument): FlowEdge[] {
  const edges: FlowEdge[] = [];
  for (const [target, node] of Object.entries(document.nodes)) {
    for (const [port, reference] of Object.entries(node.inputs ?? {})) {
      const source = splitPortReference(reference);
      const sourceNode = source && document.nodes[source.node];
      if (!source || !sourceNode) continue;
      const type = registry.get(sourceNode.type)?.outputs[source.port]?.type;
      // A port that this build does not know cannot be drawn to; the wire stays in the document.
      if (type === undefined || !registry.get(node.type)?.inputs[port]) continue;
      edges.push({
        id: `${target}.${port}`,
        source: source.node,
        sourceHandle: source.port,
        target,
        targetHandle: port,
        className: `edge type-${type.toLowerCase()}`,
      });
    }
  }
  return edges;
}

/** The moves among canvas changes that no drag makes: those by arrow keys, which carry `dragging: false`. */
export function keyMoves(
  changes: readonly NodeChange<FlowNode>[],
): readonly { readonly id: NodeId; readonly position: { readonly x: number; readonly y: number } }[] {
  return changes.flatMap((change) =>
    change.type === 'position' && change.dragging === false && change.position
      ? [{ id: change.id, position: change.position }]
      : [],
  );
}
