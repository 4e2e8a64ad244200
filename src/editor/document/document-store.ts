import { produce } from 'immer';
import { create } from 'zustand';
import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import { DocumentRegistry } from '../../runtime/document-registry.ts';
import type { ParamValue } from '../../runtime/params.ts';
import { toast } from '../notices/toast.ts';
import { strings } from '../strings/en.ts';
import { subgraphStrings } from '../strings/subgraphs-en.ts';
import { endlessDefinitions } from './definition-edits.ts';
import { setParam } from './edits.ts';
import {
  type Draft,
  type EditedDocument,
  editDocument,
  type HistoryStep,
  performEdit,
  redoEdit,
  undoEdit,
} from './history.ts';
import { BUILT_IN_TYPES } from './node-types.ts';
import { isSamePlace, nearestPlace, type Place, ROOT, subgraphAt } from './places.ts';
import { putBack } from './put-back.ts';
import { shownGraph } from './shown-graph.ts';

interface DocumentState {
  /** The open document: what is saved, shared, planned and run. */
  readonly whole: WorkflowDocument;
  /** Which of its graphs is on the canvas. */
  readonly place: Place;
  /** That graph as a document of its own (`shown-graph.ts`); the whole one itself at the root. */
  readonly document: WorkflowDocument;
  readonly past: readonly HistoryStep[];
  readonly future: readonly HistoryStep[];
  /** The document as it was opened or saved last; equal to `whole` when nothing is unsaved. */
  readonly saved: WorkflowDocument;
  /** Nodes of the shown graph. */
  readonly selection: ReadonlySet<NodeId>;
  /** Counts opened documents, so that the view can follow. */
  readonly openings: number;
  /** Another tab edits the document: this one only shows it. */
  readonly isReadOnly: boolean;
  /** Counts changes that were refused because of that. */
  readonly refusals: number;
}

const EMPTY: WorkflowDocument = { kineograph: 1, name: 'Untitled', nodes: {}, outputs: [] };

/** The open document, its history, the graph of it that is shown, and the selection. Changes go through {@link edit}. */
export const useDocument = create<DocumentState>(() => ({
  whole: EMPTY,
  place: ROOT,
  document: EMPTY,
  past: [],
  future: [],
  saved: EMPTY,
  selection: new Set(),
  openings: 0,
  isReadOnly: false,
  refusals: 0,
}));

type Changing = (draft: Draft<WorkflowDocument>) => void;

/**
 * Performs a named, undoable change of the shown graph.
 * @param gesture changes with the same gesture become one step
 */
export function edit(label: string, change: Changing, gesture?: string): void {
  const { place, document } = useDocument.getState();
  apply((state) => performEdit(state, label, inPlace(change, place, document), gesture, place));
}

/** The same for the document as a whole: its name, its outputs, its definitions, whatever graph is shown. */
export function editWhole(label: string, change: Changing, gesture?: string): void {
  apply((state) => performEdit(state, label, change, gesture));
}

/** The same for another graph of the document than the shown one. */
export function editAt(place: Place, label: string, change: Changing): void {
  const document = shownGraph(useDocument.getState().whole, place);
  apply((state) => performEdit(state, label, inPlace(change, place, document), undefined, place));
}

export function undo(): void {
  const step = useDocument.getState().past.at(-1);
  apply(undoEdit, step?.place);
  tellPlace(step, subgraphStrings.undone);
}

export function redo(): void {
  const [step] = useDocument.getState().future;
  apply(redoEdit, step?.place);
  tellPlace(step, subgraphStrings.redone);
}

/** Shows another graph of the document, or as much of the way to it as there is. */
export function goTo(place: Place, selection: Iterable<NodeId> = []): void {
  useDocument.setState((state) => {
    const near = nearestPlace(state.whole, place);
    if (isSamePlace(near, state.place)) return state;
    return { place: near, document: shownGraph(state.whole, near), selection: new Set(selection) };
  });
}

/** Replaces everything by another document, without a way back by undo. */
export function openDocument(document: WorkflowDocument, options: { readonly unsaved?: boolean } = {}): void {
  const saved = options.unsaved ? EMPTY : document;
  useDocument.setState(({ openings }) => ({
    whole: document,
    place: ROOT,
    document,
    past: [],
    future: [],
    saved,
    selection: new Set(),
    openings: openings + 1,
  }));
}

