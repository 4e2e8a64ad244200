import * as Comlink from 'comlink';
import { SuddenEnd } from '../../runtime/engine/sudden-end.ts';
import type { EngineReply, PictureSource } from '../../workers/engine-worker-api.ts';
import { beginClockAt } from './clock.ts';
import { FrameStore } from './frame-store.ts';
import { isPaintable, paintStill } from './paint-still.ts';
import type { PainterApi, ScreenId } from './painter-api.ts';
import { Screen } from './screen.ts';
import { ValueReader } from './value-reader.ts';

/** The engine that values are read from. */
interface Line {
  readonly remote: Comlink.Remote<PictureSource>;
  readonly end: SuddenEnd;
}

let line: Line | undefined;
let connected: () => void = () => undefined;
const connection = new Promise<void>((resolve) => {
  connected = resolve;
});

/** Undefined when the engine does not have it. One that was started anew meanwhile is asked again. */
async function ask<T>(question: (remote: Line['remote']) => Promise<EngineReply<T>>): Promise<T | undefined> {
  await connection;
  while (line) {
    const asked: Line = line;
    try {
      const reply = await asked.end.guard(question(asked.remote));
      return reply.ok ? reply.value : undefined;
    } catch (error) {
      if (line === asked) throw error;
    }
  }
  return undefined;
}

const frames = new FrameStore((digest) => ask((remote) => remote.clipChunk(digest)));
const values = new ValueReader((key) => ask((remote) => remote.outputs(key)));
const screens = new Map<ScreenId, Screen>();

const painter: PainterApi = {
  connect(origin, port) {
    beginClockAt(origin);
    line?.end.come(new Error('the engine was started anew'));
    line = { remote: Comlink.wrap<PictureSource>(port), end: new SuddenEnd() };
    connected();
  },
  async paint({ value, backdrop, width, height }) {
    const [what, under] = await Promise.all([values.read(value), backdrop && values.read(backdrop)]);
    if (!what || !isPaintable(what)) return undefined;
    const canvas = new OffscreenCanvas(width, height);
    paintStill(canvas, what, under?.type === 'Image' ? under : undefined);
    const bitmap = canvas.transferToImageBitmap();
    return Comlink.transfer(bitmap, [bitmap]);
  },
  addScreen: (id, canvas) => void screens.set(id, new Screen(canvas, frames, values)),
  show: (id, scene) => screens.get(id)?.show(scene),
  setVisible: (id, isVisible) => screens.get(id)?.setVisible(isVisible),
  removeScreen(id) {
    screens.get(id)?.close();
    screens.delete(id);
  },
};

Comlink.expose(painter);
