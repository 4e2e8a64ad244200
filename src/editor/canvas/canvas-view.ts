import type { ReactFlowInstance } from '@xyflow/react';
import type { Box, Position } from '../document/place.ts';
import { showWhole } from '../subgraphs/show-whole.ts';
import type { FlowEdge, FlowNode } from './flow-elements.ts';

type Canvas = ReactFlowInstance<FlowNode, FlowEdge>;

/** How the whole graph is brought into view. */
export const WHOLE_FIT = { padding: 0.06, maxZoom: 1 };
/** After this time the canvas has learned of where nodes are now, ms. */
const DRAWN_AFTER_MS = 60;
/** Where there is no canvas on the screen, the shape of the usual one. */
const USUAL_ASPECT = 1.1;

let canvas: Canvas | undefined;

/** Tells commands which canvas is on the screen. */
export function showCanvas(shown: Canvas | undefined): void {
  canvas = shown;
}

/** The middle of what is seen, in the canvas's own px. */
export function middleOfView(): Position {
  const box = globalThis.document.querySelector('.canvas')?.getBoundingClientRect();
  if (!canvas || !box) return { x: 0, y: 0 };
  return canvas.screenToFlowPosition({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
}

/** Is all of a box seen? */
export function isInView({ x, y, width, height }: Box): boolean {
  const seen = globalThis.document.querySelector('.canvas')?.getBoundingClientRect();
  if (!canvas || !seen) return true;
  const from = canvas.flowToScreenPosition({ x, y });
  const to = canvas.flowToScreenPosition({ x: x + width, y: y + height });
  return from.x >= seen.left && from.y >= seen.top && to.x <= seen.right && to.y <= seen.bottom;
}

/** Brings pieces into view, by their canvas ids. */
export async function bringIntoView(ids: readonly string[]): Promise<void> {
  await canvas?.fitView({ nodes: ids.map((id) => ({ id })), maxZoom: 1, padding: 0.5 });
}

/** Brings everything into view, or on a phone where it begins, once what was changed just now is drawn. */
export async function bringAllIntoView(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, DRAWN_AFTER_MS));
  const screen = globalThis.document.querySelector('.canvas')?.getBoundingClientRect();
  if (canvas && screen) showWhole(canvas, screen, WHOLE_FIT);
}

/** Width over height of the canvas on the screen. */
export function canvasAspect(): number {
  const { width = 0, height = 0 } =
    globalThis.document.querySelector('.canvas')?.getBoundingClientRect() ?? {};
  return width > 0 && height > 0 ? width / height : USUAL_ASPECT;
}
