import { useStore, ViewportPortal } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { useDocument } from '../document/document-store.ts';
import { useCanvasSelection } from './canvas-selection.ts';
import type { FlowEdge } from './flow-elements.ts';
import { boxesPath, nodesByCategory, wiresByType } from './graph-picture.ts';
import { placesIn } from './wire-ends.ts';

interface FarPictureProps {
  readonly edges: readonly FlowEdge[];
  /** Selected nodes, which are drawn by themselves. */
  readonly selection: ReadonlySet<string>;
}

/**
 * A large graph seen from far away, as one picture: a path per colour instead of thousands of elements. The nodes
 * themselves stay where they are, unseen, for the pointer, the keyboard and screen readers.
 */
export const FarPicture = memo(function FarPicture({ edges, selection }: FarPictureProps) {
  const moving = useCanvasSelection((state) => state.moving);
  const isMoving = ({ source, target }: FlowEdge) => moving.has(source) || moving.has(target);
  const still = useMemo(
    () => edges.filter(({ source, target }) => !moving.has(source) && !moving.has(target)),
    [edges, moving],
  );
  const leftOut = useMemo(() => new Set([...selection, ...moving]), [selection, moving]);
  return (
    <ViewportPortal>
      <svg className="far-picture" aria-hidden="true">
        <StillWires edges={still} />
        {moving.size > 0 && <MovingWires edges={edges.filter(isMoving)} />}
        <Boxes leftOut={leftOut} />
      </svg>
    </ViewportPortal>
  );
});

const Boxes = memo(function Boxes({ leftOut }: { readonly leftOut: ReadonlySet<string> }) {
  const document = useDocument((state) => state.document);
  const nodes = useMemo(() => nodesByCategory(document, leftOut), [document, leftOut]);
  return nodes.map(({ className, boxes }) => (
    <path key={className} className={`far-box ${className}`} d={boxesPath(boxes)} />
  ));
});

const StillWires = memo(function StillWires({ edges }: { readonly edges: readonly FlowEdge[] }) {
  const document = useDocument((state) => state.document);
  return useMemo(
    () =>
      wiresByType(document, edges, placesIn(document)).map(({ className, path }) => (
        <path key={className} className={className} d={path} />
      )),
    [document, edges],
  );
});

/** Wires of what a drag moves, where the canvas has it now: the document learns of the move at its end. */
function MovingWires({ edges }: { readonly edges: readonly FlowEdge[] }) {
  const document = useDocument((state) => state.document);
  const nodes = useStore((state) => state.nodes);
  const now = new Map(nodes.map(({ id, position }) => [id, position]));
  return wiresByType(document, edges, (id) => now.get(id)).map(({ className, path }) => (
    <path key={className} className={className} d={path} />
  ));
}
