import type { AriaLabelConfig } from '@xyflow/react';
import { catalogue } from './catalogue.ts';

const texts = catalogue('flow', {
  node: 'Enter or space selects a node. Arrow keys then move it, Delete removes it, Escape lets go of it.',
  edge: 'Enter or space selects a wire. Delete then removes it, Escape lets go of it.',
  moved: (direction: string, x: number, y: number) => `Moved ${direction}, now at ${x}, ${y}`,
  directions: { up: 'up', down: 'down', left: 'left', right: 'right' },
  controls: 'View',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Fit to view',
  map: 'Map of the workflow',
  wire: (from: string, to: string) => `Wire from ${from} to ${to}`,
});

export type FlowTexts = typeof texts;

/** What the canvas says to screen readers, in the language of the moment. */
export function flowLabels(): Partial<AriaLabelConfig> {
  return {
    'node.a11yDescription.default': texts.node,
    'node.a11yDescription.keyboardDisabled': texts.node,
    'node.a11yDescription.ariaLiveMessage': ({ direction, x, y }) =>
      texts.moved(directionName(direction), Math.round(x), Math.round(y)),
    'edge.a11yDescription.default': texts.edge,
    'controls.ariaLabel': texts.controls,
    'controls.zoomIn.ariaLabel': texts.zoomIn,
    'controls.zoomOut.ariaLabel': texts.zoomOut,
    'controls.fitView.ariaLabel': texts.fit,
    'minimap.ariaLabel': texts.map,
  };
}

/** What a wire is called. @param from and @param to names of the nodes at its ends */
export function wireLabel(from: string, to: string): string {
  return texts.wire(from, to);
}

function directionName(direction: string): string {
  const names: Readonly<Record<string, string>> = texts.directions;
  return names[direction] ?? direction;
}
