import { useEffect, useState } from 'react';

/**
 * Gives the focus back, when this component goes, to what had it before it came: unless something else has it by then,
 * or that is gone. The field that a palette begins with takes the focus before its dialog could remember who had it.
 */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement !== document.body) return;
        if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      });
    },
    [before],
  );
}
