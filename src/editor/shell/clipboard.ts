import { selectFurniture, useCanvasSelection } from '../canvas/canvas-selection.ts';
import { carriedBy } from '../canvas/group-members.ts';
import { type CanvasFragment, copyCanvas, pasteCanvas } from '../document/canvas-fragment.ts';
import { edit, select, useDocument } from '../document/document-store.ts';
import { withoutOutsideWires } from '../document/edits.ts';
import { splitFurnitureId } from '../document/furniture-edits.ts';
import { openText } from '../files/open-file.ts';
import { canvasStrings } from '../strings/canvas-en.ts';
import { strings } from '../strings/en.ts';

/** Distance at which pasted and duplicated nodes appear, px. */
const PASTE_OFFSET = 40;
/** Marks clipboard text as nodes of a workflow. */
const CLIPBOARD_MARK = 'kineograph-nodes';

/** @param wired also wires from nodes that are not duplicated */
export function duplicateSelection(wired: boolean): void {
  const fragment = selectedFragment();
  if (!fragment) return;
  if (wired) paste(fragment, strings.menu.duplicate);
  else paste({ ...fragment, ...withoutOutsideWires(fragment) }, canvasStrings.duplicateFree);
}

export async function copySelection(): Promise<void> {
  const fragment = selectedFragment();
  if (!fragment) return;
  await navigator.clipboard.writeText(JSON.stringify({ [CLIPBOARD_MARK]: 1, ...fragment }));
}

export async function pasteClipboard(): Promise<void> {
  await pasteText(await navigator.clipboard.readText().catch(() => ''));
}

/** Pastes nodes, if the text holds any; opens the text of a whole workflow. */
export async function pasteText(text: string): Promise<void> {
  const fragment = await readFragment(text);
  if (fragment) paste(fragment, strings.menu.paste);
  else await openText(text);
}

/** What is selected; a group brings along what lies in it. */
function selectedFragment(): CanvasFragment | undefined {
  const { document, selection } = useDocument.getState();
  const chosen = [...selection, ...useCanvasSelection.getState().furniture];
  if (chosen.length === 0) return undefined;
  const all = [...chosen, ...carriedBy(document, chosen)];
  return copyCanvas(
    document,
    all.filter((id) => !splitFurnitureId(id)),
    all.filter((id) => splitFurnitureId(id)),
  );
}

/** Nodes from clipboard text; checked like any document from outside. */
async function readFragment(text: string): Promise<CanvasFragment | undefined> {
  if (!text.includes(CLIPBOARD_MARK)) return undefined;
  try {
    const data = JSON.parse(text) as Record<string, unknown>;
    const { readDocument } = await import('../../runtime/parse-document.ts');
    const {
      nodes,
      view,
      subgraphs = {},
    } = readDocument({
      kineograph: 1,
      name: '',
      nodes: data.nodes,
      outputs: [],
      ...(data.subgraphs === undefined ? {} : { subgraphs: data.subgraphs }),
      view: { nodes: data.positions, groups: data.groups ?? [], notes: data.notes ?? [] },
    });
    const { groups = [], notes = [] } = view ?? {};
    return { nodes, positions: view?.nodes ?? {}, groups, notes, routes: readRoutes(data.routes), subgraphs };
  } catch {
    return undefined;
  }
}

/** Places of reroutes; anything else is left out. */
function readRoutes(data: unknown): CanvasFragment['routes'] {
  if (typeof data !== 'object' || data === null) return {};
  return Object.fromEntries(
    Object.entries(data).map(([target, places]) => [
      target,
      (Array.isArray(places) ? places : []).filter(
        (place) => Number.isFinite(place?.x) && Number.isFinite(place?.y),
      ),
    ]),
  );
}

function paste(fragment: CanvasFragment, label: string): void {
  let fresh: ReturnType<typeof pasteCanvas> = { nodes: [], furniture: [] };
  edit(label, (draft) => {
    fresh = pasteCanvas(draft, fragment, { x: PASTE_OFFSET, y: PASTE_OFFSET });
  });
  select(fresh.nodes);
  selectFurniture(fresh.furniture);
}
