import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import type { RunEvent } from '../../runtime/events.ts';
import { elementId } from '../../runtime/plan.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import { useDocument } from '../document/document-store.ts';
import { flatGraph } from '../document/flat-graph.ts';
import { registry } from '../registry.ts';
import { useRun } from '../run/run-store.ts';
import { changedNode, clipBelow, reaches } from './changed-node.ts';
import { type DraftDocument, type DraftScale, draftDocument, MOTION_DRAFT_SIDE } from './draft-document.ts';
import { type DraftRun, runDraft } from './draft-runs.ts';
import { useDrafts } from './draft-store.ts';

/** What the next draft is of. */
interface Wish {
  readonly document: WorkflowDocument;
  readonly node: NodeId;
  /** When the change was made, ms of `performance.now()`. */
  readonly at: number;
}

/** Longest side of the draft of a picture, px: half of the usual size. */
const DRAFT_SIDE = 256;

/** Motion that is made in this time, ms, need not be spared. */
const QUICK_MS = 100;

/** Quiet time after a run before anything is prepared, ms. */
const PREPARE_AFTER_MS = 400;

/** How a draft's time is named among the page's performance measures; the detail tells the node. */
const MEASURE = 'kineograph draft';

let wish: Wish | undefined;
let isWorking = false;
let clipRun: DraftRun | undefined;
let preparation: DraftRun | undefined;
let preparing: ReturnType<typeof setTimeout> | undefined;

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
    // Ids of the shown graph are those of the flat one, which is what drafts are made of.
    const node = state.place === before.place ? changedNode(before.document, state.document) : undefined;
    // What never ran has nothing to compare a draft with, and may need everything before it.
    if (node === undefined || useRun.getState().resultKeys[node] === undefined) return;
    wish = { document: flatGraph(state.whole), node, at: performance.now() };
    clipRun?.cancel();
    rest();
    void work();
  });
  useRun.subscribe((state, before) => {
    if (state.running !== undefined) return rest();
    if (state.lastRun === before.lastRun || state.lastRun?.outcome !== 'done') return;
    const document = flatGraph(useDocument.getState().whole);
    preparing = setTimeout(() => void prepare(document).catch(() => undefined), PREPARE_AFTER_MS);
  });
}

/** Gives up what is prepared: there is something better to do. */
function rest(): void {
  clearTimeout(preparing);
  preparation?.cancel();
  preparation = undefined;
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
  const scale = scaleFor(document, node);
  const small = draftDocument(document, scale, (type) => registry.get(type));
  const stage = await runDraft(small.document, [small.idOf(node)], (event) => keep(event, small, at));
  await stage.ended;
  const clip = clipBelow(document, node, givesClip);
  if (wish || clip === undefined || clip === node) return;
  const moving = clipDraft(document, scale, small);
  // The picture of the node itself is there already, and larger.
  const known = moving === small ? undefined : node;
  clipRun = await runDraft(moving.document, [moving.idOf(clip)], (event) => keep(event, moving, at, known));
  // A change while the run was being asked for had nothing to cancel.
  if (wish) clipRun.cancel();
  await clipRun.ended;
  clipRun = undefined;
}

/** What the clip's draft is made of: a clip has many pictures, so they are smaller than a single one. */
function clipDraft(document: WorkflowDocument, scale: DraftScale, small: DraftDocument): DraftDocument {
  if (scale.side === MOTION_DRAFT_SIDE) return small;
  return draftDocument(document, { ...scale, side: MOTION_DRAFT_SIDE }, (type) => registry.get(type));
}

/**
 * How small the draft of a change is. Motion that it touches is made coarser, and so is motion that is made in no time
 * anyway; other motion stays, since its results are there. Where a change touches the motion by way of the picture,
 * all of it has to be small: at full size it would take too long.
 */
function scaleFor(document: WorkflowDocument, node: NodeId): DraftScale {
  const makers = Object.keys(document.nodes).filter((id) => makesMotion(document, id));
  const touches = makers.includes(node) || reaches(document, node, (id) => makers.includes(id));
  const isPicture = !['Motion', 'Prompt', 'Keyframes', 'Clip'].some((type) => gives(document, node, type));
  const isQuick = makers.every((id) => (declarationAt(document, id)?.typicalMs ?? 0) <= QUICK_MS);
  return {
    side: isPicture ? DRAFT_SIDE : MOTION_DRAFT_SIDE,
    coarseMotion: touches || isQuick,
    keepsMotion: !(touches && isPicture),
  };
}

/** Small pictures for the next draft of motion: made after a run, when nothing else is to do. */
async function prepare(document: WorkflowDocument): Promise<void> {
  const renderer = Object.keys(document.nodes).find(
    (id) => gives(document, id, 'Clip') && document.nodes[id]?.inputs?.image !== undefined,
  );
  if (renderer === undefined) return;
  const scale = { side: MOTION_DRAFT_SIDE, coarseMotion: false, keepsMotion: true };
  const small = draftDocument(document, scale, (type) => registry.get(type));
  const sources = Object.values(small.document.nodes[small.idOf(renderer)]?.inputs ?? {});
  const targets = sources
    .flatMap((reference) => splitPortReference(reference)?.node ?? [])
    .filter((id) => small.nodeOf(id) !== id);
  if (targets.length === 0) return;
  preparation = await runDraft(small.document, targets, () => undefined, 'batch');
}

/** Does a node make motion of itself, rather than change what is there? */
function makesMotion(document: WorkflowDocument, node: NodeId): boolean {
  const params = Object.values(declarationAt(document, node)?.params ?? {});
  return (
    gives(document, node, 'Motion') && params.some((spec) => spec.kind === 'number' && spec.unit === 'fps')
  );
}

/** @param known node whose draft is not to be replaced */
function keep(event: RunEvent, { nodeOf }: DraftDocument, at: number, known?: NodeId): void {
  if (event.kind !== 'committed' && event.kind !== 'cached') return;
  const own = nodeOf(event.node);
  if (own === known) return;
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
  return Object.values(declarationAt(document, node)?.outputs ?? {}).some((output) => output.type === type);
}

function declarationAt(document: WorkflowDocument, node: NodeId) {
  return registry.get(document.nodes[node]?.type ?? '');
}
