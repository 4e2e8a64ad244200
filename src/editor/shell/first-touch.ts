import { create } from 'zustand';

const EVENTS = ['pointermove', 'pointerdown', 'touchstart', 'wheel', 'keydown'] as const;

/**
 * Has the page been touched, by pointer or keys? What nobody can need before that (menus, settings, messages) is
 * fetched then, so that it is there when it is asked for and does not delay the first look.
 */
export const useTouched = create<boolean>(() => false);

function touch(): void {
  for (const event of EVENTS) window.removeEventListener(event, touch, { capture: true });
  useTouched.setState(true);
}

/** Waits for the first touch from now on. */
export function watchFirstTouch(): void {
  for (const event of EVENTS) window.addEventListener(event, touch, { capture: true, passive: true });
}
