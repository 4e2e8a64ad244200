import { create } from 'zustand';
import { STROKE_BOUNDS } from '../../values/strokes.ts';
import type { Brush } from './draw-stroke.ts';

/** The brush, the same for all that is painted; no part of a document. */
export const useBrush = create<Brush>(() => ({ tool: 0, radius: 40, feather: 50, snap: 0 }));

/** The brush a step larger or smaller. */
export function resizeBrush(larger: boolean): void {
  const [least, most] = STROKE_BOUNDS.radius;
  useBrush.setState(({ radius }) => {
    const next = Math.round(larger ? radius * 1.25 + 1 : radius / 1.25 - 1);
    return { radius: Math.min(most, Math.max(least, next)) };
  });
}

/** The next tool of so many, after the last the first again. */
export function nextTool(tools: number): void {
  useBrush.setState(({ tool }) => ({ tool: (Math.min(tool, tools - 1) + 1) % tools }));
}
