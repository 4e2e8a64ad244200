import { Handle, type NodeProps, Position, useUpdateNodeInternals } from '@xyflow/react';
import { memo, useEffect } from 'react';
import type { FlowNode } from '../canvas/flow-elements.ts';
import { portOffset } from '../canvas/node-size.ts';
import { boundarySide, NEW_PORT } from '../document/boundary.ts';
import { useDocument } from '../document/document-store.ts';
import { registry } from '../registry.ts';
import { typeName } from '../strings/types.ts';
import './subgraphs.css';

/** The inputs or outputs of the subgraph whose inside is shown, with a last port that becomes a new one when wired. */
export const BoundaryCard = memo(function BoundaryCard({ id, selected }: NodeProps<FlowNode>) {
  const type = useDocument((state) => state.document.nodes[id]?.type ?? '');
  // Ports change with the definition.
  useDocument((state) => state.whole.subgraphs);
  const declaration = registry.get(type);
  const isInputs = boundarySide(id) === 'inputs';
  const ports = Object.entries((isInputs ? declaration?.outputs : declaration?.inputs) ?? {});
  const order = ports.map(([port]) => port).join('\n');
  const updateInternals = useUpdateNodeInternals();
  // biome-ignore lint/correctness/useExhaustiveDependencies: wires follow the ports to their new places
  useEffect(() => updateInternals(id), [id, order, updateInternals]);
  if (!declaration) return null;
  return (
    <article
      className={`boundary-card ${isInputs ? 'is-inputs' : 'is-outputs'} ${selected ? 'selected' : ''}`}
      aria-label={declaration.title}
    >
      <header className="boundary-title">{declaration.title}</header>
      <ul className="boundary-ports">
        {ports.map(([port, { label, type: of }]) => (
          <li key={port} className={port === NEW_PORT ? 'is-new' : ''} title={`${label}: ${typeName(of)}`}>
            {port === NEW_PORT ? `+ ${label}` : label}
          </li>
        ))}
      </ul>
      {ports.map(([port, { label, type: of }], index) => (
        <Handle
          key={port}
          id={port}
          type={isInputs ? 'source' : 'target'}
          position={isInputs ? Position.Right : Position.Left}
          className={`port type-${of.toLowerCase()} ${port === NEW_PORT ? 'is-new' : ''}`}
          style={{ top: portOffset(index) }}
          role="group"
          aria-label={`${label}: ${typeName(of)}`}
        />
      ))}
    </article>
  );
});
