import { beforeAll, describe, expect, it } from 'vitest';
import { modelEntry } from '../../inference/manifest.ts';
import { spec as cropSpec } from '../../nodes/crop/crop.node.ts';
import { run as crop } from '../../nodes/crop/crop.run.ts';
import { spec as detectSpec } from '../../nodes/detect-faces/detect-faces.node.ts';
import { run as detectFaces } from '../../nodes/detect-faces/detect-faces.run.ts';
import { spec as landmarksSpec } from '../../nodes/landmarks/landmarks.node.ts';
import { run as landmarks } from '../../nodes/landmarks/landmarks.run.ts';
import { spec as matteSpec } from '../../nodes/matte/matte.node.ts';
import { run as matte } from '../../nodes/matte/matte.run.ts';
import type { RunContext } from '../../runtime/node.ts';
import type { ParamSpecs, ParamsOf } from '../../runtime/params.ts';
import type { FacesValue } from '../../values/faces.ts';
import type { MotionValue } from '../../values/motion.ts';
import type { ImageValue, MaskValue } from '../../values/value.ts';
import { prepareScene, type SceneSources } from '../renderer/prepare-scene.ts';
import { renderFrame } from '../renderer/render-frame.ts';
import { drawRangeOnGpu, meanDifference } from './draw-range.ts';
import { type OpenDevice, openGpuDevice } from './gpu-device.ts';

const OPTIONS = { headStrength: 1, parallax: 1, sharpness: 0.25, followThrough: 0.5 };
/** Mean difference from the reference that nobody sees, levels; what issue 4 asks for is 2. */
const BOUND = 0.05;
/** Small pictures, lest preparing scenes takes long, px. */
const SIDE = 256;

const openSoftware = () => openGpuDevice(true);

function context(): RunContext {
  return {
    signal: new AbortController().signal,
    progress: () => undefined,
    notice: () => undefined,
    element: { index: 0, count: 1 },
    readAsset: () => Promise.reject(new Error('no assets')),
    readModel: async (id) =>
      new Uint8Array(await (await fetch(`/models/${modelEntry(id).file}`)).arrayBuffer()),
    hasGpu: false,
    threads: 1,
  };
}

function defaults<S extends ParamSpecs>(params: S): ParamsOf<S> {
  return Object.fromEntries(
    Object.entries(params).map(([name, spec]) => [name, spec.default]),
  ) as ParamsOf<S>;
}

async function photo(name: string, width?: number, height?: number): Promise<ImageValue> {
  const bitmap = await createImageBitmap(await (await fetch(`/samples/${name}.jpg`)).blob());
  const [w, h] = [width ?? bitmap.width, height ?? bitmap.height];
  const canvas = new OffscreenCanvas(w, h);
  const pen = canvas.getContext('2d')!;
  pen.drawImage(bitmap, 0, 0, w, h);
  return { type: 'Image', width: w, height: h, data: pen.getImageData(0, 0, w, h).data };
}

function takeOf(frames: ReadonlyArray<Readonly<Record<string, number>>>): MotionValue {
  const channels: Record<string, Float32Array> = {};
  frames.forEach((values, n) => {
    for (const [name, value] of Object.entries(values)) {
      channels[name] ??= new Float32Array(frames.length);
      channels[name][n] = value;
    }
  });
  return { type: 'Motion', fps: 24, frameCount: frames.length, loop: true, channels };
}

const FACE = {
  'head.yaw': 5,
  'head.pitch': -2,
  'eye.blinkLeft': 0.7,
  'eye.blinkRight': 1,
  'gaze.yaw': 4,
  'brow.innerUp': 0.3,
  'mouth.smileLeft': 0.4,
  'mouth.smileRight': 0.3,
  'jaw.open': 0.25,
  'hair.sway': 0.6,
  'hair.flutter': 0.4,
  'body.breath': 1,
};

type Portrait = Pick<SceneSources, 'image'> & {
  readonly faces: FacesValue;
  readonly matte: MaskValue;
};

