import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { insertFitting } from '../connect/make-wires.ts';
import { useDocument } from '../document/document-store.ts';
import type { Position } from '../document/place.ts';
import { registry } from '../registry.ts';
import { strings } from '../strings/en.ts';
import type { WireSource } from './connect-ends.ts';
import { type FittingNode, fittingNodes } from './fitting-nodes.ts';
import { NODE_WIDTH, portOffset } from './node-size.ts';

/** A wire that was dropped on empty canvas. */
export interface FitRequest {
  readonly from: WireSource & { readonly side: 'input' | 'output' };
  /** Where on the screen, px. */
  readonly screen: Position;
  /** Where on the canvas. */
  readonly position: Position;
}

interface FitMenuProps {
  readonly request: FitRequest | undefined;
  readonly onClose: () => void;
}

/** Width, and height of a full menu, px: it stays inside the window. */
const MENU_SIZE = { width: 240, height: 360 };

/** A menu of only those nodes that take (or give) what the wire carries; choosing one adds and connects it. */
export function FitMenu({ request, onClose }: FitMenuProps) {
  if (!request) return null;
  const left = Math.min(request.screen.x, window.innerWidth - MENU_SIZE.width);
  const top = Math.min(request.screen.y, window.innerHeight - MENU_SIZE.height);
  return (
    <>
      <button
        type="button"
        className="fit-backdrop"
        aria-label={strings.close}
        onClick={onClose}
        tabIndex={-1}
      />
      <div className="menu fit-menu" style={{ left, top: Math.max(8, top) }}>
        <FitList request={request} onClose={onClose} />
      </div>
    </>
  );
}

function FitList({ request, onClose }: { readonly request: FitRequest; readonly onClose: () => void }) {
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const [active, setActive] = useState(0);
  const [query, setQuery] = useState('');
  const fitting = useMemo(
    () => fittingAt(request).filter((choice) => matches(choice, query)),
    [request, query],
  );
  useEffect(() => field.current?.focus(), []);
  const choose = (choice: FittingNode | undefined) => {
    if (!choice) return;
    onClose();
    insertFitting(request.from, placeAt(request, choice), choice);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const { length } = fitting;
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter') choose(fitting[active]);
    else if (event.key === 'ArrowDown') setActive((active + 1) % Math.max(1, length));
    else if (event.key === 'ArrowUp') setActive((active + length - 1) % Math.max(1, length));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const title = request.from.side === 'output' ? strings.canvas.fits : strings.canvas.comesFrom;
  return (
    <>
      <input
        ref={field}
        type="search"
        className="fit-search"
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={fitting.length > 0 ? `${list}-${active}` : undefined}
        aria-label={title}
        placeholder={`${title}…`}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          if (!event.currentTarget.closest('.fit-menu')?.contains(event.relatedTarget)) onClose();
        }}
      />
      {fitting.length === 0 && <div className="menu-empty">{strings.canvas.noFit}</div>}
      <div id={list} role="listbox" aria-label={title} className="fit-list">
        {fitting.map((choice, index) => (
          <FitChoice
            key={`${choice.declaration.type} ${choice.port}`}
            id={`${list}-${index}`}
            choice={choice}
            isActive={index === active}
            onPoint={() => setActive(index)}
            onChoose={() => choose(choice)}
          />
        ))}
      </div>
    </>
  );
}

interface FitChoiceProps {
  readonly id: string;
  readonly choice: FittingNode;
  readonly isActive: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

function FitChoice({ id, choice, isActive, onPoint, onChoose }: FitChoiceProps) {
  const item = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isActive) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    <button
      ref={item}
      id={id}
      type="button"
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      className={`menu-item ${isActive ? 'active' : ''}`}
      onPointerMove={onPoint}
      // The field keeps the focus.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span className={`dot category-${choice.declaration.category}`} aria-hidden="true" />
      {choice.declaration.title}
      <span className="menu-note">{choice.label}</span>
    </button>
  );
}

function fittingAt({ from }: FitRequest): FittingNode[] {
  const node = useDocument.getState().document.nodes[from.node];
  const declaration = registry.of(node);
  const ports = from.side === 'output' ? declaration?.outputs : declaration?.inputs;
  const type = ports?.[from.port]?.type;
  return type === undefined ? [] : fittingNodes(registry, type, from.side);
}

/** The new node's port comes to lie where the wire was dropped. */
function placeAt({ from, position }: FitRequest, { declaration, port }: FittingNode): Position {
  const isOutput = from.side === 'output';
  const ports = Object.keys(isOutput ? declaration.inputs : declaration.outputs);
  return {
    x: isOutput ? position.x : position.x - NODE_WIDTH,
    y: position.y - portOffset(Math.max(0, ports.indexOf(port))),
  };
}

function matches({ declaration }: FittingNode, query: string): boolean {
  const text = [declaration.title, declaration.type, ...declaration.keywords].join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