/** Shows what another tab made of the open document. */
export function followDocument(document: WorkflowDocument): void {
  useDocument.setState((state) => showing(state, editDocument(document), state.place));
}

/** The open document goes on as a copy, with its history. */
export function changeIdentity(id: string): void {
  useDocument.setState(({ whole, place, document }) => {
    const copy = { ...whole, id };
    return { whole: copy, document: shownGraph(copy, place, document) };
  });
}

export function setReadOnly(isReadOnly: boolean): void {
  if (useDocument.getState().isReadOnly !== isReadOnly) useDocument.setState({ isReadOnly });
}

export function markSaved(): void {
  useDocument.setState((state) => ({ saved: state.whole }));
}

export function select(ids: Iterable<NodeId>): void {
  const selection = new Set(ids);
  const { selection: current } = useDocument.getState();
  const same = selection.size === current.size && [...selection].every((id) => current.has(id));
  if (!same) useDocument.setState({ selection });
}

/** Sets one parameter as a named step. */
export function changeParam(
  node: NodeId,
  param: string,
  value: ParamValue | undefined,
  gesture?: string,
): void {
  edit(strings.steps.change(nameOf(node, param)), (draft) => setParam(draft, node, param, value), gesture);
}

/** What people call a setting, for the list of steps: "Crop: Margin". */
function nameOf(id: NodeId, param: string): string {
  const { whole, document } = useDocument.getState();
  const node = document.nodes[id];
  const declaration = node && new DocumentRegistry(BUILT_IN_TYPES, () => whole).get(node.type);
  return `${node?.label ?? declaration?.title ?? id}: ${declaration?.params[param]?.label ?? param}`;
}

/** The node that the inspector shows: the only selected one. */
export function useInspectedNode(): NodeId | undefined {
  return useDocument((state) => (state.selection.size === 1 ? [...state.selection][0] : undefined));
}

/** A change of the graph at a place as one of the whole document. @param document that graph */
function inPlace(change: Changing, place: Place, document: WorkflowDocument): Changing {
  if (place.length === 0) return change;
  return (draft) => {
    const changed = produce(document, (shown) => change(shown as Draft<WorkflowDocument>));
    putBack(draft, place, document, changed, BUILT_IN_TYPES);
  };
}

/** @param to the graph to show afterwards; the one that is shown when left out */
function apply(change: (state: EditedDocument) => EditedDocument, to?: Place): void {
  useDocument.setState((state) => {
    if (state.isReadOnly) return { refusals: state.refusals + 1 };
    const before = { document: state.whole, past: state.past, future: state.future };
    const edited = change(before);
    if (edited === before) return state;
    if (becomesEndless(before.document, edited.document)) return state;
    return showing(state, edited, to ?? state.place);
  });
}

/** Refuses to put a subgraph into itself. What was so when it was opened may be mended step by step. */
function becomesEndless(before: WorkflowDocument, after: WorkflowDocument): boolean {
  if (before.subgraphs === after.subgraphs) return false;
  const endless = endlessDefinitions(after);
  if (endless.size === 0) return false;
  const known = endlessDefinitions(before);
  const fresh = [...endless].find((id) => !known.has(id));
  if (fresh !== undefined) toast.warning(subgraphStrings.endless(after.subgraphs?.[fresh]?.name ?? fresh));
  return fresh !== undefined;
}

function showing(state: DocumentState, edited: EditedDocument, to: Place): Partial<DocumentState> {
  const { document: whole, past, future } = edited;
  const place = nearestPlace(whole, to);
  const isSame = isSamePlace(place, state.place);
  const document = shownGraph(whole, place, isSame ? state.document : undefined);
  const stays = (id: NodeId) => Object.hasOwn(document.nodes, id);
  const isLive = isSame && [...state.selection].every(stays);
  const selection = isLive ? state.selection : new Set([...state.selection].filter(stays));
  return { whole, place, document, past, future, selection };
}

/** Says what was undone or redone in a subgraph: the canvas has gone there. */
function tellPlace(step: HistoryStep | undefined, say: (name: string, step: string) => string): void {
  const { whole } = useDocument.getState();
  const inside = step?.place && subgraphAt(whole, step.place);
  if (step && inside) toast.message(say(inside.definition.name, step.label), { id: 'history place' });
}
