import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { prepareScene } from '../../src/motion/renderer/prepare-scene.ts';
import { renderFrame } from '../../src/motion/renderer/render-frame.ts';
import type { Scene } from '../../src/motion/renderer/scene.ts';
import type { MotionValue } from '../../src/values/motion.ts';
import { type Portrait, samplePortrait, takeOf } from '../support/portrait.ts';

/**
 * Frames per second of the renderer on the astronaut at 512 x 512 and 1080 x 1920, over two workers: `npm run
 * bench:renderer`, or of one take alone: `npm run bench:renderer -- everything`. Speed by the clock, and by the processor time that the frames took, as two cores to itself would
 * give it; the bounds are for the latter, which other programs disturb little.
 */
const FRAMES = 48;
const WORKERS = 2;
const OPTIONS = { headStrength: 1, parallax: 1, sharpness: 0.25, followThrough: 0.5 };
/** Least frames per second. */
const BOUND = 24;
const TALL_BOUND = 4;
const TALL_FRAMES = 8;

const wave = (n: number, turns: number): number => Math.sin((2 * Math.PI * turns * n) / FRAMES);
const blink = (n: number): number => Math.max(0, 1 - Math.abs(n - 20) / 3);
const EVERYTHING = (n: number): Record<string, number> => ({
  'eye.blinkLeft': blink(n),
  'eye.blinkRight': blink(n),
  'head.yaw': 4 * wave(n, 1),
  'head.pitch': wave(n, 2),
  'body.breath': wave(n, 1),
  'gaze.yaw': 2 * wave(n, 2),
  'jaw.open': 0.15 + 0.15 * wave(n, 3),
  'mouth.smileLeft': 0.1 + 0.1 * wave(n, 1),
  'mouth.smileRight': 0.1 + 0.1 * wave(n, 1),
  'hair.sway': 0.3 * wave(n, 1),
  'hair.flutter': 0.2 * wave(n, 2),
  'camera.orbit': 2 * wave(n, 1),
  'camera.zoom': 0.03 + 0.03 * wave(n, 1),
  light: 0.03 * wave(n, 1),
});
const TAKES: Record<string, (n: number) => Record<string, number>> = {
  'blink only': (n) => ({ 'eye.blinkLeft': blink(n), 'eye.blinkRight': blink(n) }),
  'living portrait': (n) => ({
    'eye.blinkLeft': blink(n),
    'eye.blinkRight': blink(n),
    'head.yaw': 3 * wave(n, 1),
    'body.breath': wave(n, 1),
    'gaze.yaw': 2 * wave(n, 2),
    'mouth.smileLeft': 0.1 + 0.1 * wave(n, 1),
    'hair.sway': 0.3 * wave(n, 1),
  }),
  everything: EVERYTHING,
  'moving camera': (n) => ({ 'camera.orbit': 2 * wave(n, 1), 'camera.zoom': 0.03 + 0.03 * wave(n, 1) }),
};

/** The portrait at another size, each pixel and landmark where it would be. */
function resized(portrait: Portrait, width: number, height: number): Portrait {
  const { image, faces, matte } = portrait;
  const [across, down] = [width / image.width, height / image.height];
  const data = new Uint8ClampedArray(width * height * 4);
  const mask = new Float32Array(width * height);
  for (let y = 0, k = 0; y < height; y++) {
    for (let x = 0; x < width; x++, k++) {
      const from = Math.floor(y / down) * image.width + Math.floor(x / across);
      data.set(image.data.subarray(4 * from, 4 * from + 4), 4 * k);
      mask[k] = matte.data[from] ?? 0;
    }
  }
  const moved = faces.faces.map((face) => ({
    ...face,
    ...(face.landmarks && { landmarks: face.landmarks.map((v, n) => v * (n % 3 === 1 ? down : across)) }),
  }));
  return {
    image: { type: 'Image', width, height, data },
    faces: { ...faces, width, height, faces: moved },
    matte: { type: 'Mask', width, height, data: mask },
    regions: { type: 'Regions', width, height, masks: {} },
  };
}

/** Workers do not inherit the loader of TypeScript. */
const STARTER = `import('tsx/esm/api').then(({ register }) => {
  register();
  return import(${JSON.stringify(import.meta.url)});
});`;

interface Share {
  readonly scene: Scene;
  readonly motion: MotionValue;
  /** Frames of the take that this worker draws. */
  readonly frames: readonly number[];
}

/** Draws its share once to compile, then for the clock; says `ready` before. */
function draw({ scene, motion, frames }: Share): void {
  const out = new Uint8ClampedArray(scene.photo.length);
  for (const frame of frames.slice(0, 2)) renderFrame(scene, motion, frame, out);
  parentPort?.once('message', () => {
    for (const frame of frames) renderFrame(scene, motion, frame, out);
    parentPort?.postMessage('done');
  });
  parentPort?.postMessage('ready');
}

const told = (worker: Worker): Promise<unknown> =>
  new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });

/** @returns true when it is fast enough */
async function time(name: string, portrait: Portrait, motion: MotionValue, frames: number, bound: number) {
  const started = performance.now();
  const scene = prepareScene({ ...portrait, motion }, OPTIONS);
  const prepared = performance.now() - started;
  const chosen = Array.from({ length: frames }, (_, n) => Math.floor((n * FRAMES) / frames));
  const workers = Array.from({ length: WORKERS }, (_, w) => {
    const share: Share = { scene, motion, frames: chosen.filter((_, n) => n % WORKERS === w) };
    return new Worker(STARTER, { eval: true, workerData: share });
  });
  await Promise.all(workers.map(told));
  const before = process.cpuUsage();
  const begun = performance.now();
  for (const worker of workers) worker.postMessage('go');
  await Promise.all(workers.map(told));
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(before);
  await Promise.all(workers.map((worker) => worker.terminate()));
  const cost = (user + system) / 1e6 / frames;
  const rate = WORKERS / cost;
  console.log(
    `${name}: ${rate.toFixed(1)} frames/s on ${WORKERS} free cores (${rate >= bound ? 'at least' : 'BELOW'} ${bound}), ` +
      `${(frames / seconds).toFixed(1)} by the clock, ${(1000 * cost).toFixed(0)} ms of processor time a frame, ` +
      `prepared in ${prepared.toFixed(0)} ms`,
  );
  return rate >= bound;
}

async function main(): Promise<void> {
  const portrait = await samplePortrait('astronaut');
  const tall = resized(portrait, 1080, 1920);
  const fast: boolean[] = [];
  const only = process.argv[2];
  for (const [name, values] of Object.entries(TAKES)) {
    if (only !== undefined && name !== only) continue;
    const motion = takeOf(Array.from({ length: FRAMES }, (_, n) => values(n)));
    fast.push(await time(`${name}, 512 x 512`, portrait, motion, FRAMES, BOUND));
    fast.push(await time(`${name}, 1080 x 1920`, tall, motion, TALL_FRAMES, TALL_BOUND));
  }
  if (fast.includes(false)) process.exitCode = 1;
}

if (isMainThread) await main();
else draw(workerData as Share);
