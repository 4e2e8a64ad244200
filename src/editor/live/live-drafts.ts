import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import type { RunEvent } from '../../runtime/events.ts';
import { elementId } from '../../runtime/plan.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import { useDocument } from '../document/document-store.ts';
import { registry } from '../registry.ts';
import { useRun } from '../run/run-store.ts';
import { changedNode, clipBelow, reaches } from './changed-node.ts';
import { DRAFT_SIDE, type DraftDocument, type DraftScale, draftDocument } from './draft-document.ts';
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
  const small = draftDocument(document, scaleFor(document, node), (type) => registry.get(type));
  const hear = (event: RunEvent) => keep(event, small, at);
  const stage = await runDraft(small.document, [small.idOf(node)], hear);
  await stage.ended;
  const clip = clipBelow(document, node, givesClip);
  if (wish || clip === undefined || clip === node) return;
  clipRun = await runDraft(small.document, [small.idOf(clip)], hear);
  // A change while the run was being asked for had nothing to cancel.
  if (wish) clipRun.cancel();
  await clipRun.ended;
  clipRun = undefined;
}

/**
 * Motion that the change does not touch stays as it is. Motion that it touches is made coarser; where that is by way
 * of the picture, all of it has to be small: at full size it would take too long.
 */
function scaleFor(document: WorkflowDocument, node: NodeId): DraftScale {
  const isMotion = (id: NodeId) => gives(document, id, 'Motion');
  const coarseMotion = isMotion(node) || reaches(document, node, isMotion);
  const isOnPicture =
    coarseMotion && !['Motion', 'Prompt', 'Keyframes'].some((type) => gives(document, node, type));
  const isEdit = Object.values(document.nodes[node]?.inputs ?? {}).some((reference) =>
    isMotion(splitPortReference(reference)?.node ?? ''),
  );
  // What changes a motion that is made already leaves the making as it is.
  return { side: DRAFT_SIDE, coarseMotion: coarseMotion && !isEdit, keepsMotion: !isOnPicture };
}

function keep(event: RunEvent, { nodeOf }: DraftDocument, at: number): void {
  if (event.kind !== 'committed' && event.kind !== 'cached') return;
  const own = nodeOf(event.node);
  const id = elementId(own, event.element);
  performance.measure(MEASURE, { start: at, detail: id });
  useDrafts.setState(({ keys }) => {
    // A full-size node that only feeds motion is no draft of itself where a small copy is.
    if (own === event.node && keys[id] !== undefined && event.kind === 'cached') return { keys };
    return { keys: { ...keys, [id]: event.key } };
  });
}

function givesClip(document: WorkflowDocument, node: NodeId): boolean {
  return gives(document, node, 'Clip');
}

function gives(document: WorkflowDocument, node: NodeId, type: string): boolean {
  const declaration = registry.get(document.nodes[node]?.type ?? '');
  return Object.values(declaration?.outputs ?? {}).some((output) => output.type === type);
}
