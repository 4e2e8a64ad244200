import type { NodeDeclaration } from '../../runtime/node.ts';
import { edit, select, useDocument } from '../document/document-store.ts';
import { addNode, freeNodeId } from '../document/edits.ts';
import { GRID, onGrid, type Position } from '../document/place.ts';
import { strings } from '../strings/en.ts';
import { middleOfView } from './canvas-view.ts';
import { NODE_WIDTH, nodeHeight } from './node-size.ts';
import { allBoxes } from './walk.ts';
import { freePlace } from './walk-nodes.ts';

/** MIME type under which the palette drags a node type. */
export const NODE_DRAG_TYPE = 'application/x-kineograph-node';

/** Adds a node of a type and selects it. @returns its id */
export function addAt(declaration: NodeDeclaration, position: Position): string {
  const id = freeNodeId(useDocument.getState().document, declaration.type);
  edit(strings.steps.add(declaration.title), (draft) => addNode(draft, id, declaration, onGrid(position)));
  select([id]);
  return id;
}

/** Adds a node of a type in the middle of what is seen, beside what lies there. @returns its id */
export function addInView(declaration: NodeDeclaration): string {
  const { x, y } = middleOfView();
  const size = { width: NODE_WIDTH, height: nodeHeight(declaration) };
  const wanted = onGrid({ x: x - size.width / 2, y: y - size.height / 2 });
  return addAt(declaration, freePlace(allBoxes().values(), wanted, size, GRID));
}
