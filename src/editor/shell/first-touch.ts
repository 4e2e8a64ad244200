import { create } from 'zustand';

const EVENTS = ['pointermove', 'pointerdown', 'touchstart', 'wheel', 'keydown'] as const;

/**
 * Parts of the page that nobody can need before it is touched, by pointer or keys. They are fetched then, so that they
 * are there when they are asked for and do not delay the first look: one after the other, what may be asked for soonest
 * first. All of them in one task would block the page for longer than a picture of the screen lasts.
 */
const PARTS = ['inspector', 'menus', 'canvas menu', 'messages', 'commands', 'dialogs', 'templates'] as const;

export type LatePart = (typeof PARTS)[number];

/** Between one part and the next, ms: room for what the touch was meant for. */
const TURN_MS = 40;

/** How many parts have had their turn. */
export const useTurns = create<number>(() => 0);

/** Is it time to fetch this part? What is asked for before need not wait for it. */
export function useTouched(part: LatePart): boolean {
  return useTurns((turns) => PARTS.indexOf(part) < turns);
}

function touch(): void {
  for (const event of EVENTS) window.removeEventListener(event, touch, { capture: true });
  takeTurn();
}

function takeTurn(): void {
  const turns = useTurns.getState() + 1;
  useTurns.setState(turns, true);
  if (turns < PARTS.length) setTimeout(takeTurn, TURN_MS);
}

/** Waits for the first touch from now on. */
export function watchFirstTouch(): void {
  for (const event of EVENTS) window.addEventListener(event, touch, { capture: true, passive: true });
}