/** Frames by both back ends. @param onFrame told of every frame from the GPU */
async function both(
  sources: SceneSources,
  open: () => Promise<OpenDevice | undefined> = openSoftware,
  onFrame: (frame: number) => void = () => undefined,
  signal: AbortSignal = new AbortController().signal,
) {
  const { motion } = sources;
  const scene = prepareScene(sources, OPTIONS);
  const bytes = scene.photo.length;
  const range = { start: 0, end: motion.frameCount };
  const drawn = new Uint8ClampedArray(bytes * range.end);
  const notices: string[] = [];
  const done: number[] = [];
  const host = {
    signal,
    notice: (message: string) => notices.push(message),
    onFrame: (frame: number) => {
      done.push(frame);
      onFrame(frame);
    },
  };
  const next = await drawRangeOnGpu(scene, motion, range, drawn, host, open);
  const differences = Array.from({ length: next }, (_, n) => {
    const wanted = new Uint8ClampedArray(bytes);
    renderFrame(scene, motion, n, wanted);
    return meanDifference(drawn.subarray(n * bytes, (n + 1) * bytes), wanted);
  });
  return { next, differences, notices, done, range, drawn };
}

/** The portrait twice, side by side; the second face beside the list. */
function pairOf({ image, faces, matte }: Portrait) {
  const { width, height } = image;
  const data = new Uint8ClampedArray(2 * image.data.length);
  const mask = new Float32Array(2 * matte.data.length);
  for (let row = 0; row < 2 * height; row++) {
    const y = row >> 1;
    data.set(image.data.subarray(4 * width * y, 4 * width * (y + 1)), 4 * width * row);
    mask.set(matte.data.subarray(width * y, width * (y + 1)), width * row);
  }
  const { landmarks } = faces.faces[faces.selected]!;
  const size = { width: 2 * width, height };
  return {
    image: { type: 'Image' as const, ...size, data },
    faces: { ...faces, ...size },
    matte: { type: 'Mask' as const, ...size, data: mask },
    second: landmarks!.map((v, n) => v + (n % 3 === 0 ? width : 0)),
  };
}

/** Mean difference of one half of a frame from the photo, levels. */
function changeOf(frame: Uint8ClampedArray, image: ImageValue, right: boolean): number {
  let sum = 0;
  for (let k = 0; k < frame.length; k += 4) {
    if ((k / 4) % image.width >= image.width / 2 === right) sum += Math.abs(frame[k]! - image.data[k]!);
  }
  return sum / (frame.length / 8);
}

/** A software adapter on a busy machine compiles the shader for a long while. */
const PATIENCE = { timeout: 300_000 };

