import {
  type Edge,
  Handle,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  useNodesState,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { createRoot } from 'react-dom/client';
import type { BareGraph, BareNode } from './graph.ts';

/**
 * The library as it comes, with nodes that are a box, a title and their ports: nothing else of the editor. What the
 * editor's canvas is compared with.
 */
type Flow = Node<{ readonly node: BareNode }, 'bare'>;

/** Room of a title and of a port, px. */
const TITLE = 45;
const PORT = 22;

function Box({ data: { node } }: NodeProps<Flow>) {
  return (
    <div style={{ width: node.width, height: node.height, background: '#fff', border: '1px solid #888' }}>
      {node.title}
      {node.inputs.map((port, index) => (
        <Handle
          key={port}
          id={port}
          type="target"
          position={Position.Left}
          style={{ top: TITLE + index * PORT }}
        />
      ))}
      {node.outputs.map((port, index) => (
        <Handle
          key={port}
          id={port}
          type="source"
          position={Position.Right}
          style={{ top: TITLE + index * PORT }}
        />
      ))}
    </div>
  );
}

const NODE_TYPES = { bare: Box };

function Bare({ graph }: { readonly graph: BareGraph }) {
  const [nodes, , onNodesChange] = useNodesState<Flow>(
    graph.nodes.map((node) => ({
      id: node.id,
      type: 'bare',
      position: { x: node.x, y: node.y },
      width: node.width,
      height: node.height,
      data: { node },
    })),
  );
  const edges = graph.wires.map(({ source, target }): Edge => {
    const [from = '', fromPort = ''] = split(source);
    const [to = '', toPort = ''] = split(target);
    return { id: target, source: from, sourceHandle: fromPort, target: to, targetHandle: toPort };
  });
  return (
    <ReactFlow<Flow>
      nodes={nodes}
      defaultEdges={edges}
      nodeTypes={NODE_TYPES}
      onNodesChange={onNodesChange}
      minZoom={0.04}
      fitView
    />
  );
}

function split(reference: string): readonly [string, string] {
  const dot = reference.lastIndexOf('.');
  return [reference.slice(0, dot), reference.slice(dot + 1)];
}

/** Draws a graph; the bench calls it. */
function draw(graph: BareGraph): void {
  const root = document.getElementById('root');
  if (!root) return;
  const { x, y, width, height } = graph.box;
  root.style.cssText = `position:fixed;left:${x}px;top:${y}px;width:${width}px;height:${height}px`;
  createRoot(root).render(<Bare graph={graph} />);
}

Object.assign(window, { draw });
