/** The step by which Alt and an arrow key make a piece wider or higher, in steps of the grid; undefined for other keys. */
export function resizeStep(
  event: React.KeyboardEvent,
): { readonly x: number; readonly y: number } | undefined {
  if (!event.altKey) return undefined;
  const steps: Readonly<Record<string, { x: number; y: number }>> = {
    ArrowRight: { x: 1, y: 0 },
    ArrowLeft: { x: -1, y: 0 },
    ArrowDown: { x: 0, y: 1 },
    ArrowUp: { x: 0, y: -1 },
  };
  const step = steps[event.key];
  if (step) {
    // Without Alt the same keys move the piece.
    event.preventDefault();
    event.stopPropagation();
  }
  return step;
}
