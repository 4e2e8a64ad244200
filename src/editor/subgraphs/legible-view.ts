import type { Viewport } from '@xyflow/react';
import type { Box } from '../document/place.ts';

/** Canvases up to this width are those of phones, px. */
const NARROW = 600;
/** Below this zoom the words on cards cannot be read there. */
const LEAST_ZOOM = 0.55;
/** A card fills this share of the width: the next column shows that there is more to swipe to. */
const CARD_SHARE = 0.5;
const MOST_ZOOM = 1;
/** Room beside and above the first card, px. */
const ROOM = { x: 20, y: 24 };

/**
 * How a graph is seen on a phone that does not fit on it in a size that can be read: from its first card on, in the
 * upper left, with the beginning of the next column.
 * @param cards boxes on the canvas, px
 * @param whole the box around all of them
 * @returns undefined where all of it can be seen
 */
export function legibleView(
  cards: readonly Box[],
  whole: Box,
  screen: { readonly width: number; readonly height: number },
): Viewport | undefined {
  const fitting = Math.min(screen.width / whole.width, screen.height / whole.height);
  const left = Math.min(...cards.map(({ x }) => x));
  const [first] = cards.filter(({ x }) => x === left).toSorted((a, b) => a.y - b.y);
  if (screen.width > NARROW || fitting >= LEAST_ZOOM || !first) return undefined;
  const zoom = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, (screen.width * CARD_SHARE) / first.width));
  return { x: ROOM.x - first.x * zoom, y: ROOM.y - first.y * zoom, zoom };
}
