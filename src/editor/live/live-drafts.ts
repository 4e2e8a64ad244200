import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import type { RunEvent } from '../../runtime/events.ts';
import { elementId } from '../../runtime/plan.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import { useDocument } from '../document/document-store.ts';
import { flatGraph } from '../document/flat-graph.ts';
import { registry } from '../registry.ts';
import { useRun } from '../run/run-store.ts';
import { changedNode, clipBelow, reaches } from './changed-node.ts';
import {
  DRAFT_FPS,
  type DraftDocument,
  type DraftScale,
  draftDocument,
  MOTION_DRAFT_SIDE,
} from './draft-document.ts';
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

/** A refined draft: half size, with all frames of the motion that a run would make. */
const REFINED: DraftScale = { side: DRAFT_SIDE, coarseMotion: false, keepsMotion: true };

/** Motion that is made in this time, ms, need not be spared. */
const QUICK_MS = 100;

/** Quiet time after a run before anything is prepared, ms. */
const PREPARE_AFTER_MS = 400;
/** Quiet time before a draft is refined, ms; longer after a change of the picture, which takes more to refine. */
const REFINE_AFTER_MS = 300;
const REFINE_PICTURE_AFTER_MS = 1_500;

/** How a draft's time is named among the page's performance measures; the detail tells the node. */
const MEASURE = 'kineograph draft';

let wish: Wish | undefined;
let isWorking = false;
let clipRun: DraftRun | undefined;
/** What is made while there is nothing better to do. */
let idleRun: DraftRun | undefined;
let waiting: ReturnType<typeof setTimeout> | undefined;

/**
 * Shows a draft after each change of a parameter: first of the node itself, then of the clip that it leads to; when
 * nothing else is to do the clip is refined. The newest change wins; a clip's draft that is not ready by then is
 * cancelled. Call once.
 */
