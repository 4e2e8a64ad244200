import { PencilRuler, Play, Square, SunMoon } from 'lucide-react';
import { useEffect } from 'react';
import { goTo, useDocument } from '../document/document-store.ts';
import { locate, ROOT } from '../document/places.ts';
import { formatNumber } from '../format.ts';
import { Changeable, LockedNote } from '../inspector/changeable.tsx';
import { ParamField } from '../inspector/param-field.tsx';
import { Player } from '../player/player.tsx';
import { useResult } from '../player/result.ts';
import { registry } from '../registry.ts';
import { useRun } from '../run/run-store.ts';
import { commands } from '../shell/commands.ts';
import { appViewStrings } from '../strings/app-view-en.ts';
import { strings } from '../strings/en.ts';
import { spokenMessage } from '../strings/messages.ts';
import { type AppControl, appControls } from './app-controls.ts';
import './app-view.css';
import { servedPath } from '../../values/served-path.ts';
import { showAppView } from './app-view-state.ts';
import { AssetPicture } from './asset-picture.tsx';

/** A workflow for those who only use it: its promoted settings, Run, and the clip. Made for phones too. */
export default function AppView() {
  const document = useDocument((state) => state.whole);
  const controls = appControls(document, registry);
  // Its fields are those of the document's own graph.
  useEffect(() => goTo(ROOT), []);
  return (
    <div className="app-view">
      <header className="app-view-bar">
        <img src={servedPath('icon.svg')} alt="" width={22} height={22} />
        <h1 translate="no">{document.name}</h1>
        <button
          type="button"
          className="icon-button"
          title={strings.menu.theme}
          aria-label={strings.menu.theme}
          onClick={commands.theme.perform}
        >
          <SunMoon size={16} aria-hidden />
        </button>
        <button type="button" className="button" onClick={() => showAppView(false)}>
          <PencilRuler size={15} aria-hidden /> <span>{appViewStrings.close}</span>
        </button>
      </header>
      <main className="app-view-body">
        <div className="app-view-result">
          <Outcome controls={controls} />
        </div>
        <section className="app-view-settings" aria-label={appViewStrings.settings}>
          {controls.length === 0 && (
            <div className="app-view-empty">
              <p>{appViewStrings.empty}</p>
              <p className="quiet">{appViewStrings.emptyHint}</p>
            </div>
          )}
          <LockedNote />
          <Changeable>
            {controls.map(({ reference, node, name, spec, given }) => (
              <ParamField key={reference} node={node} name={name} spec={spec} given={given} />
            ))}
          </Changeable>
          <p className="app-view-private">{strings.status.private}</p>
        </section>
      </main>
      <RunBar />
    </div>
  );
}

/** The clip; before there is one, the photo that it will be made of. */
function Outcome({ controls }: { readonly controls: readonly AppControl[] }) {
  const { file, clip } = useResult();
  const photo = controls.find(({ spec }) => spec.kind === 'asset');
  const reference = String(photo?.given ?? photo?.spec.default ?? '');
  if (file || clip || reference === '') return <Player />;
  return (
    <figure className="app-view-photo">
      <AssetPicture reference={reference} />
      <figcaption>{appViewStrings.before}</figcaption>
    </figure>
  );
}

/** Run or cancel, and what happens meanwhile; always within reach of a thumb. */
function RunBar() {
  const isRunning = useRun((state) => state.running !== undefined);
  const progress = useRun((state) => state.progress);
  const note = useRunNote();
  const hasNodes = useDocument((state) => Object.keys(state.whole.nodes).length > 0);
  return (
    <footer className="app-view-run">
      <p className="app-view-note">{note}</p>
      {isRunning ? (
        <button type="button" className="run-button running" onClick={commands.cancel.perform}>
          <span className="run-progress" style={{ transform: `scaleX(${progress})` }} />
          <Square size={13} aria-hidden /> {strings.run.cancel}
        </button>
      ) : (
        <button type="button" className="run-button" disabled={!hasNodes} onClick={commands.run.perform}>
          <Play size={14} aria-hidden /> {strings.run.run}
        </button>
      )}
    </footer>
  );
}

/** What the workflow is doing, or why it stopped, in one line. */
function useRunNote(): string {
  const document = useDocument((state) => state.whole);
  const running = useRun((state) => state.running !== undefined);
  const activities = useRun((state) => state.activities);
  const lastRun = useRun((state) => state.lastRun);
  const titleOf = (id: string) => {
    const node = locate(document, id)?.node;
    return node?.label ?? registry.get(node?.type ?? '')?.title ?? id;
  };
  const working = Object.entries(activities).find(([, { phase }]) => phase === 'running');
  if (running) return working ? appViewStrings.working(titleOf(working[0])) : `${strings.run.running}…`;
  const failed = Object.values(activities).find(({ error }) => error !== undefined)?.error;
  if (failed) return `${spokenMessage(failed.message)} ${spokenMessage(failed.remedy)}`;
  return lastRun ? strings.run.ended[lastRun.outcome](formatNumber(lastRun.ms / 1000, 1)) : '';
}
