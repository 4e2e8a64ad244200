import { reportError } from '../../values/errors.ts';
import { showAppView, useAppView } from '../app-view/app-view-state.ts';
import { openCacheDialog } from '../cache/cache-state.ts';
import { clearResults } from '../cache/clear-results.ts';
import { alignSelection, spreadSelection } from '../canvas/arrange.ts';
import { selectFurniture } from '../canvas/canvas-selection.ts';
import {
  addNoteHere,
  fitGroups,
  groupSelection,
  removeSelection,
  renameSelection,
  rerouteSelection,
  runGroups,
  toggleGroupBypass,
} from '../canvas/furniture-actions.ts';
import {
  expandSelectedInstance,
  makeSelectedUnique,
  subgraphOfSelection,
} from '../canvas/subgraph-actions.ts';
import { goToGraph, walk, walkFork, walkWire } from '../canvas/walk.ts';
import { startConnecting, startDisconnecting } from '../connect/make-wires.ts';
import { edit, redo, select, undo, useDocument } from '../document/document-store.ts';
import { setFlag } from '../document/edits.ts';
import { furnitureId, withIds } from '../document/furniture-edits.ts';
import { makeCopy } from '../document/make-copy.ts';
import { openWorkflowFile } from '../files/open-file.ts';
import { saveWorkflow, saveWorkflowAs } from '../files/save-file.ts';
import { openGallery } from '../gallery/gallery-state.ts';
import { startEmpty } from '../gallery/start-empty.ts';
import { openHelpHere } from '../help/help-state.ts';
import { announceFailure } from '../run/announcements.ts';
import { useLive } from '../run/live-run.ts';
import { cancelRun, startRun } from '../run/run-store.ts';
import { shareWorkflow } from '../share/share-workflow.ts';
import { appViewStrings } from '../strings/app-view-en.ts';
import { canvasStrings } from '../strings/canvas-en.ts';
import { connectStrings } from '../strings/connect-en.ts';
import { documentStrings } from '../strings/documents-en.ts';
import { strings } from '../strings/en.ts';
import { engineStrings } from '../strings/engine-en.ts';
import { graphStrings } from '../strings/graph-en.ts';
import { helpStrings } from '../strings/help-en.ts';
import { LANGUAGES, otherLanguage, switchLanguage } from '../strings/language.ts';
import { modelStrings } from '../strings/models-en.ts';
import { subgraphStrings } from '../strings/subgraphs-en.ts';
import { takeStrings } from '../strings/takes-en.ts';
import { tourStrings } from '../strings/tour-en.ts';
import { deleteUnused } from '../subgraphs/definition-actions.ts';
import { enterSelected, leaveSubgraph, selectedNodes } from '../subgraphs/way-in.ts';
import { showTakes, useTakes } from '../takes/takes-state.ts';
import { switchTheme } from '../theme/theme.ts';
import { tidyLayout } from '../tidy/tidy-layout.ts';
import { toggleTimeline } from '../timeline/timeline-state.ts';
import { startTour } from '../tour/tour-state.ts';
import { copySelection, duplicateSelection, pasteClipboard } from './clipboard.ts';
import { useCommandPalette } from './command-state.ts';
import { openDialog } from './dialog-state.ts';
import { withSpokenLabels } from './spoken-labels.ts';

/** Something that a menu, a key or the command palette does. */
export interface Command {
  readonly label: string;
  /** `Mod` is Ctrl, or ⌘ on a Mac. */
  readonly keys?: string;
  readonly perform: () => void;
}