export function startLiveDrafts(): void {
  useDocument.subscribe((state, before) => {
    if (state.openings !== before.openings) {
      wish = undefined;
      clipRun?.cancel();
      rest();
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
    whenQuiet(PREPARE_AFTER_MS, () => prepare(document));
  });
}

/** Gives up what is prepared or refined: there is something better to do. */
function rest(): void {
  clearTimeout(waiting);
  waiting = undefined;
  idleRun?.cancel();
  idleRun = undefined;
}

/** Begins something that can wait after some time in which nothing happens. */
function whenQuiet(ms: number, begin: () => Promise<DraftRun | undefined>): void {
  clearTimeout(waiting);
  const own = setTimeout(() => {
    // A convenience, as all drafts are.
    void begin().then(
      (run) => {
        // A change while the run was being asked for had nothing to cancel.
        if (waiting === own) idleRun = run;
        else run?.cancel();
      },
      () => undefined,
    );
  }, ms);
  waiting = own;
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

async function draft(now: Wish): Promise<void> {
  const { document, node } = now;
  const scale = scaleFor(document, node);
  const small = draftDocument(document, scale, declarationOf);
  const clip = clipBelow(document, node, givesClip);
  const moving = clip === undefined ? small : clipDraft(document, scale, small);
  if (moving !== small || clip === undefined) {
    const stage = await runDraft(small.document, [small.idOf(node)], (event) => keep(event, small, now));
    await stage.ended;
  }
  if (wish || clip === undefined) return;
  await draftClip(now, moving, clip, moving !== small);
  const quietMs = moving === small ? REFINE_AFTER_MS : REFINE_PICTURE_AFTER_MS;
  if (!wish) whenQuiet(quietMs, () => refine(now, clip));
}

/**
 * Draws the clip. A newer change ends that, but not before the node's own result is shown: a slider that keeps moving
 * would show nothing.
 * @param isShown the picture of the node itself is there already, and larger
 */
async function draftClip(now: Wish, moving: DraftDocument, clip: NodeId, isShown: boolean): Promise<void> {
  let tellOwn: () => void = () => undefined;
  const own = new Promise<void>((resolve) => {
    tellOwn = resolve;
  });
  const run = await runDraft(moving.document, [moving.idOf(clip)], (event) => {
    keep(event, moving, now, isShown ? now.node : undefined);
    if (isResult(event) && event.node === moving.idOf(now.node)) tellOwn();
  });
  if (!isShown) await Promise.race([own, run.ended]);
  clipRun = run;
  // A change until now had nothing to cancel.
  if (wish) run.cancel();
  await run.ended;
  clipRun = undefined;
}

/** The clip once more, finer. */
async function refine(now: Wish, clip: NodeId): Promise<DraftRun> {
  const fine = draftDocument(now.document, REFINED, declarationOf);
  return runDraft(fine.document, [fine.idOf(clip)], (event) => keep(event, fine, now), 'batch');
}

/** What the clip's draft is made of: a clip has many pictures, so they are smaller than a single one. */
function clipDraft(document: WorkflowDocument, scale: DraftScale, small: DraftDocument): DraftDocument {
  if (scale.side === MOTION_DRAFT_SIDE) return small;
  return draftDocument(document, { ...scale, side: MOTION_DRAFT_SIDE }, declarationOf);
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
    clipFps: DRAFT_FPS,
    keepsMotion: !(touches && isPicture),
  };
}

/** A small clip after a run: what the next draft of motion is drawn from is then there, and the workers know how. */
async function prepare(document: WorkflowDocument): Promise<DraftRun | undefined> {
  const renderer = Object.keys(document.nodes).find(
    (id) => gives(document, id, 'Clip') && document.nodes[id]?.inputs?.image !== undefined,
  );
  if (renderer === undefined) return undefined;
  const scale = { side: MOTION_DRAFT_SIDE, coarseMotion: false, clipFps: DRAFT_FPS, keepsMotion: true };
  const small = draftDocument(document, scale, declarationOf);
  const run = await runDraft(small.document, [small.idOf(renderer)], () => undefined, 'batch');
  void run.ended.then((outcome) => {
    if (outcome === 'done' && idleRun === run) whenQuiet(0, () => prepareFine(document, renderer));
  });
  return run;
}

/** The pictures that refined drafts are drawn from: whoever changes something next is not kept waiting by them. */
async function prepareFine(document: WorkflowDocument, renderer: NodeId): Promise<DraftRun | undefined> {
  const fine = draftDocument(document, REFINED, declarationOf);
  const targets = Object.values(fine.document.nodes[fine.idOf(renderer)]?.inputs ?? {})
    .flatMap((reference) => splitPortReference(reference)?.node ?? [])
    .filter((id) => fine.nodeOf(id) !== id);
  return targets.length === 0 ? undefined : runDraft(fine.document, targets, () => undefined, 'batch');
}

/** Does a node make motion of itself, rather than change what is there? */
function makesMotion(document: WorkflowDocument, node: NodeId): boolean {
  const { params = {}, inputs = {} } = declarationAt(document, node) ?? {};
  return (
    gives(document, node, 'Motion') &&
    Object.values(params).some((spec) => spec.kind === 'number' && spec.unit === 'fps') &&
    !Object.values(inputs).some(({ type, optional }) => type === 'Motion' && !optional)
  );
}

function isResult(event: RunEvent): event is Extract<RunEvent, { kind: 'committed' | 'cached' }> {
  return event.kind === 'committed' || event.kind === 'cached';
}

/** @param known node whose draft is not to be replaced */
function keep(event: RunEvent, { nodeOf }: DraftDocument, { at }: Wish, known?: NodeId): void {
  if (!isResult(event)) return;
  const own = nodeOf(event.node);
  if (own === undefined || own === known) return;
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
  return declarationOf(document.nodes[node]?.type ?? '');
}

function declarationOf(type: string) {
  return registry.get(type);
}
