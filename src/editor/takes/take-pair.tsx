import { useState } from 'react';
import { ClipScreen } from '../painter/clip-screen.tsx';
import type { Showing } from '../painter/showing.ts';
import { useStoredOutputs } from '../run/node-outputs.ts';
import { takeStrings as strings } from '../strings/takes-en.ts';
import { clipOf } from './take-tile.tsx';

interface TakePairProps {
  /** Two takes, from 0. */
  readonly pair: readonly number[];
  readonly clips: readonly (string | undefined)[];
  readonly showing: Showing;
  readonly mode: 'split' | 'wipe' | 'onion';
}

/** Two takes at the same frame: side by side, one over the other with an edge to drag, or one through the other. */
export function TakePair({ pair, clips, showing, mode }: TakePairProps) {
  const [edge, setEdge] = useState(50);
  const [first = 0, second = 0] = pair;
  const left = clipOf(useStoredOutputs(clips[first]));
  const right = clipOf(useStoredOutputs(clips[second]));
  if (!left || !right) return <p className="quiet takes-note">{strings.rendering}</p>;
  const names = (
    <div className="pair-names" aria-hidden="true">
      <span>{strings.take(first + 1)}</span>
      <span>{strings.take(second + 1)}</span>
    </div>
  );
  const view = (clip: typeof left) => <ClipScreen clip={clip} showing={showing} className="player-canvas" />;
  if (mode === 'split') {
    return (
      <div className="pair-split">
        {view(left)}
        {view(right)}
        {names}
      </div>
    );
  }
  return (
    <div
      className={mode === 'onion' ? 'pair-wipe pair-onion' : 'pair-wipe'}
      style={{ '--edge': `${edge}%` } as React.CSSProperties}
    >
      {view(right)}
      <div className="pair-over">{view(left)}</div>
      <input
        type="range"
        aria-label={mode === 'onion' ? strings.onionAt : strings.wipeAt}
        min={0}
        max={100}
        value={edge}
        onKeyDown={(event) => event.stopPropagation()}
        onChange={(event) => setEdge(Number(event.target.value))}
      />
      {names}
    </div>
  );
}
