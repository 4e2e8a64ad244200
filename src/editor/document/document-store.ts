import { create } from 'zustand';
import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import type { ParamValue } from '../../runtime/params.ts';
import { strings } from '../strings/en.ts';
import { setParam } from './edits.ts';
import { type Draft, type EditedDocument, editDocument, performEdit, redoEdit, undoEdit } from './history.ts';

interface DocumentState extends EditedDocument {
  /** The document as it was opened or saved last; equal to `document` when nothing is unsaved. */
  readonly saved: WorkflowDocument;
  readonly selection: ReadonlySet<NodeId>;
  /** Counts opened documents, so that the view can follow. */
  readonly openings: number;
  /** Another tab edits the document: this one only shows it. */
  readonly isReadOnly: boolean;
  /** Counts changes that were refused because of that. */
  readonly refusals: number;
}

const EMPTY: WorkflowDocument = { kineograph: 1, name: 'Untitled', nodes: {}, outputs: [] };

/** The open document, its history and the selection. Changes go through {@link edit}. */
export const useDocument = create<DocumentState>(() => ({
  ...editDocument(EMPTY),
  saved: EMPTY,
  selection: new Set(),
  openings: 0,
  isReadOnly: false,
  refusals: 0,
}));

/**
 * Performs a named, undoable change of the open document.
 * @param gesture changes with the same gesture become one step
 */
export function edit(
  label: string,
  change: (draft: Draft<WorkflowDocument>) => void,
  gesture?: string,
): void {
  apply((state) => performEdit(state, label, change, gesture));
}

export function undo(): void {
  apply(undoEdit);
}

export function redo(): void {
  apply(redoEdit);
}

/** Replaces everything by another document, without a way back by undo. */
export function openDocument(document: WorkflowDocument, options: { readonly unsaved?: boolean } = {}): void {
  const saved = options.unsaved ? EMPTY : document;
  useDocument.setState(({ openings }) => ({
    ...editDocument(document),
    saved,
    selection: new Set(),
    openings: openings + 1,
  }));
}

/** Shows what another tab made of the open document. */
export function followDocument(document: WorkflowDocument): void {
  useDocument.setState((state) => withLiveSelection(state, editDocument(document)));
}

/** The open document goes on as a copy, with its history. */
export function changeIdentity(id: string): void {
  useDocument.setState(({ document }) => ({ document: { ...document, id } }));
}

export function setReadOnly(isReadOnly: boolean): void {
  if (useDocument.getState().isReadOnly !== isReadOnly) useDocument.setState({ isReadOnly });
}

export function markSaved(): void {
  useDocument.setState((state) => ({ saved: state.document }));
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
  edit(strings.steps.change(`${node}.${param}`), (draft) => setParam(draft, node, param, value), gesture);
}

/** The node that the inspector shows: the only selected one. */
export function useInspectedNode(): NodeId | undefined {
  return useDocument((state) => (state.selection.size === 1 ? [...state.selection][0] : undefined));
}

function apply(change: (state: EditedDocument) => EditedDocument): void {
  useDocument.setState((state) =>
    state.isReadOnly ? { refusals: state.refusals + 1 } : withLiveSelection(state, change(state)),
  );
}

function withLiveSelection(state: DocumentState, edited: EditedDocument): Partial<DocumentState> {
  const gone = [...state.selection].some((id) => !Object.hasOwn(edited.document.nodes, id));
  if (!gone) return edited;
  const selection = new Set([...state.selection].filter((id) => Object.hasOwn(edited.document.nodes, id)));
  return { ...edited, selection };
}
