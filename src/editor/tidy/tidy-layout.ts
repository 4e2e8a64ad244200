import { focusedNode, goToNode } from '../canvas/active-node.ts';
import { bringAllIntoView, canvasAspect } from '../canvas/canvas-view.ts';
import { edit, useDocument } from '../document/document-store.ts';
import { isSamePlace } from '../document/places.ts';
import { toast } from '../notices/toast.ts';
import { canvasStrings } from '../strings/canvas-en.ts';
import { strings } from '../strings/en.ts';
import { askLayout } from './ask-layout.ts';
import { type LayoutQuestion, layoutQuestion } from './layout-question.ts';
import { placeAll } from './place-all.ts';

/** After so long people are told that it is being worked on, ms. */
const TELL_AFTER_MS = 1_000;
/** How long people are told that it is done, or why not, ms. */
const DONE_MS = 2_000;
const FAILED_MS = 12_000;
/** One message takes another's place. */
const TOAST = { id: 'tidy layout' };

let underWay: Promise<void> | undefined;

/**
 * Lays the shown graph out from left to right and downwards, in the shape of the canvas, as one undoable step: what is
 * in a group stays together in its frame, reroutes stay on their wires, notes beside the node they were nearest to.
 * A worker thinks of it. When the graph has changed meanwhile it is asked anew; when another one is shown, nothing
 * happens.
 */
export function tidyLayout(): Promise<void> {
  underWay ??= tidy().finally(() => {
    underWay = undefined;
  });
  return underWay;
}

async function tidy(): Promise<void> {
  let isTold = false;
  const telling = setTimeout(() => {
    isTold = true;
    toast.message(canvasStrings.tidy.underWay, { ...TOAST, duration: Number.POSITIVE_INFINITY });
  }, TELL_AFTER_MS);
  try {
    const { done, dropped } = canvasStrings.tidy;
    const isDone = await layOutShown();
    if (isTold) toast.message(isDone ? done : dropped, { ...TOAST, duration: DONE_MS });
  } catch (error) {
    console.error(error);
    const description = canvasStrings.tidy.remedy;
    toast.error(canvasStrings.tidy.failed, { ...TOAST, description, duration: FAILED_MS });
  } finally {
    clearTimeout(telling);
  }
}

/** @returns false when another graph is shown now */
async function layOutShown(): Promise<boolean> {
  const { openings, place } = useDocument.getState();
  const aspect = canvasAspect();
  let asked = useDocument.getState().document;
  let question = layoutQuestion(asked, aspect);
  for (;;) {
    const places = await askLayout(question.graph);
    const now = useDocument.getState();
    if (now.openings !== openings || !isSamePlace(now.place, place)) return false;
    const next = now.document === asked ? question : layoutQuestion(now.document, aspect);
    if (isSame(question, next)) {
      const focused = focusedNode();
      edit(strings.menu.layout, placeAll(next, places));
      await bringAllIntoView();
      // What was out of sight for a moment was not drawn, and lost the focus.
      if (focused !== undefined && document.activeElement === document.body) goToNode(focused);
      return true;
    }
    [asked, question] = [now.document, next];
  }
}

/** Would the same be answered? Where things lie now does not matter. */
function isSame(one: LayoutQuestion, other: LayoutQuestion): boolean {
  const told = ({ graph, pieces, groups }: LayoutQuestion) => JSON.stringify([graph, pieces, groups]);
  return one === other || told(one) === told(other);
}
