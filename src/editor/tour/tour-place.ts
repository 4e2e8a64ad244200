/** A rectangle on the screen, px. */
export interface ScreenBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Distance of the card from what it tells of, and from the edges of the window, px. */
const GAP = 14;

/**
 * Where a card tells of something without covering it: beside it where there is room, else below or above, else in the
 * lower middle, where it covers least.
 * @param target what is told of; undefined when it is not on the screen
 */
export function placeCard(
  target: ScreenBox | undefined,
  card: { readonly width: number; readonly height: number },
  window: { readonly width: number; readonly height: number },
): { readonly left: number; readonly top: number } {
  const within = (value: number, size: number, room: number) =>
    Math.max(GAP, Math.min(value, room - size - GAP));
  const rest = {
    left: within((window.width - card.width) / 2, card.width, window.width),
    top: within(window.height - card.height - 72, card.height, window.height),
  };
  if (!target) return rest;
  const right = target.left + target.width;
  const bottom = target.top + target.height;
  const alongTop = within(target.top, card.height, window.height);
  const alongLeft = within(target.left + (target.width - card.width) / 2, card.width, window.width);
  const fitsRight = right + GAP + card.width + GAP <= window.width;
  if (target.left >= 0 && fitsRight) return { left: right + GAP, top: alongTop };
  const left = target.left - GAP - card.width;
  if (left >= GAP && right <= window.width) return { left, top: alongTop };
  const fitsBelow = bottom + GAP + card.height + GAP <= window.height;
  if (target.top >= 0 && fitsBelow) return { left: alongLeft, top: bottom + GAP };
  const top = target.top - GAP - card.height;
  if (top >= GAP && bottom <= window.height) return { left: alongLeft, top };
  return rest;
}