/** All commands. Labels are read anew in each language. */
export const commands = withSpokenLabels(
  () =>
    ({
      run: { label: strings.run.run, keys: 'Mod+Enter', perform: () => void startRun({ mode: 'all' }) },
      cancel: { label: strings.run.cancel, keys: 'Mod+.', perform: () => void cancelRun() },
      runAgain: { label: strings.run.again, perform: () => void startRun({ mode: 'all', force: true }) },
      runToHere: {
        label: strings.run.toHere,
        perform: () => void startRun({ mode: 'to', targets: selectedNodes() }),
      },
      undo: { label: strings.menu.undo, keys: 'Mod+Z', perform: undo },
      redo: { label: strings.menu.redo, keys: 'Mod+Shift+Z', perform: redo },
      save: { label: strings.menu.save, keys: 'Mod+S', perform: () => void saveWorkflow() },
      saveAs: { label: documentStrings.saveAs, keys: 'Mod+Shift+S', perform: () => void saveWorkflowAs() },
      makeCopy: { label: documentStrings.makeCopy, perform: () => void makeCopy() },
      share: { label: documentStrings.share, perform: () => void shareWorkflow() },
      versions: { label: documentStrings.versions, perform: () => openDialog('versions') },
      open: { label: strings.menu.open, keys: 'Mod+O', perform: () => void openWorkflowFile() },
      templates: { label: strings.menu.templates, perform: openGallery },
      newDocument: { label: strings.menu.newDocument, perform: () => void startEmpty() },
      copy: { label: strings.menu.copy, keys: 'Mod+C', perform: () => void copySelection() },
      paste: { label: strings.menu.paste, keys: 'Mod+V', perform: () => void pasteClipboard() },
      duplicate: { label: strings.menu.duplicate, keys: 'Mod+D', perform: () => duplicateSelection(true) },
      duplicateFree: {
        label: canvasStrings.duplicateFree,
        keys: 'Mod+Shift+D',
        perform: () => duplicateSelection(false),
      },
      remove: { label: strings.menu.remove, perform: removeSelection },
      bypass: { label: strings.menu.bypass, keys: 'Mod+B', perform: () => toggleFlag('bypassed') },
      pin: { label: strings.menu.pin, keys: 'Mod+P', perform: () => toggleFlag('pinned') },
      selectAll: { label: strings.menu.selectAll, keys: 'Mod+A', perform: selectAll },
      rename: { label: graphStrings.rename, keys: 'F2', perform: renameSelection },
      group: { label: graphStrings.group.add, keys: 'Mod+G', perform: groupSelection },
      fitGroup: { label: graphStrings.group.fit, perform: fitGroups },
      runGroup: { label: graphStrings.group.run, perform: runGroups },
      bypassGroup: { label: graphStrings.group.bypass, perform: toggleGroupBypass },
      subgraph: { label: graphStrings.subgraph.create, keys: 'Mod+Shift+G', perform: subgraphOfSelection },
      expandSubgraph: {
        label: graphStrings.subgraph.expand,
        keys: 'Mod+Alt+G',
        perform: expandSelectedInstance,
      },
      enterSubgraph: { label: subgraphStrings.enter, keys: 'Mod+Shift+ArrowDown', perform: enterSelected },
      leaveSubgraph: { label: subgraphStrings.leave, keys: 'Mod+Shift+ArrowUp', perform: leaveSubgraph },
      subgraphs: { label: subgraphStrings.manage, perform: () => openDialog('subgraphs') },
      unusedSubgraphs: { label: subgraphStrings.deleteUnused, perform: deleteUnused },
      uniqueSubgraph: { label: graphStrings.subgraph.unique, perform: makeSelectedUnique },
      note: { label: graphStrings.note.add, keys: 'Shift+N', perform: addNoteHere },
      reroute: { label: graphStrings.reroute.add, keys: 'Shift+R', perform: rerouteSelection },
      connect: { label: connectStrings.connect, keys: 'Shift+C', perform: startConnecting },
      disconnect: { label: connectStrings.disconnect, keys: 'Shift+X', perform: startDisconnecting },
      walkLeft: { label: connectStrings.walk.left, keys: 'Alt+ArrowLeft', perform: () => walk('left') },
      walkRight: { label: connectStrings.walk.right, keys: 'Alt+ArrowRight', perform: () => walk('right') },
      walkUp: { label: connectStrings.walk.up, keys: 'Alt+ArrowUp', perform: () => walk('up') },
      walkDown: { label: connectStrings.walk.down, keys: 'Alt+ArrowDown', perform: () => walk('down') },
      wireBack: {
        label: connectStrings.walk.back,
        keys: 'Mod+ArrowLeft',
        perform: () => walkWire('sources'),
      },
      wireOn: { label: connectStrings.walk.on, keys: 'Mod+ArrowRight', perform: () => walkWire('consumers') },
      forkUp: { label: connectStrings.walk.previous, keys: 'Mod+ArrowUp', perform: () => walkFork(-1) },
      forkDown: { label: connectStrings.walk.next, keys: 'Mod+ArrowDown', perform: () => walkFork(1) },
      graph: { label: connectStrings.walk.graph, keys: 'F6', perform: goToGraph },
      inspect: { label: strings.menu.inspect, keys: 'Mod+I', perform: focusInspector },
      layout: { label: strings.menu.layout, keys: 'Mod+L', perform: () => void tidyLayout() },
      find: {
        label: canvasStrings.find,
        keys: 'Mod+F',
        perform: () => useCommandPalette.setState({ open: true, scope: 'graph' }),
      },
      alignLeft: { label: canvasStrings.align.left, perform: () => alignSelection('left') },
      alignCentre: { label: canvasStrings.align.centre, perform: () => alignSelection('centre') },
      alignRight: { label: canvasStrings.align.right, perform: () => alignSelection('right') },
      alignTop: { label: canvasStrings.align.top, perform: () => alignSelection('top') },
      alignMiddle: { label: canvasStrings.align.middle, perform: () => alignSelection('middle') },
      alignBottom: { label: canvasStrings.align.bottom, perform: () => alignSelection('bottom') },
      spreadX: { label: canvasStrings.align.spreadX, perform: () => spreadSelection('x') },
      spreadY: { label: canvasStrings.align.spreadY, perform: () => spreadSelection('y') },
      live: {
        label: canvasStrings.live,
        keys: 'Mod+Shift+L',
        perform: () => useLive.setState(({ on }) => ({ on: !on })),
      },
      appView: {
        label: appViewStrings.open,
        keys: 'Mod+E',
        perform: () => showAppView(!useAppView.getState().shown),
      },
      help: { label: helpStrings.open, keys: 'F1', perform: openHelpHere },
      shortcuts: {
        label: canvasStrings.shortcuts.title,
        keys: 'Shift+?',
        perform: () => openDialog('shortcuts'),
      },
      tour: { label: tourStrings.restart, perform: startTour },
      takes: { label: takeStrings.show, perform: () => showTakes(!useTakes.getState().shown) },
      theme: { label: strings.menu.theme, perform: switchTheme },
      language: {
        label: strings.menu.language(LANGUAGES[otherLanguage()]),
        perform: () => void switchLanguage().catch((error) => announceFailure(undefined, reportError(error))),
      },
      timeline: { label: engineStrings.timeline.toggle, perform: toggleTimeline },
      comfyReport: {
        label: documentStrings.comfyReport,
        perform: () => void import('../comfy/open-comfy.ts').then(({ showComfyReport }) => showComfyReport()),
      },
      cache: { label: engineStrings.cache.open, perform: openCacheDialog },
      models: { label: modelStrings.title, perform: () => openDialog('models') },
      clearCache: { label: strings.menu.clearCache, perform: () => void clearResults() },
    }) as const satisfies Record<string, Command>,
);

/** The way from the canvas to the settings of the selected node without a pointer. */
function focusInspector(): void {
  const { selection } = useDocument.getState();
  if (selection.size !== 1) return;
  // After a palette or menu has closed and given the focus back.
  requestAnimationFrame(() => {
    const fields = 'select, textarea, button, input:not(.inspector-title)';
    document.querySelector<HTMLElement>(`.inspector :is(${fields})`)?.focus();
  });
}

/** Nodes, groups and notes; reroutes are part of their wires. */
function selectAll(): void {
  const { nodes, view } = useDocument.getState().document;
  select(Object.keys(nodes));
  selectFurniture([
    ...withIds(view?.groups).map(({ id }) => furnitureId('group', id)),
    ...withIds(view?.notes).map(({ id }) => furnitureId('note', id)),
  ]);
}

function toggleFlag(flag: 'bypassed' | 'pinned'): void {
  const { document } = useDocument.getState();
  const ids = selectedNodes();
  const on = !ids.every((id) => document.nodes[id]?.[flag] === true);
  const { menu } = strings;
  const label = flag === 'pinned' ? (on ? menu.pin : menu.unpin) : on ? menu.bypass : menu.enable;
  edit(label, (draft) => setFlag(draft, ids, flag, on));
}
