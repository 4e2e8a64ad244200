import { applyPatches, enablePatches, type Patch, produceWithPatches } from 'immer';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { isSamePlace, type Place } from './places.ts';

enablePatches();

/** Undo steps kept; older ones are forgotten. */
const HISTORY_LIMIT = 200;

/** One thing the user did. */
export interface HistoryStep {
  /** In words, for the list of steps: "Change Crop: Margin". */
  readonly label: string;
  /** Steps with the same gesture merge into one: a slider's drag, a node's move. */
  readonly gesture?: string;
  /** The graph that it was done in; absent when it is about the document as a whole. */
  readonly place?: Place;
  readonly forward: readonly Patch[];
  readonly backward: readonly Patch[];
}

export interface EditedDocument {
  readonly document: WorkflowDocument;
  readonly past: readonly HistoryStep[];
  readonly future: readonly HistoryStep[];
}

/** Types without `readonly`, as an immer recipe changes them. */
export type Draft<T> = T extends object ? { -readonly [K in keyof T]: Draft<T[K]> } : T;

/** A fresh document without history. */
export function editDocument(document: WorkflowDocument): EditedDocument {
  return { document, past: [], future: [] };
}

/**
 * Performs a named change. A change that changes nothing leaves everything as it was.
 * @param gesture changes with the same gesture in the same place become one step
 */
export function performEdit(
  state: EditedDocument,
  label: string,
  change: (draft: Draft<WorkflowDocument>) => void,
  gesture?: string,
  place?: Place,
): EditedDocument {
  const [document, forward, backward] = produceWithPatches(state.document, (draft) => {
    change(draft as Draft<WorkflowDocument>);
  });
  if (forward.length === 0) return state;
  const last = state.past.at(-1);
  const merges =
    gesture !== undefined &&
    last?.gesture === gesture &&
    state.future.length === 0 &&
    isSamePlace(last.place ?? [], place ?? []);
  const step: HistoryStep = merges
    ? { ...last, forward: [...last.forward, ...forward], backward: [...backward, ...last.backward] }
    : {
        label,
        forward,
        backward,
        ...(gesture === undefined ? {} : { gesture }),
        ...(place === undefined ? {} : { place }),
      };
  const kept = merges ? state.past.slice(0, -1) : state.past.slice(-(HISTORY_LIMIT - 1));
  return { document, past: [...kept, step], future: [] };
}

/** Takes the last step back. */
export function undoEdit(state: EditedDocument): EditedDocument {
  const step = state.past.at(-1);
  if (!step) return state;
  return {
    document: applyPatches(state.document, [...step.backward]),
    past: state.past.slice(0, -1),
    future: [step, ...state.future],
  };
}

/** Does the step again that was taken back last. */
export function redoEdit(state: EditedDocument): EditedDocument {
  const [step, ...future] = state.future;
  if (!step) return state;
  // A redone gesture is closed: a new drag is a new step.
  const { gesture: _closed, ...closed } = step;
  return { document: applyPatches(state.document, [...step.forward]), past: [...state.past, closed], future };
}
