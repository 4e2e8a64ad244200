import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import type { RunEvent } from '../../runtime/events.ts';
import { elementId } from '../../runtime/plan.ts';
import { useDocument } from '../document/document-store.ts';
import { registry } from '../registry.ts';
import { useRun } from '../run/run-store.ts';
import { changedNode, clipBelow } from './changed-node.ts';
import { DRAFT_SIDE, draftDocument } from './draft-document.ts';
import { type DraftRun, runDraft } from './draft-runs.ts';
import { useDrafts } from './draft-store.ts';

/** What the next draft is of. */
interface Wish {
  readonly document: WorkflowDocument;
  readonly node: NodeId;
  /** When the change was made, ms of `performance.now()`. */
  readonly at: number;
}

/** How a draft's time is named among the page's performance measures; the detail tells the node. */
const MEASURE = 'kineograph draft';

let wish: Wish | undefined;
let isWorking = false;
let clipRun: DraftRun | undefined;

/**
 * Shows a draft after each change of a parameter: first of the node itself, then of the clip that it leads to. The
 * newest change wins; a clip's draft that is not ready by then is cancelled. Call once.
 */
export function startLiveDrafts(): void {
  useDocument.subscribe((state, before) => {
    if (state.openings !== before.openings) {
      wish = undefined;
      clipRun?.cancel();
      useDrafts.setState({ keys: {} });
      return;
    }
    const node = changedNode(before.document, state.document);
    // What never ran has nothing to compare a draft with, and may need everything before it.
    if (node === undefined || useRun.getState().resultKeys[node] === undefined) return;
    wish = { document: state.document, node, at: performance.now() };
    clipRun?.cancel();
    void work();
  });
}

async function work(): Promise<void> {
  if (isWorking) return;
  isWorking = true;
  try {
    while (wish) {
      const now: Wish = wish;
      wish = undefined;
      await draft(now);
    }
  } catch {
    // A draft is a convenience: what is wrong with the document or the engine is told by plans and runs.
  } finally {
    isWorking = false;
  }
}

async function draft({ document, node, at }: Wish): Promise<void> {
  const small = draftDocument(document, { side: DRAFT_SIDE, coarseMotion: true }, (type) =>
    registry.get(type),
  );
  const stage = await runDraft(small, [node], (event) => keep(event, at));
  await stage.ended;
  const clip = clipBelow(document, node, givesClip);
  if (wish || clip === undefined || clip === node) return;
  clipRun = await runDraft(small, [clip], (event) => keep(event, at));
  // A change while the run was being asked for had nothing to cancel.
  if (wish) clipRun.cancel();
  await clipRun.ended;
  clipRun = undefined;
}

function keep(event: RunEvent, at: number): void {
  if (event.kind !== 'committed' && event.kind !== 'cached') return;
  const id = elementId(event.node, event.element);
  performance.measure(MEASURE, { start: at, detail: id });
  useDrafts.setState(({ keys }) => ({ keys: { ...keys, [id]: event.key } }));
}

function givesClip(document: WorkflowDocument, node: NodeId): boolean {
  const declaration = registry.get(document.nodes[node]?.type ?? '');
  return Object.values(declaration?.outputs ?? {}).some(({ type }) => type === 'Clip');
}
