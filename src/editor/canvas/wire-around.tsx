import { BaseEdge, type EdgeProps, getBezierPath, type InternalNode, useInternalNode } from '@xyflow/react';
import type { Box } from '../document/place.ts';
import type { FlowEdge, FlowNode } from './flow-elements.ts';
import { cornersAround, goesBack, roundedPath } from './wire-path.ts';

/** A wire to a card that does not lie to the right of its source, as one below it: it goes around both. */
export function WireAround(props: EdgeProps<FlowEdge>) {
  const { source, target, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition } = props;
  const from = boxOf(useInternalNode<FlowNode>(source));
  const to = boxOf(useInternalNode<FlowNode>(target));
  const start = { x: sourceX, y: sourceY };
  const end = { x: targetX, y: targetY };
  // In the middle of a drag it may come to lie to the right.
  const [curve] = getBezierPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition });
  const path =
    from && to && goesBack(start, end)
      ? roundedPath(cornersAround({ ...start, box: from }, { ...end, box: to }))
      : curve;
  return (
    <BaseEdge path={path} {...(props.interactionWidth ? { interactionWidth: props.interactionWidth } : {})} />
  );
}

/** The box of a node as it is drawn now, px of the canvas. */
function boxOf(node: InternalNode<FlowNode> | undefined): Box | undefined {
  if (!node) return undefined;
  const { x, y } = node.internals.positionAbsolute;
  const { width = node.width ?? 0, height = node.height ?? 0 } = node.measured;
  return { x, y, width, height };
}
