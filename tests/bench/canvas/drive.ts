/** What a hand does on the canvas, once per frame. */
export type Gesture = 'pan' | 'zoom' | 'drag';

export interface Frames {
  /** Times between frames, ms. */
  readonly deltas: readonly number[];
}

/**
 * Runs inside the page: one event of the pointer per frame, as a screen gives them, and the times between frames. It
 * must not use anything from outside of itself.
 * @param frames how many frames to look at
 */
export async function drive([gesture, frames]: readonly [Gesture, number]): Promise<Frames> {
  const pane = document.querySelector('.react-flow__pane');
  if (!pane) throw new Error('there is no canvas');
  const box = pane.getBoundingClientRect();
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const mouse = (type: string, target: EventTarget, x: number, y: number) =>
    target.dispatchEvent(
      new MouseEvent(type, {
        bubbles: true,
        cancelable: true,
        view: window,
        clientX: x,
        clientY: y,
        button: 0,
        buttons: type === 'mouseup' ? 0 : 1,
      }),
    );
  const nearest = () => {
    const nodes = [...document.querySelectorAll('.react-flow__node:not(.react-flow__node-group)')].map(
      (node) => {
        const { x, y, width } = node.getBoundingClientRect();
        return { node, x: x + width / 2, y: y + 6, way: Math.hypot(x + width / 2 - middle.x, y - middle.y) };
      },
    );
    return nodes.toSorted((a, b) => a.way - b.way)[0];
  };
  const held = gesture === 'drag' ? nearest() : undefined;
  const from = held ?? middle;
  // The title of a node is what one takes it by.
  const grip = held
    ? (held.node.querySelector('.node-header') ?? held.node.firstElementChild ?? held.node)
    : pane;
  if (gesture !== 'zoom') mouse('mousedown', grip, from.x, from.y);
  const deltas: number[] = [];
  let before = await frame();
  for (let step = 1; step <= frames; step++) {
    // A small circle, so that the same part of the graph stays in view.
    const angle = (step / 30) * 2 * Math.PI;
    const x = from.x + 90 * Math.sin(angle);
    const y = from.y + 60 * (1 - Math.cos(angle));
    if (gesture === 'zoom') {
      const deltaY = Math.floor(step / 15) % 2 === 0 ? 40 : -40;
      pane.dispatchEvent(
        new WheelEvent('wheel', {
          bubbles: true,
          cancelable: true,
          view: window,
          clientX: from.x,
          clientY: from.y,
          deltaY,
        }),
      );
    } else mouse('mousemove', window, x, y);
    const now = await frame();
    deltas.push(now - before);
    before = now;
  }
  if (gesture !== 'zoom') mouse('mouseup', window, from.x, from.y);
  await frame();
  return { deltas };
}
