import * as Comlink from 'comlink';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { readClipChunk } from '../../../tests/support/clip-frames.ts';
import type { WorkflowDocument } from '../../runtime/document.ts';
import type { ClipValue } from '../../values/clip.ts';
import type { ImageValue, Value } from '../../values/value.ts';
import type { EngineApi } from '../../workers/engine-api.ts';
import { engine } from '../run/engine.ts';
import { openScreen, paint, usePainter } from './painter.ts';
import type { PainterApi, Scene, ValueSource } from './painter-api.ts';
import { playFrom } from './showing.ts';

/** A small clip: the camera moves towards a photo. */
const PUSH_IN: WorkflowDocument = {
  kineograph: 1,
  name: 'painter test',
  nodes: {
    photo: { type: 'load-image@1', params: { file: 'sample:astronaut' } },
    crop: { type: 'crop@1', params: { mode: 'full', size: 96 }, inputs: { image: 'photo.image' } },
    camera: { type: 'camera-path@1', params: { seconds: 1 } },
    animate: { type: 'animate@1', inputs: { image: 'crop.image', motion: 'camera.motion' } },
  },
  outputs: ['animate.clip'],
};

let api: EngineApi;
let crop: { readonly key: string; readonly image: ImageValue };
let clip: ClipValue;
/** What the page started, to see it die. */
const painters: Worker[] = [];
const PageWorker = globalThis.Worker;
vi.stubGlobal(
  'Worker',
  class extends PageWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      if (options?.name === 'painter') painters.push(this);
    }
  },
);

afterAll(() => {
  vi.unstubAllGlobals();
});
afterEach(() => {
  document.body.replaceChildren();
});

beforeAll(async () => {
  api = await engine();
  const failures: string[] = [];
  const ended = new Promise<void>((resolve) => {
    void api.subscribe((events) => {
      for (const event of events) {
        if (event.kind === 'failed') failures.push(event.error.message);
        if (event.kind === 'run-ended') resolve();
      }
    });
  });
  await api.run(PUSH_IN, { mode: 'all' });
  await ended;
  expect(failures).toEqual([]);
  const { nodes } = await api.plan(PUSH_IN);
  const read = async (node: string, port: string) => (await api.outputs(nodes[node]?.key ?? ''))?.[port];
  crop = { key: nodes.crop?.key ?? '', image: (await read('crop', 'image')) as ImageValue };
  clip = (await read('animate', 'clip')) as ClipValue;
});

function pixelsOf(picture: CanvasImageSource, width: number, height: number): Uint8ClampedArray {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(picture, 0, 0);
  return context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
}

async function frameOf(index: number): Promise<Uint8ClampedArray> {
  const chunk = clip.chunks.find(({ start, end }) => index >= start && index < end);
  const pixels = await readClipChunk(api, chunk?.digest ?? '');
  const bytes = clip.width * clip.height * 4;
  const offset = (index - (chunk?.start ?? 0)) * bytes;
  return pixels?.slice(offset, offset + bytes) ?? new Uint8ClampedArray();
}

/** A canvas in the page, given to the painter. */
function screenOf(scene: Partial<Scene>) {
  const canvas = document.createElement('canvas');
  document.body.append(canvas);
  const screen = openScreen(canvas);
  screen.setVisible(true);
  screen.show({ clip, isSmall: false, showing: { frame: 0 }, against: undefined, ...scene });
  const shown = () => [...pixelsOf(canvas, clip.width, clip.height)];
  return { canvas, screen, shown };
}

it('paints a value from where it lies as it paints the value itself', async () => {
  const size = { width: 48, height: 48 };
  const sources: ValueSource[] = [{ at: { key: crop.key, port: 'image' } }, { value: crop.image }];
  const [stored, given] = await Promise.all(
    sources.map(async (value) => {
      const picture = await paint({ value, backdrop: undefined, ...size });
      return picture && pixelsOf(picture, size.width, size.height);
    }),
  );
  expect(stored).toEqual(given);
  expect(new Set(stored).size).toBeGreaterThan(50);
});

it('says when a value is not there, and when it is none to paint', async () => {
  const still = { backdrop: undefined, width: 8, height: 8 };
  expect(await paint({ ...still, value: { at: { key: 'unknown', port: 'image' } } })).toBeUndefined();
  const number: Value = { type: 'Number', value: 1 };
  expect(await paint({ ...still, value: { value: number } })).toBeUndefined();
});

it('shows the frame that is asked for, exactly', async () => {
  const { screen, shown } = screenOf({ showing: { frame: 3 } });
  await vi.waitFor(async () => expect(shown()).toEqual([...(await frameOf(3))]), { timeout: 10_000 });
  screen.show({ clip, isSmall: false, showing: { frame: 7 }, against: undefined });
  await vi.waitFor(async () => expect(shown()).toEqual([...(await frameOf(7))]), { timeout: 10_000 });
});

it('plays while it can be seen', async () => {
  const { screen, shown } = screenOf({ showing: playFrom(0, { start: 0, end: clip.frameCount }, clip.fps) });
  const first = shown();
  await vi.waitFor(() => expect(shown()).not.toEqual(first), { timeout: 10_000 });
  screen.setVisible(false);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const last = shown();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(shown()).toEqual(last);
});

it('shows how far frames are from a picture: not at all where they begin', async () => {
  const against: ValueSource = { at: { key: crop.key, port: 'image' } };
  const { screen, shown } = screenOf({ against });
  const brightest = () => Math.max(...shown().filter((_, index) => index % 4 !== 3));
  await vi.waitFor(() => expect(brightest()).toBe(0), { timeout: 10_000 });
  screen.show({ clip, isSmall: false, showing: { frame: 6 }, against });
  await vi.waitFor(() => expect(brightest()).toBeGreaterThan(20), { timeout: 10_000 });
});

it('gives a canvas away once, also when it is closed and opened in the same task', async () => {
  const { canvas, screen, shown } = screenOf({ showing: { frame: 3 } });
  screen.close();
  const again = openScreen(canvas);
  expect(again).toBe(screen);
  await vi.waitFor(async () => expect(shown()).toEqual([...(await frameOf(3))]), { timeout: 10_000 });
});

it('asks an engine again that was started anew while it was asked', async () => {
  const url = new URL('./painter.worker.ts', import.meta.url);
  const painter = Comlink.wrap<PainterApi>(new PageWorker(url, { type: 'module' }));
  const still = { backdrop: undefined, width: 8, height: 8 };
  const dead = new MessageChannel();
  await painter.connect(performance.timeOrigin, Comlink.transfer(dead.port1, [dead.port1]));
  const asked = painter.paint({ ...still, value: { at: { key: crop.key, port: 'image' } } });
  const live = new MessageChannel();
  await painter.connect(performance.timeOrigin, Comlink.transfer(live.port1, [live.port1]));
  await api.servePictures(live.port2);
  expect(await asked).toBeInstanceOf(ImageBitmap);
});

it('is followed by another when it dies, and nobody waits for it', async () => {
  const still = { value: { value: crop.image }, backdrop: undefined, width: 8, height: 8 };
  await paint(still);
  const { deaths } = usePainter.getState();
  const lost = paint(still);
  painters.at(-1)?.dispatchEvent(new ErrorEvent('error', { message: 'it died' }));
  await expect(lost).rejects.toThrow('it died');
  expect(usePainter.getState().deaths).toBe(deaths + 1);
  expect(await paint(still)).toBeInstanceOf(ImageBitmap);
  expect(painters).toHaveLength(2);
});
