import type { NodeDeclaration } from '../../runtime/node.ts';
import { edit, select, useDocument } from '../document/document-store.ts';
import { addNode, freeNodeId } from '../document/edits.ts';
import { onGrid, type Position } from '../document/place.ts';
import { strings } from '../strings/en.ts';

/** MIME type under which the palette drags a node type. */
export const NODE_DRAG_TYPE = 'application/x-kineograph-node';

/** Adds a node of a type and selects it. @returns its id */
export function addAt(declaration: NodeDeclaration, position: Position): string {
  const id = freeNodeId(useDocument.getState().document, declaration.type);
  edit(strings.steps.add(declaration.title), (draft) => addNode(draft, id, declaration, onGrid(position)));
  select([id]);
  return id;
}
