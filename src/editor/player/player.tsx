import { lazy, Suspense } from 'react';
import { takeStrings } from '../strings/takes-en.ts';
import { showTakes, useTakeList, useTakes } from '../takes/takes-state.ts';
import './player.css';
import { ResultPlayer } from './result-player.tsx';

/** Fetched when there are takes to see. */
const TakesView = lazy(() => import('../takes/takes-view.tsx'));

/** The result, looping; where the workflow makes several takes, those too. */
export function Player() {
  const list = useTakeList();
  const shown = useTakes((state) => state.shown);
  if (!list) return <ResultPlayer />;
  const tab = (isTakes: boolean, label: string) => (
    <button type="button" aria-pressed={shown === isTakes} onClick={() => showTakes(isTakes)}>
      {label}
    </button>
  );
  return (
    <div className="player">
      {/* biome-ignore lint/a11y/useSemanticElements: two ways to look at a result are no fieldset */}
      <div className="player-tabs" role="group" aria-label={takeStrings.tabs}>
        {tab(false, takeStrings.result)}
        {tab(true, takeStrings.takes(list.count))}
      </div>
      {shown ? (
        <Suspense>
          <TakesView key={list.motions} list={list} />
        </Suspense>
      ) : (
        <ResultPlayer />
      )}
    </div>
  );
}
