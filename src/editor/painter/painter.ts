import * as Comlink from 'comlink';
import { create } from 'zustand';
import { SuddenEnd } from '../../runtime/engine/sudden-end.ts';
import type { RunEvent } from '../../runtime/events.ts';
import { engine } from '../run/engine.ts';
import type { PainterApi, Scene, ScreenId, Still } from './painter-api.ts';

/**
 * Counts the painters that died: canvases that were given away are lost with them, and new ones take their place.
 * One that dies again and again is not started any more; what it would paint stays empty.
 */
export const usePainter = create<{ readonly deaths: number }>(() => ({ deaths: 0 }));
const MOST_DEATHS = 3;

/** A painter from its start to its end. */
interface Line {
  readonly remote: Comlink.Remote<PainterApi>;
  readonly end: SuddenEnd;
}

let line: Line | undefined;
let isWatching = false;
let screens = 0;
/** Screens by their canvas: one can be given away only once. */
const known = new WeakMap<HTMLCanvasElement, PageScreen>();

/**
 * A picture of a value, painted in a worker: on the page it would block what the user does. Undefined when the value is
 * not stored where it should be.
 * @throws {Error} when the painter dies
 */
export function paint(still: Still): Promise<ImageBitmap | undefined> {
  const { remote, end } = painter();
  return end.guard(remote.paint(still));
}

/** Gives a canvas to the painter, for frames of clips; the page cannot draw on it any more. */
export function openScreen(canvas: HTMLCanvasElement): PageScreen {
  const screen = known.get(canvas) ?? new PageScreen(painter().remote, canvas);
  known.set(canvas, screen);
  screen.open();
  return screen;
}

/** A canvas of the page that the painter draws on. */
export class PageScreen {
  readonly #remote: Comlink.Remote<PainterApi>;
  readonly #id: ScreenId;
  #closing: ReturnType<typeof setTimeout> | undefined;

  constructor(remote: Comlink.Remote<PainterApi>, canvas: HTMLCanvasElement) {
    screens += 1;
    this.#remote = remote;
    this.#id = screens;
    const surface = canvas.transferControlToOffscreen();
    tell(remote.addScreen(this.#id, Comlink.transfer(surface, [surface])));
  }

  /** Takes a {@link close} of the same task back: React's strict mode ends every effect once and begins it again. */
  open(): void {
    clearTimeout(this.#closing);
  }

  show(scene: Scene): void {
    tell(this.#remote.show(this.#id, scene));
  }

  /** Only what can be seen is drawn; nothing is at first. */
  setVisible(isVisible: boolean): void {
    tell(this.#remote.setVisible(this.#id, isVisible));
  }

  close(): void {
    this.#closing = setTimeout(() => tell(this.#remote.removeScreen(this.#id)));
  }
}

/** A painter that died answers nothing, and nobody waits for it. */
function tell(told: Promise<void>): void {
  told.catch(() => undefined);
}

function painter(): Line {
  line ??= start();
  return line;
}

function start(): Line {
  const worker = new Worker(new URL('./painter.worker.ts', import.meta.url), {
    type: 'module',
    name: 'painter',
  });
  const begun: Line = { remote: Comlink.wrap<PainterApi>(worker), end: new SuddenEnd() };
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    worker.terminate();
    begun.end.come(new Error(event.message || 'the painter could not be loaded'));
    const { deaths } = usePainter.getState();
    if (deaths >= MOST_DEATHS) return;
    line = undefined;
    usePainter.setState({ deaths: deaths + 1 });
  });
  // The page says elsewhere when there is no engine.
  void join(begun).catch(() => undefined);
  void watchEngine().catch(() => undefined);
  return begun;
}

/** Lets the painter read from the engine. */
async function join({ remote }: Line): Promise<void> {
  const api = await engine();
  const { port1, port2 } = new MessageChannel();
  tell(remote.connect(performance.timeOrigin, Comlink.transfer(port1, [port1])));
  await api.servePictures(port2);
}

/** An engine that was started anew knows nothing of the painter. */
async function watchEngine(): Promise<void> {
  const api = await engine();
  // Only now: an engine that could not be started is asked for again with the next painter.
  if (isWatching) return;
  isWatching = true;
  await api.subscribe((events) => {
    if (line && events.some(isRestart)) void join(line).catch(() => undefined);
  });
}

function isRestart(event: RunEvent): boolean {
  return event.kind === 'notice' && event.code === 'engine-restarted';
}
