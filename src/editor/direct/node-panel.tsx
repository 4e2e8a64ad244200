import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from 'react';
import type { NodeId } from '../../runtime/document.ts';

type Panel = LazyExoticComponent<ComponentType<{ readonly node: NodeId }>>;

/** What nodes show above their parameters, where several of these are handled together on a picture. */
const PANELS: Readonly<Record<string, Panel>> = {
  'camera-path': lazy(() => import('../camera/camera-panel.tsx')),
  regions: lazy(() => import('../regions/region-mask-button.tsx')),
};

/** The panel of a node's type, if it has one. */
export function NodePanel({ node, type }: { readonly node: NodeId; readonly type: string }) {
  const Panel = PANELS[type];
  if (!Panel) return null;
  return (
    <div className="field">
      <Suspense>
        <Panel node={node} />
      </Suspense>
    </div>
  );
}
