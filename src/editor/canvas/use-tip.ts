import { useCallback, useEffect, useRef, useState } from 'react';

/** So long the pointer rests on something before more is said about it, ms. */
const OPEN_MS = 300;
/** So long the tip stays after the pointer has left: the way over to it, ms. */
const CLOSE_MS = 150;

/**
 * When to show a tip about something: while the pointer rests on it or on the tip, or while it has the focus of the
 * keyboard. Escape closes it (WCAG 1.4.13).
 */
export function useTip() {
  const [isOpen, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const later = (next: boolean, ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(next), ms);
  };
  const close = useCallback(() => {
    clearTimeout(timer.current);
    setOpen(false);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  const events = {
    onPointerEnter: ({ pointerType }: React.PointerEvent) => {
      if (pointerType !== 'touch') later(true, isOpen ? 0 : OPEN_MS);
    },
    onPointerLeave: () => later(false, CLOSE_MS),
    onPointerDown: close,
    onFocus: ({ currentTarget }: React.FocusEvent) => {
      if (currentTarget.matches(':focus-visible')) setOpen(true);
    },
    onBlur: close,
  };
  return { isOpen, close, events };
}
