import type { Box } from '../document/place.ts';

type Size = Pick<Box, 'width' | 'height'>;

/** Least distance from the canvas's border, px. */
const MARGIN = 6;

/**
 * Where something stands beside a card so that the canvas shows all of it: above the card's middle, below it where
 * there is no room above, shifted aside at the canvas's borders, but never away from its card. All in px of the screen.
 * @param size with the distance from the card
 */
export function placeBeside(
  card: Box,
  size: Size,
  canvas: Size,
): { readonly shift: number; readonly isBelow: boolean } {
  const middle = card.x + card.width / 2;
  const least = MARGIN + size.width / 2;
  const inside = Math.max(least, Math.min(middle, canvas.width - least));
  const farthest = (card.width + size.width) / 2;
  const shift = Math.max(-farthest, Math.min(inside - middle, farthest));
  const bottom = card.y + card.height;
  const isBelow = card.y < size.height + MARGIN && bottom + size.height + MARGIN < canvas.height;
  return { shift: Math.round(shift), isBelow };
}
