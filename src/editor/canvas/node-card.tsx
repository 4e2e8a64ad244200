import { Handle, type NodeProps, NodeToolbar, Position } from '@xyflow/react';
import { Layers2, Pin, Play, RotateCcw, Target } from 'lucide-react';
import { memo } from 'react';
import type { NodeDeclaration, PortType } from '../../runtime/node.ts';
import { describeValue } from '../../values/describe.ts';
import { edit, useDocument } from '../document/document-store.ts';
import { setFlag } from '../document/edits.ts';
import { NodePreview } from '../previews/node-preview.tsx';
import { registry } from '../registry.ts';
import { type NodeValues, useNodeOutputs } from '../run/node-outputs.ts';
import { startRun } from '../run/run-store.ts';
import { strings } from '../strings/en.ts';
import { spokenMessage } from '../strings/messages.ts';
import { typeName } from '../strings/types.ts';
import { isInstance } from '../subgraphs/way-in.ts';
import { useDetail } from './canvas-detail.tsx';
import type { FlowNode } from './flow-elements.ts';
import './node-card.css';
import { NodeFooter } from './node-footer.tsx';
import { portOffset } from './node-size.ts';
import { StateBadge, useNodeState } from './state-badge.tsx';

/** A node on the canvas: title and state, typed ports, a live picture of its result. */
export const NodeCard = memo(function NodeCard({ id, selected }: NodeProps<FlowNode>) {
  const node = useDocument((state) => state.document.nodes[id]);
  const isDetailed = useDetail((state) => state.isDetailed);
  // Ports of an instance change with its definition.
  useDocument((state) => state.document.subgraphs);
  const declaration = node && registry.get(node.type);
  if (!node) return null;
  const title = node.label ?? declaration?.title ?? node.type;
  const category = declaration?.category ?? 'unknown';
  const classes = [
    'node-card',
    `category-${category}`,
    selected ? 'selected' : '',
    node.bypassed ? 'bypassed' : '',
    isDetailed ? '' : 'far',
  ];
  return (
    <article className={classes.join(' ')} aria-label={title}>
      <header className="node-header">
        {isInstance(node.type) && <Layers2 className="node-kind" size={13} aria-hidden />}
        <span className="node-title">{title}</span>
        {node.pinned && <Pin className="node-pin" size={12} aria-label={strings.state.pinned} />}
        <StateBadge node={id} />
      </header>
      {isDetailed ? (
        <DetailedBody id={id} declaration={declaration} />
      ) : (
        <PlainPorts declaration={declaration} />
      )}
      {selected && <CardToolbar id={id} pinned={node.pinned === true} />}
    </article>
  );
});

function DetailedBody({
  id,
  declaration,
}: {
  readonly id: string;
  readonly declaration: NodeDeclaration | undefined;
}) {
  const values = useNodeOutputs(id);
  const { shown } = useNodeState(id);
  const isOutdated = shown === 'stale' || shown === 'failed' || shown === 'cancelled' || shown === 'blocked';
  return (
    <>
      <Ports declaration={declaration} values={values} />
      <div className={`node-preview ${isOutdated ? 'outdated' : ''}`}>
        <NodePreview node={id} />
      </div>
      <NodeFooter node={id} />
    </>
  );
}

interface PortsProps {
  readonly declaration: NodeDeclaration | undefined;
  readonly values: NodeValues | undefined;
}

function Ports({ declaration, values }: PortsProps) {
  const inputs = Object.entries(declaration?.inputs ?? {});
  const outputs = Object.entries(declaration?.outputs ?? {});
  const rows = Math.max(inputs.length, outputs.length, 1);
  return (
    <div className="node-ports" style={{ height: rows * 22 + 8 }}>
      <PlainPorts declaration={declaration} />
      <ul className="port-labels">
        {inputs.map(([port, spec]) => (
          <li
            key={port}
            className={spec.optional ? 'port-optional' : 'port-needed'}
            title={`${spec.label}: ${typeName(spec.type)}${spec.optional ? `, ${strings.inspector.optional}` : ''}`}
          >
            {spec.label}
          </li>
        ))}
      </ul>
      <ul className="port-labels port-labels-out">
        {outputs.map(([port, spec]) => {
          const value = values?.[port];
          return (
            <li
              key={port}
              title={value ? spokenMessage(describeValue(value)) : `${spec.label}: ${typeName(spec.type)}`}
            >
              {spec.label}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

interface PortLook {
  readonly type: PortType;
  readonly label: string;
  readonly optional?: boolean;
}

function PlainPorts({ declaration }: { readonly declaration: NodeDeclaration | undefined }) {
  const port = (
    id: string,
    index: number,
    { type, label, optional }: PortLook,
    side: 'target' | 'source',
  ) => (
    <Handle
      key={`${side} ${id}`}
      id={id}
      type={side}
      position={side === 'target' ? Position.Left : Position.Right}
      className={`port type-${type.toLowerCase()} ${optional ? 'port-hollow' : ''}`}
      style={{ top: portOffset(index) }}
      role="group"
      aria-label={`${label}: ${typeName(type)}`}
    />
  );
  return (
    <>
      {Object.entries(declaration?.inputs ?? {}).map(([id, spec], index) => port(id, index, spec, 'target'))}
      {Object.entries(declaration?.outputs ?? {}).map(([id, spec], index) => port(id, index, spec, 'source'))}
    </>
  );
}

function CardToolbar({ id, pinned }: { readonly id: string; readonly pinned: boolean }) {
  const { run, menu } = strings;
  return (
    <NodeToolbar position={Position.Top} offset={8} className="node-toolbar">
      <button
        type="button"
        title={run.toHere}
        aria-label={run.toHere}
        onClick={() => startRun({ mode: 'to', targets: [id] })}
      >
        <Target size={14} aria-hidden />
      </button>
      <button
        type="button"
        title={run.only}
        aria-label={run.only}
        onClick={() => startRun({ mode: 'only', targets: [id] })}
      >
        <Play size={14} aria-hidden />
      </button>
      <button
        type="button"
        title={run.from}
        aria-label={run.from}
        onClick={() => startRun({ mode: 'from', targets: [id] })}
      >
        <RotateCcw size={14} aria-hidden />
      </button>
      <button
        type="button"
        title={pinned ? menu.unpin : menu.pin}
        aria-label={pinned ? menu.unpin : menu.pin}
        aria-pressed={pinned}
        onClick={() =>
          edit(pinned ? menu.unpin : menu.pin, (draft) => setFlag(draft, [id], 'pinned', !pinned))
        }
      >
        <Pin size={14} aria-hidden />
      </button>
    </NodeToolbar>
  );
}
