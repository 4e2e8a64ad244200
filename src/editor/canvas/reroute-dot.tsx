import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { useDocument } from '../document/document-store.ts';
import { splitFurnitureId } from '../document/furniture-edits.ts';
import { rerouteSource } from '../document/reroute-edits.ts';
import { graphStrings } from '../strings/graph-en.ts';
import { type FlowNode, typeOf } from './flow-elements.ts';
import './furniture.css';

/** A dot that a wire bends at. Its right half begins another wire, its left half takes one. */
export const RerouteDot = memo(function RerouteDot({ id, selected }: NodeProps<FlowNode>) {
  const name = splitFurnitureId(id)?.id ?? '';
  const type = useDocument(({ document }) => {
    const source = rerouteSource(document.view, name);
    return source === undefined ? undefined : typeOf(document, source);
  });
  return (
    <div
      className={`reroute-dot type-${(type ?? 'unknown').toLowerCase()} ${selected ? 'selected' : ''}`}
      role="img"
      aria-label={graphStrings.reroute.name(type ?? '?')}
    >
      <Handle id="in" type="target" position={Position.Left} className="reroute-handle" />
      <Handle id="out" type="source" position={Position.Right} className="reroute-handle" />
    </div>
  );
});
