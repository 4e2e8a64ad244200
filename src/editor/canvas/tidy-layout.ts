import { edit, useDocument } from '../document/document-store.ts';
import { GRID, placeNode } from '../document/edits.ts';
import { registry } from '../registry.ts';
import { strings } from '../strings/en.ts';
import { flowEdges } from './flow-elements.ts';
import { NODE_WIDTH, nodeHeight } from './node-size.ts';

/** Lays the graph out from left to right, as one undoable step. The layout library loads on first use. */
export async function tidyLayout(): Promise<void> {
  const { Graph, layout } = await import('@dagrejs/dagre');
  const { document } = useDocument.getState();
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 40, ranksep: 80, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const [id, node] of Object.entries(document.nodes)) {
    graph.setNode(id, { width: NODE_WIDTH, height: nodeHeight(registry.get(node.type)) });
  }
  for (const { source, target } of flowEdges(document)) graph.setEdge(source, target);
  layout(graph);
  edit(strings.menu.layout, (draft) => {
    for (const id of graph.nodes()) {
      const { x, y, width, height } = graph.node(id);
      const snap = (value: number) => Math.round(value / GRID) * GRID;
      placeNode(draft, id, { x: snap(x - width / 2), y: snap(y - height / 2) });
    }
  });
}
