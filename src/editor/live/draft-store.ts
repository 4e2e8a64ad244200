import { create } from 'zustand';
import type { NodeId } from '../../runtime/document.ts';
import { type NodeValues, useStoredOutputs } from '../run/node-outputs.ts';
import { useRun } from '../run/run-store.ts';

interface DraftState {
  /** Key of the newest draft by `elementId`. */
  readonly keys: Readonly<Record<string, string>>;
}

/** Results of drafts: small looks at what the document would give. */
export const useDrafts = create<DraftState>(() => ({ keys: {} }));

/** What a node shows. */
export interface ShownOutputs {
  readonly values: NodeValues | undefined;
  /** A draft, since the document has changed after the node's own result. */
  readonly isDraft: boolean;
}

/** A draft of the node where its own result is out of date and there is a draft, else its own result. */
export function useShownOutputs(node: NodeId | undefined): ShownOutputs {
  const own = useRun((state) => (node === undefined ? undefined : state.resultKeys[node]));
  const isOutdated = useRun((state) => {
    const planned = node === undefined ? undefined : state.plan?.nodes[node];
    return planned?.state === 'stale' || planned?.state === 'new';
  });
  const draft = useDrafts((state) => (node === undefined ? undefined : state.keys[node]));
  const isDraft = isOutdated && draft !== undefined;
  return { values: useStoredOutputs(isDraft ? draft : own), isDraft };
}

/** The newest draft of a node, whether or not its own result is out of date: what lies under drafts of other nodes. */
export function useDraftOutputs(node: NodeId | undefined): NodeValues | undefined {
  return useStoredOutputs(useDrafts((state) => (node === undefined ? undefined : state.keys[node])));
}
