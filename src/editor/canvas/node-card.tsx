import { Handle, type NodeProps, Position, useUpdateNodeInternals } from '@xyflow/react';
import { Layers2, Pin } from 'lucide-react';
import { memo, useEffect, useState } from 'react';
import type { NodeDeclaration, PortType } from '../../runtime/node.ts';
import { describeValue } from '../../values/describe.ts';
import { useDocument } from '../document/document-store.ts';
import { NodePreview } from '../previews/node-preview.tsx';
import { registry } from '../registry.ts';
import { type NodeValues, useNodeOutputs } from '../run/node-outputs.ts';
import { strings } from '../strings/en.ts';
import { spokenMessage } from '../strings/messages.ts';
import { typeName } from '../strings/types.ts';
import { isInstance } from '../subgraphs/way-in.ts';
import { useMostDetail } from './canvas-detail.tsx';
import { useCanvasSelection } from './canvas-selection.ts';
import { CardToolbar } from './card-toolbar.tsx';
import type { FlowNode } from './flow-elements.ts';
import './node-card.css';
import { NodeFooter } from './node-footer.tsx';
import { portOffset } from './node-size.ts';
import { StateBadge, useNodeState } from './state-badge.tsx';

/** Titles of so many letters are surely not wider than a card. */
const SURE_TITLE = 18;

/** A node on the canvas: title and state, typed ports, a live picture of its result. */
export const NodeCard = memo(function NodeCard({ id, selected }: NodeProps<FlowNode>) {
  const node = useDocument((state) => state.document.nodes[id]);
  const most = useMostDetail();
  const isMoving = useCanvasSelection(({ moving }) => moving.has(id));
  const [isTouched, setTouched] = useState(false);
  // Ports of an instance change with its definition.
  useDocument((state) => state.document.subgraphs);
  const declaration = registry.of(node);
  const isShown = most !== 'picture' || selected || isMoving;
  const updateInternals = useUpdateNodeInternals();
  // Wires find the ports of a card that was not drawn until now, and those that a setting became.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the library measures the ports that are drawn
  useEffect(() => {
    if (isShown) updateInternals(id);
  }, [isShown, id, updateInternals, declaration?.inputs]);
  if (!node || !isShown) return null;
  const title = node.label ?? declaration?.title ?? node.type;
  const category = declaration?.category ?? 'unknown';
  const classes = [
    'node-card',
    `category-${category}`,
    selected ? 'selected' : '',
    node.bypassed ? 'bypassed' : '',
    isMoving ? 'moving' : '',
  ];
  return (
    <article
      className={classes.join(' ')}
      aria-label={title}
      onPointerEnter={() => setTouched(true)}
      onPointerLeave={() => setTouched(false)}
    >
      <header className="node-header">
        {isInstance(node.type) && <Layers2 className="node-kind" size={13} aria-hidden />}
        <span className={`node-title ${isLong(title) ? 'long' : ''}`}>{title}</span>
        {node.pinned && <Pin className="node-pin" size={12} aria-label={strings.state.pinned} />}
        <StateBadge node={id} />
      </header>
      <PortDots node={id} declaration={declaration} isLive={most === 'full' || isTouched} />
      {most === 'full' && <CardBody id={id} declaration={declaration} />}
      {selected && <CardToolbar id={id} pinned={node.pinned === true} />}
    </article>
  );
});

/** Might a title be wider than the card? Only such ones are cut off: each cut costs time in every frame. */
function isLong(title: string): boolean {
  // Letters of some scripts are twice as wide.
  return title.length > SURE_TITLE || /[^\0-\u04ff]/.test(title);
}

/** What a card shows where it can be read: names of its ports, a picture of its result, a line about its state. */
function CardBody({
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
    <div className="node-body">
      <PortLabels declaration={declaration} values={values} />
      <div className={`node-preview ${isOutdated ? 'outdated' : ''}`}>
        <NodePreview node={id} />
      </div>
      <NodeFooter node={id} />
    </div>
  );
}

interface PortLabelsProps {
  readonly declaration: NodeDeclaration | undefined;
  readonly values: NodeValues | undefined;
}

function PortLabels({ declaration, values }: PortLabelsProps) {
  const inputs = Object.entries(declaration?.inputs ?? {});
  const outputs = Object.entries(declaration?.outputs ?? {});
  const rows = Math.max(inputs.length, outputs.length, 1);
  return (
    <div className="node-ports" style={{ height: rows * 22 + 8 }}>
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

interface PortDotsProps {
  readonly node: string;
  readonly declaration: NodeDeclaration | undefined;
  /** Can wires be drawn from the dots? */
  readonly isLive: boolean;
}

/** The ports themselves, at the borders of the card. */
function PortDots({ node, declaration, isLive }: PortDotsProps) {
  const dot = (id: string, index: number, { type, label, optional }: PortLook, side: 'target' | 'source') => {
    const look = {
      className: `port type-${type.toLowerCase()} ${optional ? 'port-hollow' : ''}`,
      style: { top: portOffset(index) },
      role: 'group',
      'aria-label': `${label}: ${typeName(type)}`,
    };
    const key = `${side} ${id}`;
    if (!isLive) return <StillDot key={key} node={node} port={id} side={side} {...look} />;
    const position = side === 'target' ? Position.Left : Position.Right;
    return <Handle key={key} id={id} type={side} position={position} {...look} />;
  };
  return (
    <>
      {Object.entries(declaration?.inputs ?? {}).map(([id, spec], index) => dot(id, index, spec, 'target'))}
      {Object.entries(declaration?.outputs ?? {}).map(([id, spec], index) => dot(id, index, spec, 'source'))}
    </>
  );
}

interface StillDotProps extends React.HTMLAttributes<HTMLDivElement> {
  readonly node: string;
  readonly port: string;
  readonly side: 'target' | 'source';
}

/**
 * Stands for a port of a card that was only seen from far away: the canvas measures it and lets wires end at it, but
 * it does not listen to every move of the view, as thousands of ports would.
 */
function StillDot({ node, port, side, className, ...look }: StillDotProps) {
  const at = side === 'target' ? Position.Left : Position.Right;
  return (
    <div
      {...look}
      className={`react-flow__handle react-flow__handle-${at} ${side} connectable connectableend ${className}`}
      data-handleid={port}
      data-nodeid={node}
      data-handlepos={at}
      data-id={`1-${node}-${port}-${side}`}
    />
  );
}
