import { NodeToolbar, Position, type ReactFlowState, useStore } from '@xyflow/react';
import { Pin, Play, RotateCcw, Target } from 'lucide-react';
import { shallow } from 'zustand/shallow';
import { edit } from '../document/document-store.ts';
import { setFlag } from '../document/edits.ts';
import { startRun } from '../run/run-store.ts';
import { strings } from '../strings/en.ts';
import { placeBeside } from './place-beside.ts';

/** Distance from the card, px. */
const OFFSET = 8;
/** Kept equal to node-card.css, px. */
const SIZE = { width: 136, height: 34 };

/** What can be run from a card. */
const RUNS = [
  { mode: 'to', words: 'toHere', icon: Target },
  { mode: 'only', words: 'only', icon: Play },
  { mode: 'from', words: 'from', icon: RotateCcw },
] as const;

/** Where the toolbar has room, from where the canvas has the card on the screen. */
function placeOf({ nodeLookup, transform: [left, top, zoom], width, height }: ReactFlowState, id: string) {
  const node = nodeLookup.get(id);
  if (!node) return { shift: 0, isBelow: false };
  const { x, y } = node.internals.positionAbsolute;
  const { width: cardWidth = 0, height: cardHeight = 0 } = node.measured;
  const card = { x: x * zoom + left, y: y * zoom + top, width: cardWidth * zoom, height: cardHeight * zoom };
  return placeBeside(card, { width: SIZE.width, height: SIZE.height + OFFSET }, { width, height });
}

/** What can be done with a selected node, beside its card and inside of the canvas. */
export function CardToolbar({ id, pinned }: { readonly id: string; readonly pinned: boolean }) {
  const { run, menu } = strings;
  const { shift, isBelow } = useStore((state) => placeOf(state, id), shallow);
  return (
    <NodeToolbar position={isBelow ? Position.Bottom : Position.Top} offset={OFFSET}>
      <div className="node-toolbar" style={{ translate: `${shift}px` }}>
        {RUNS.map(({ mode, words, icon: Icon }) => (
          <button
            key={mode}
            type="button"
            title={run[words]}
            aria-label={run[words]}
            onClick={() => startRun({ mode, targets: [id] })}
          >
            <Icon size={14} aria-hidden />
          </button>
        ))}
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
      </div>
    </NodeToolbar>
  );
}
