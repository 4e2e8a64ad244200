import { useEffect, useMemo, useRef, useState } from 'react';
import { typesFit } from '../../runtime/connection.ts';
import type { NodeDeclaration, PortType } from '../../runtime/node.ts';
import { edit, select, useDocument } from '../document/document-store.ts';
import { addNode, connect, freeNodeId } from '../document/edits.ts';
import type { Position } from '../document/place.ts';
import { hangOn } from '../document/reroute-edits.ts';
import { registry } from '../registry.ts';
import { strings } from '../strings/en.ts';
import type { WireSource } from './connect-ends.ts';
import { NODE_WIDTH, portOffset } from './node-size.ts';

/** A wire that was dropped on empty canvas. */
export interface FitRequest {
  readonly from: WireSource & { readonly side: string };
  /** Where on the screen, px. */
  readonly screen: Position;
  /** Where on the canvas. */
  readonly position: Position;
}

interface FitMenuProps {
  readonly request: FitRequest | undefined;
  readonly onClose: () => void;
}

/** A menu of only those nodes that take (or give) what the wire carries; choosing one adds and connects it. */
export function FitMenu({ request, onClose }: FitMenuProps) {
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const fitting = useMemo(() => (request ? fittingNodes(request) : []), [request]);
  useEffect(() => {
    if (!request) return;
    setActive(0);
    list.current?.focus();
  }, [request]);
  if (!request) return null;
  const choose = (choice: FittingNode | undefined) => {
    onClose();
    if (choice) insert(request, choice);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter') choose(fitting[active]);
    else if (event.key === 'ArrowDown') setActive((active + 1) % Math.max(1, fitting.length));
    else if (event.key === 'ArrowUp') setActive((active + fitting.length - 1) % Math.max(1, fitting.length));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const left = Math.min(request.screen.x, window.innerWidth - 240);
  const top = Math.min(request.screen.y, window.innerHeight - 40 - Math.min(8, fitting.length) * 32);
  return (
    <>
      <button
        type="button"
        className="fit-backdrop"
        aria-label={strings.close}
        onClick={onClose}
        tabIndex={-1}
      />
      <div
        ref={list}
        className="menu fit-menu"
        style={{ left, top }}
        role="menu"
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        <div className="menu-title">
          {request.from.side === 'source' ? strings.canvas.fits : strings.canvas.comesFrom}
        </div>
        {fitting.length === 0 && <div className="menu-empty">{strings.canvas.noFit}</div>}
        {fitting.map((choice, index) => (
          <button
            key={`${choice.declaration.type} ${choice.port}`}
            type="button"
            role="menuitem"
            className={`menu-item ${index === active ? 'active' : ''}`}
            onPointerEnter={() => setActive(index)}
            onClick={() => choose(choice)}
          >
            <span className={`dot category-${choice.declaration.category}`} aria-hidden="true" />
            {choice.declaration.title}
            <span className="menu-note">{choice.label}</span>
          </button>
        ))}
      </div>
    </>
  );
}

interface FittingNode {
  readonly declaration: NodeDeclaration;
  readonly port: string;
  readonly label: string;
}

function fittingNodes({ from }: FitRequest): FittingNode[] {
  const node = useDocument.getState().document.nodes[from.node];
  const declaration = node && registry.get(node.type);
  if (!declaration) return [];
  const isOutput = from.side === 'source';
  const type: PortType | undefined = (isOutput ? declaration.outputs : declaration.inputs)[from.port]?.type;
  if (type === undefined) return [];
  return registry.all().flatMap((candidate) => {
    const ports = Object.entries(isOutput ? candidate.inputs : candidate.outputs);
    const port = ports.find(([, spec]) => (isOutput ? typesFit(type, spec.type) : typesFit(spec.type, type)));
    return port ? [{ declaration: candidate, port: port[0], label: port[1].label }] : [];
  });
}

function insert({ from, position }: FitRequest, { declaration, port }: FittingNode): void {
  const id = freeNodeId(useDocument.getState().document, declaration.type);
  const isOutput = from.side === 'source';
  const ports = Object.keys(isOutput ? declaration.inputs : declaration.outputs);
  const y = position.y - portOffset(Math.max(0, ports.indexOf(port)));
  const x = isOutput ? position.x : position.x - NODE_WIDTH;
  edit(strings.steps.add(declaration.title), (draft) => {
    addNode(draft, id, declaration, { x, y });
    if (isOutput && from.via !== undefined) hangOn(draft, from.via, id, port);
    else if (isOutput) connect(draft, `${from.node}.${from.port}`, id, port);
    else connect(draft, `${id}.${port}`, from.node, from.port);
  });
  select([id]);
}
