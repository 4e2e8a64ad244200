import {
  AppWindow,
  ChevronDown,
  FolderOpen,
  History,
  LayoutTemplate,
  Link,
  Play,
  Redo2,
  Save,
  Search,
  Square,
  SunMoon,
  Undo2,
  Zap,
} from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { burst } from '../document/bursts.ts';
import { editWhole, useDocument } from '../document/document-store.ts';
import { useLive } from '../run/live-run.ts';
import { useRun } from '../run/run-store.ts';
import { canvasStrings } from '../strings/canvas-en.ts';
import { strings } from '../strings/en.ts';
import { keysOfCommand } from './bindings.ts';
import { useCommandPalette } from './command-state.ts';
import { type Command, commands } from './commands.ts';
import { useTouched } from './first-touch.ts';
import { showKeys } from './show-keys.ts';
import './top-bar.css';
import { servedPath } from '../../values/served-path.ts';

const RunMenu = lazy(() => import('./run-menu.tsx'));
const HistoryList = lazy(() => import('./history-list.tsx'));

/** Name, files, history, and the Run button. */
export function TopBar() {
  const name = useDocument((state) => state.whole.name);
  const isUnsaved = useDocument((state) => state.whole !== state.saved);
  const canUndo = useDocument((state) => state.past.length > 0);
  const canRedo = useDocument((state) => state.future.length > 0);
  return (
    <header className="top-bar">
      <h1 className="brand">
        <img src={servedPath('icon.svg')} alt="" width={22} height={22} />
        <span className="brand-name">{strings.product}</span>
      </h1>
      <span className="document-name">
        <input
          aria-label={strings.workflowName}
          value={name}
          maxLength={200}
          onChange={(event) => {
            const next = event.target.value;
            editWhole(
              strings.steps.renameWorkflow,
              (draft) => {
                draft.name = next;
              },
              burst('rename workflow'),
            );
          }}
        />
        {isUnsaved && <span className="unsaved" title={strings.unsaved} />}
      </span>
      <div className="bar-group">
        <BarButton command={commands.templates} Icon={LayoutTemplate} text />
        <BarButton command={commands.open} Icon={FolderOpen} />
        <BarButton command={commands.save} Icon={Save} />
        <BarButton command={commands.share} Icon={Link} />
      </div>
      <div className="bar-group">
        <BarButton command={commands.undo} Icon={Undo2} disabled={!canUndo} />
        <BarButton command={commands.redo} Icon={Redo2} disabled={!canRedo} />
        <HistoryButton />
      </div>
      <span className="bar-space" />
      <button
        type="button"
        className="search-button"
        onClick={() => useCommandPalette.setState({ open: true, scope: 'all' })}
      >
        <Search size={14} aria-hidden />
        <span>{strings.menu.search}</span>
        <kbd>{showKeys('Mod+K')}</kbd>
      </button>
      <BarButton command={commands.appView} Icon={AppWindow} />
      <BarButton command={commands.theme} Icon={SunMoon} />
      <LiveButton />
      <RunButton />
    </header>
  );
}

/** Runs on every change, or only when asked. */
function LiveButton() {
  const on = useLive((state) => state.on);
  return (
    <button
      type="button"
      className="bar-button live-button"
      title={canvasStrings.live}
      aria-label={canvasStrings.live}
      aria-pressed={on}
      onClick={commands.live.perform}
    >
      <Zap size={16} aria-hidden />
      <span>{canvasStrings.liveShort}</span>
    </button>
  );
}

interface BarButtonProps {
  readonly command: Command;
  readonly Icon: typeof Play;
  readonly disabled?: boolean;
  /** Show the label beside the icon. */
  readonly text?: boolean;
}

function BarButton({ command, Icon, disabled, text }: BarButtonProps) {
  const keys = keysOfCommand(command);
  const title = keys ? `${command.label} (${showKeys(keys)})` : command.label;
  return (
    <button
      type="button"
      className="bar-button"
      title={title}
      aria-label={command.label}
      disabled={disabled}
      onClick={command.perform}
    >
      <Icon size={16} aria-hidden />
      {text && <span>{command.label}</span>}
    </button>
  );
}

function RunButton() {
  const isRunning = useRun((state) => state.running !== undefined);
  const progress = useRun((state) => state.progress);
  const hasNodes = useDocument((state) => Object.keys(state.whole.nodes).length > 0);
  if (isRunning) {
    return (
      <button type="button" className="run-button running" onClick={cancelUnlessDoubleClick}>
        <span className="run-progress" style={{ transform: `scaleX(${progress})` }} />
        <Square size={13} aria-hidden /> {strings.run.cancel}
      </button>
    );
  }
  return (
    <div className="run-split">
      <button
        type="button"
        className="run-button"
        disabled={!hasNodes}
        title={`${strings.run.run} (${showKeys('Mod+Enter')})`}
        onClick={commands.run.perform}
      >
        <Play size={14} aria-hidden /> {strings.run.run}
      </button>
      <MoreButton />
    </div>
  );
}

/** Cancel stands where Run stood: the second half of a double click on Run must not end the run. */
function cancelUnlessDoubleClick(event: React.MouseEvent): void {
  if (event.detail < 2) commands.cancel.perform();
}

/** Opens the menu of all that Run can do, and what is needed less often. */
function MoreButton() {
  const menu = useLateMenu();
  return (
    <>
      <button
        ref={menu.button}
        type="button"
        className="run-more"
        aria-label={strings.menu.more}
        aria-haspopup="menu"
        aria-expanded={menu.isOpen}
        onClick={menu.toggle}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          menu.setOpen(true);
        }}
      >
        <ChevronDown size={14} aria-hidden />
      </button>
      {menu.isWanted && (
        <Suspense fallback={null}>
          <RunMenu button={menu.button} open={menu.isOpen} onOpenChange={menu.setOpen} />
        </Suspense>
      )}
    </>
  );
}

/** Opens the list of steps that can be undone. */
function HistoryButton() {
  const isEmpty = useDocument((state) => state.past.length === 0);
  const list = useLateMenu();
  return (
    <>
      <button
        ref={list.button}
        type="button"
        className="bar-button"
        title={strings.menu.history}
        aria-label={strings.menu.history}
        aria-haspopup="dialog"
        aria-expanded={list.isOpen}
        disabled={isEmpty}
        onClick={list.toggle}
      >
        <History size={16} aria-hidden />
      </button>
      {list.isWanted && (
        <Suspense fallback={null}>
          <HistoryList button={list.button} open={list.isOpen} onOpenChange={list.setOpen} />
        </Suspense>
      )}
    </>
  );
}

/** What belongs to a button whose menu is fetched with the first touch of the page. */
function useLateMenu() {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const isTouched = useTouched('menus');
  return { button, isOpen, setOpen, toggle: () => setOpen((on) => !on), isWanted: isTouched || isOpen };
}
