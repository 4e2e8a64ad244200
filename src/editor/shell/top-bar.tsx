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
import { DropdownMenu, Popover } from 'radix-ui';
import { burst } from '../document/bursts.ts';
import { editWhole, useDocument } from '../document/document-store.ts';
import { useLive } from '../run/live-run.ts';
import { useRun } from '../run/run-store.ts';
import { canvasStrings } from '../strings/canvas-en.ts';
import { strings } from '../strings/en.ts';
import { keysOfCommand } from './bindings.ts';
import { useCommandPalette } from './command-state.ts';
import { type Command, commands } from './commands.ts';
import { showKeys } from './show-keys.ts';
import './top-bar.css';
import { servedPath } from '../../values/served-path.ts';

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
        <HistoryList />
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
  const hasSelection = useDocument((state) => state.selection.size > 0);
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
      <DropdownMenu.Root>
        <DropdownMenu.Trigger className="run-more" aria-label={strings.menu.more}>
          <ChevronDown size={14} aria-hidden />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
            <MenuItem command={commands.runToHere} disabled={!hasSelection} />
            <MenuItem command={commands.runAgain} />
            <MenuItem command={commands.versions} />
            <MenuItem command={commands.shortcuts} />
            <MenuItem command={commands.language} />
            <DropdownMenu.Separator className="menu-separator" />
            <MenuItem command={commands.clearCache} />
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </div>
  );
}

/** Cancel stands where Run stood: the second half of a double click on Run must not end the run. */
function cancelUnlessDoubleClick(event: React.MouseEvent): void {
  if (event.detail < 2) commands.cancel.perform();
}

function MenuItem({ command, disabled }: { readonly command: Command; readonly disabled?: boolean }) {
  const keys = keysOfCommand(command);
  return (
    <DropdownMenu.Item className="menu-item" disabled={disabled} onSelect={command.perform}>
      {command.label}
      {keys && <kbd>{showKeys(keys)}</kbd>}
    </DropdownMenu.Item>
  );
}

/** The steps that can be undone, newest first. */
function HistoryList() {
  const past = useDocument((state) => state.past);
  return (
    <Popover.Root>
      <Popover.Trigger
        className="bar-button"
        title={strings.menu.history}
        aria-label={strings.menu.history}
        disabled={past.length === 0}
      >
        <History size={16} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="menu history-list" align="start" sideOffset={6}>
          <div className="menu-title">{strings.menu.history}</div>
          <ol>
            {[...past].reverse().map((step, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity but their place
              <li key={past.length - index}>{step.label}</li>
            ))}
          </ol>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
