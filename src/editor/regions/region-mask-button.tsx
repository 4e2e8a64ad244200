import { MousePointerClick } from 'lucide-react';
import type { NodeId } from '../../runtime/document.ts';
import { edit, select, useDocument } from '../document/document-store.ts';
import { addNode, connect, freeNodeId } from '../document/edits.ts';
import { registry } from '../registry.ts';
import { regionStrings as strings } from '../strings/regions-en.ts';

/** Where the new node appears, px right of the regions. */
const OFFSET = 300;

/** From regions to a mask of some of them: puts the node in that picks, and shows it. */
export default function RegionMaskButton({ node }: { readonly node: NodeId }) {
  const add = () => {
    const declaration = registry.get('mask-from-regions@1');
    if (!declaration) return;
    const { document } = useDocument.getState();
    const id = freeNodeId(document, declaration.type);
    const place = document.view?.nodes?.[node] ?? { x: 0, y: 0 };
    edit(strings.steps.makeMask, (draft) => {
      addNode(draft, id, declaration, { x: place.x + OFFSET, y: place.y });
      connect(draft, `${node}.regions`, id, 'regions');
    });
    select([id]);
  };
  return (
    <button type="button" className="button" onClick={add}>
      <MousePointerClick size={14} aria-hidden /> {strings.makeMask}
    </button>
  );
}
