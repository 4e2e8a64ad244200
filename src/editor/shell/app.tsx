import { ReactFlowProvider } from '@xyflow/react';
import { type ComponentType, Fragment, lazy, Suspense, useEffect, useLayoutEffect, useState } from 'react';
import { ErrorBoundary, useErrorBoundary } from 'react-error-boundary';
import { followFragment, useAppView } from '../app-view/app-view-state.ts';
import { CacheSlot } from '../cache/cache-slot.tsx';
import { WorkflowCanvas } from '../canvas/workflow-canvas.tsx';
import { useInspectedNode } from '../document/document-store.ts';
import { ReadOnlyBar } from '../document/read-only-bar.tsx';
import { openFile } from '../files/open-file.ts';
import { GallerySlot } from '../gallery/gallery-slot.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import { ToasterSlot } from '../notices/toaster-slot.tsx';
import { Palette } from '../palette/palette.tsx';
import { Player } from '../player/player.tsx';
import { useAnnouncement } from '../run/announcements.ts';
import { useRun } from '../run/run-store.ts';
import { strings } from '../strings/en.ts';
import { useLanguage } from '../strings/language.ts';
import { spokenMessage } from '../strings/messages.ts';
import { TimelineSlot } from '../timeline/timeline-slot.tsx';
import { TourSlot } from '../tour/tour-slot.tsx';
import './app.css';
import { pasteText } from './clipboard.ts';
import { useCommandPalette } from './command-state.ts';
import { DialogSlot } from './dialog-slot.tsx';
import { ErrorScreen } from './error-screen.tsx';
import { useTouched } from './first-touch.ts';
import { PanelTabs, type PhonePanel } from './panel-tabs.tsx';
import { useShortcuts } from './shortcuts.ts';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';

/** Fetched when it is opened. */
const AppView = lazy(() => import('../app-view/app-view.tsx'));

/** The whole editor; drawn anew when the language changes. */
export function App() {
  const language = useLanguage((state) => state.language);
  return (
    <>
      <ErrorBoundary FallbackComponent={ErrorScreen}>
        <Fragment key={language}>
          <ReactFlowProvider>
            <Screen />
          </ReactFlowProvider>
          <GallerySlot />
          <DialogSlot />
          <CacheSlot />
          <TourSlot />
        </Fragment>
      </ErrorBoundary>
      <ToasterSlot />
      <Announcer />
    </>
  );
}

/** The editor or the app view, with keys and dropped files in both. */
function Screen() {
  useShortcuts();
  useFileDrops();
  useEffect(followFragment, []);
  const isApp = useAppView((state) => state.shown);
  if (!isApp) return <Workspace />;
  return (
    <Suspense>
      <ReadOnlyBar />
      <AppView />
      <Fault />
    </Suspense>
  );
}

function Workspace() {
  const [panel, setPanel] = useState<PhonePanel>('canvas');
  const inspected = useInspectedNode();
  const commandsOpen = useCommandPalette((state) => state.open);
  const isTouched = useTouched('commands');
  const CommandPalette = useCommandPaletteView(commandsOpen, isTouched);
  return (
    <div className="app" data-panel={panel}>
      <TopBar />
      <aside className="app-palette" aria-label={strings.palette.title}>
        <Palette />
      </aside>
      <main className="app-canvas">
        <ReadOnlyBar />
        <WorkflowCanvas />
        <TimelineSlot />
        <Fault />
      </main>
      <aside className="app-side" aria-label={strings.side} data-inspecting={inspected !== undefined}>
        <Player />
        <Inspector />
      </aside>
      <PanelTabs panel={panel} onChange={setPanel} />
      <StatusBar />
      {commandsOpen && CommandPalette && <CommandPalette />}
    </div>
  );
}

/** The palette's view, fetched early: what is typed right after opening it must not be lost. */
function useCommandPaletteView(isOpen: boolean, isTouched: boolean): ComponentType | undefined {
  const [view, setView] = useState<{ readonly View: ComponentType }>();
  const { showBoundary } = useErrorBoundary();
  useEffect(() => {
    if (view || !(isOpen || isTouched)) return;
    import('./command-palette.tsx').then(
      (module) => setView({ View: module.default }),
      // Nobody needs it before it is opened, and then it is asked for again.
      (cause) => isOpen && showBoundary(cause),
    );
  }, [isOpen, isTouched, view, showBoundary]);
  return view?.View;
}

/** Files may be dropped or pasted anywhere. */
function useFileDrops(): void {
  useLayoutEffect(() => {
    const onDragOver = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      void openFile(file);
    };
    const onPaste = (event: ClipboardEvent) => {
      const file = event.clipboardData?.files[0];
      if (file) void openFile(file);
      else if (!(event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement)) {
        void pasteText(event.clipboardData?.getData('text/plain') ?? '');
      }
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('drop', onDrop);
    window.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('drop', onDrop);
      window.removeEventListener('paste', onPaste);
    };
  }, []);
}

/** Tells screen readers what happens. */
function Announcer() {
  const text = useAnnouncement((state) => state.text);
  return (
    <div className="visually-hidden" aria-live="polite" role="status">
      {text}
    </div>
  );
}

/** Shown instead of results when the engine cannot start. */
function Fault() {
  const fault = useRun((state) => state.fault);
  if (!fault) return null;
  return (
    <div className="fault" role="alert">
      <strong>{strings.fault.title}</strong>
      <p>
        {spokenMessage(fault.message)} {spokenMessage(fault.remedy)}
      </p>
      <button type="button" className="button primary" onClick={() => location.reload()}>
        {strings.fault.reload}
      </button>
    </div>
  );
}
