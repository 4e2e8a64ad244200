import { changeParam, edit, goTo, select, useDocument } from '../document/document-store.ts';
import { addNode, freeNodeId } from '../document/edits.ts';
import { ROOT } from '../document/places.ts';
import { toast } from '../notices/toast.ts';
import { registry } from '../registry.ts';
import { strings } from '../strings/en.ts';
import { putPhoto } from './put-photo.ts';

/** Puts a photo into the selected or first Load image node, or into a new one. */
export async function bringPhoto(file: File): Promise<void> {
  const reference = await putPhoto(file);
  if (reference === undefined) return;
  const hasLoader = Object.values(useDocument.getState().document.nodes).some(({ type }) =>
    type.startsWith('load-image@'),
  );
  // Inside of a subgraph that loads none, the photo is meant for the document's own graph.
  if (!hasLoader) goTo(ROOT);
  const { document, selection } = useDocument.getState();
  const isLoader = (id: string) => document.nodes[id]?.type.startsWith('load-image@') === true;
  const target = [...selection].find(isLoader) ?? Object.keys(document.nodes).find(isLoader);
  if (target !== undefined) {
    changeParam(target, 'file', reference);
    select([target]);
    return;
  }
  const declaration = registry.get('load-image');
  if (!declaration) return;
  const id = freeNodeId(document, declaration.type);
  edit(strings.steps.add(declaration.title), (draft) => {
    addNode(draft, id, declaration, { x: 0, y: 0 });
    const node = draft.nodes[id];
    if (node) node.params = { file: reference };
  });
  select([id]);
  toast.message(strings.files.noImageNode);
}