describe('frames drawn on a GPU', PATIENCE, () => {
  let portrait: Portrait;
  beforeAll(async () => {
    const image = await photo('astronaut');
    const found = await detectFaces(context(), { image }, defaults(detectSpec.params));
    const framed = { ...defaults(cropSpec.params), size: SIDE };
    const cut = await crop(context(), { image, faces: found.faces }, framed);
    const marked = await landmarks(context(), cut, defaults(landmarksSpec.params));
    const mask = await matte(context(), { image: cut.image }, defaults(matteSpec.params));
    portrait = { image: cut.image, faces: marked.faces, matte: mask.matte };
  }, 300_000);

  const expectEqual = ({ next, differences, notices, range }: Awaited<ReturnType<typeof both>>) => {
    expect(notices).toEqual([]);
    expect(next).toBe(range.end);
    expect(Math.max(...differences)).toBeLessThan(BOUND);
  };

  it('show a face with all that moves in it as the reference does', async () => {
    const motion = takeOf([{}, FACE, { ...FACE, 'head.yaw': -4, 'jaw.open': 0.5, light: 0.04 }, {}]);
    const result = await both({ ...portrait, motion });
    expectEqual(result);
    expect(result.done).toEqual([0, 1, 2, 3]);
    expect(result.differences[0]).toBe(0);
  });

  it('show the same under a moving camera, in and out of focus', async () => {
    const motion = takeOf([
      { 'camera.orbit': 2, 'camera.zoom': 0.05, light: -0.05 },
      { ...FACE, 'camera.x': 0.02, 'camera.focus': 0.3 },
      { 'camera.focus': 0.8 },
      { ...FACE, 'camera.focus': -0.2 },
      { 'camera.focus': -0.9, 'camera.roll': 1 },
    ]);
    expectEqual(await both({ ...portrait, motion }));
  });

  it('show two faces, each with its own motion, as the reference does', async () => {
    const { second, ...group } = pairOf(portrait);
    const turned = { ...FACE, 'head.yaw': -5, 'gaze.yaw': -4, 'mouth.smileLeft': 0, 'jaw.open': 0.4 };
    const own = takeOf([{}, turned, turned]);
    const motion = takeOf([FACE, {}, { ...FACE, light: 0.03 }]);
    const result = await both({ ...group, motion, others: [{ landmarks: second, motion: own }] });
    expectEqual(result);
    const bytes = group.image.data.length;
    const changes = [0, 1].map((frame) =>
      [false, true].map((right) =>
        changeOf(result.drawn.subarray(frame * bytes, (frame + 1) * bytes), group.image, right),
      ),
    );
    const [[first, rest], [still, other]] = changes as [[number, number], [number, number]];
    expect(first).toBeGreaterThan(10 * rest);
    // hair of the first head still follows its turn of the frame before
    expect(other).toBeGreaterThan(3 * still);
  });

  it('show the same without a matte where a mask holds part of the face', async () => {
    const { width, height } = portrait.image;
    const data = Float32Array.from({ length: width * height }, (_, k) =>
      Math.min(1, Math.max(0, ((k % width) - 0.4 * width) / 60)),
    );
    const movable = { type: 'Mask' as const, width, height, data };
    const { image, faces } = portrait;
    expectEqual(await both({ image, faces, movable, motion: takeOf([FACE]) }));
  });

  it('show the same of a large picture without a face', async () => {
    const image = await photo('coffee', 1000, 160);
    const motion = takeOf([
      {},
      { 'camera.orbit': 3, 'camera.y': 0.02 },
      { light: 0.05 },
      { 'camera.focus': 0.7 },
      { 'camera.focus': -0.3, 'camera.x': 0.01 },
    ]);
    expectEqual(await both({ image, motion }));
  });

  it('are not drawn on a software adapter', async () => {
    const image = await photo('coffee', 96, 64);
    const { next, notices } = await both({ image, motion: takeOf([{}]) }, () => openGpuDevice());
    expect({ next, notices }).toEqual({ next: 0, notices: [] });
  });

  it('stop when the run is cancelled, and go on for the next one', async () => {
    const abort = new AbortController();
    const image = await photo('coffee', 96, 64);
    const motion = takeOf(Array.from({ length: 6 }, () => ({ 'camera.x': 0.02 })));
    const cancelled = both(
      { image, motion },
      openSoftware,
      (frame) => frame === 1 && abort.abort(),
      abort.signal,
    );
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    expectEqual(await both({ image, motion }));
  });

  it('are handed to the processor where the device is lost, and those before are kept', async () => {
    let open: OpenDevice | undefined;
    const openOnce = async (): Promise<OpenDevice | undefined> => {
      open = await openSoftware();
      return open;
    };
    const image = await photo('coffee', 96, 64);
    const motion = takeOf(Array.from({ length: 6 }, (_, n) => ({ 'camera.x': 0.01 * n })));
    const { next, differences, notices, done } = await both({ image, motion }, openOnce, (frame) => {
      if (frame === 2) open?.device.destroy();
    });
    expect(next).toBe(3);
    expect(done).toEqual([0, 1, 2]);
    expect(Math.max(...differences)).toBeLessThan(BOUND);
    expect(notices).toEqual([expect.stringContaining('processor draws the rest')]);
  });

  it('are refused from a driver that draws another picture', async () => {
    const openFaulty = async (): Promise<OpenDevice | undefined> => {
      const open = await openSoftware();
      if (open === undefined) return undefined;
      const create = open.device.createShaderModule.bind(open.device);
      open.device.createShaderModule = ({ code }) => create({ code: code.replace('whole.r |', '0u |') });
      return open;
    };
    const image = await photo('coffee', 96, 64);
    const { next, done, notices } = await both({ image, motion: takeOf([{}, {}]) }, openFaulty);
    expect({ next, done }).toEqual({ next: 0, done: [] });
    expect(notices).toEqual([expect.stringContaining('it draws another picture')]);
  });
});
