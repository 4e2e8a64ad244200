import { lazy, Suspense, useEffect } from 'react';
import { AppControlList } from '../app-view/app-control-list.tsx';
import { boundarySide } from '../document/boundary.ts';
import { useDocument, useInspectedNode } from '../document/document-store.ts';
import { useTouched } from '../shell/first-touch.ts';
import { strings } from '../strings/en.ts';
import './inspector.css';

const loadNodeInspector = () => import('./node-inspector.tsx');
const NodeInspector = lazy(loadNodeInspector);
const SeveralNodes = lazy(() => import('./several-nodes.tsx'));
/** Fetched inside of a subgraph. */
const ShownSubgraph = lazy(() => import('../subgraphs/subgraph-panel.tsx'));

/** Settings, state, result and help of the selected node. Fetched with the first touch of the page, or a selection. */
export function Inspector() {
  const id = useInspectedNode();
  const count = useDocument((state) => state.selection.size);
  const isInside = useDocument((state) => state.place.length > 0);
  const isTouched = useTouched('inspector');
  useEffect(() => {
    if (isTouched) loadNodeInspector().catch(() => undefined);
  }, [isTouched]);
  if (id === undefined) {
    return (
      <div className="inspector inspector-empty">
        {count > 1 ? strings.inspector.many(count) : strings.inspector.none}
        <Suspense fallback={null}>
          {count > 1 && <SeveralNodes />}
          {count === 0 && (isInside ? <ShownSubgraph /> : <AppControlList />)}
        </Suspense>
      </div>
    );
  }
  const side = boundarySide(id);
  return (
    <Suspense fallback={<div className="inspector" />}>
      {side === undefined ? (
        <NodeInspector key={id} id={id} />
      ) : (
        <div className="inspector">
          <ShownSubgraph only={side} />
        </div>
      )}
    </Suspense>
  );
}
