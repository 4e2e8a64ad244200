import { beforeEach, expect, it, vi } from 'vitest';
import { changeParam, edit, openDocument, undo, useDocument } from '../document/document-store.ts';
import { connect } from '../document/edits.ts';
import { toast } from '../notices/toast.ts';
import { askLayout } from './ask-layout.ts';
import { layOut } from './lay-out.ts';
import type { LayoutGraph, Places } from './layout-graph.ts';
import { tidyLayout } from './tidy-layout.ts';

vi.mock('../canvas/canvas-view.ts', () => ({
  canvasAspect: () => 1,
  bringAllIntoView: () => Promise.resolve(),
}));
vi.mock('../canvas/active-node.ts', () => ({ focusedNode: () => undefined, goToNode: vi.fn() }));
vi.mock('./ask-layout.ts', () => ({ askLayout: vi.fn() }));
const asked = vi.mocked(askLayout);

const DOCUMENT = {
  kineograph: 1,
  name: 'Two crops',
  nodes: {
    photo: { type: 'load-image@1' },
    crop: { type: 'crop@1', inputs: { image: 'photo.image' } },
    matte: { type: 'matte@1' },
  },
  outputs: [],
  view: { nodes: { photo: { x: 900, y: 700 }, crop: { x: 0, y: 0 }, matte: { x: 4000, y: 40 } } },
} as const;

beforeEach(() => {
  asked.mockReset();
  asked.mockImplementation((graph) => Promise.resolve(layOut(graph)));
  openDocument(DOCUMENT);
});

it('moves everything in one step that can be undone', async () => {
  await tidyLayout();
  const { document, past } = useDocument.getState();
  expect(document.view?.nodes).not.toEqual(DOCUMENT.view.nodes);
  expect(past).toHaveLength(1);
  undo();
  expect(useDocument.getState().document).toEqual(DOCUMENT);
});

it('asks anew when the graph was rewired meanwhile', async () => {
  const answers = held();
  const tidying = tidyLayout();
  edit('Connect', (draft) => connect(draft, 'crop.image', 'matte', 'image'));
  await answers.next();
  await answers.next();
  await tidying;
  expect(asked).toHaveBeenCalledTimes(2);
  expect(asked.mock.lastCall?.[0].wires).toHaveLength(2);
  expect(useDocument.getState().past.map(({ label }) => label)).toEqual(['Connect', 'Tidy layout']);
});

it('does not ask anew for a change of a setting, and keeps it', async () => {
  const answers = held();
  const tidying = tidyLayout();
  changeParam('crop', 'margin', 0.3);
  await answers.next();
  await tidying;
  expect(asked).toHaveBeenCalledTimes(1);
  expect(useDocument.getState().document.nodes.crop?.params).toEqual({ margin: 0.3 });
});

it('does nothing when another document was opened meanwhile', async () => {
  const answers = held();
  const tidying = tidyLayout();
  const other = { ...DOCUMENT, name: 'Another one' };
  openDocument(other);
  await answers.next();
  await tidying;
  expect(useDocument.getState().document).toBe(other);
  expect(useDocument.getState().past).toEqual([]);
});

it('is under way once, however often it is asked for', async () => {
  await Promise.all([tidyLayout(), tidyLayout(), tidyLayout()]);
  expect(asked).toHaveBeenCalledTimes(1);
});

it('says so when the worker dies, moves nothing, and works the next time', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const said = vi.spyOn(toast, 'error');
  asked.mockRejectedValueOnce(new Error('out of memory'));
  await tidyLayout();
  expect(said.mock.calls[0]?.[0]).toMatch(/worker ended/);
  expect(useDocument.getState().document).toBe(DOCUMENT);
  await tidyLayout();
  expect(useDocument.getState().past).toHaveLength(1);
});

/** Answers come when they are called for. */
function held(): { next(): Promise<void> } {
  const waiting: (() => void)[] = [];
  asked.mockImplementation(
    (graph: LayoutGraph) => new Promise<Places>((resolve) => waiting.push(() => resolve(layOut(graph)))),
  );
  return {
    async next() {
      await vi.waitFor(() => expect(waiting).not.toHaveLength(0));
      waiting.shift()?.();
    },
  };
}
