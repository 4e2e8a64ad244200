import { prepareScene } from '../../src/motion/renderer/prepare-scene.ts';
import { renderFrame } from '../../src/motion/renderer/render-frame.ts';
import type { MotionValue } from '../../src/values/motion.ts';
import { type Portrait, samplePortrait, takeOf } from '../support/portrait.ts';

/** Times the renderer on the astronaut at 512 x 512 and 1080 x 1920: `node --import tsx tests/bench/render.bench.ts`. */
const FRAMES = 48;
const OPTIONS = { headStrength: 1, parallax: 1, sharpness: 0.25, followThrough: 0.5 };
/** What one core may take: 24 frames/s on two cores at 512 x 512, 4 frames/s at 1080 x 1920. */
const BUDGET_MS = 80;
const TALL_BUDGET_MS = 500;
const TALL_FRAMES = 8;

const wave = (n: number, turns: number): number => Math.sin((2 * Math.PI * turns * n) / FRAMES);
const blink = (n: number): number => Math.max(0, 1 - Math.abs(n - 20) / 3);
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

function time(name: string, portrait: Portrait, motion: MotionValue, frames: number, budgetMs: number): void {
  const out = new Uint8ClampedArray(portrait.image.data.length);
  const started = performance.now();
  const scene = prepareScene({ ...portrait, motion }, OPTIONS);
  const prepared = performance.now() - started;
  const before = process.cpuUsage();
  for (let n = 0; n < frames; n++) renderFrame(scene, motion, Math.floor((n * FRAMES) / frames), out);
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1000 / frames;
  const memory = Math.round(process.memoryUsage.rss() / 2 ** 20);
  console.log(
    `${name}: prepare ${prepared.toFixed(0)} ms, ${ms.toFixed(1)} ms of processor time per frame ` +
      `(${(ms / budgetMs).toFixed(2)} of the budget), ${memory} MB resident`,
  );
}

const portrait = await samplePortrait('astronaut');
const tall = resized(portrait, 1080, 1920);
for (const [name, values] of Object.entries(TAKES)) {
  const motion = takeOf(Array.from({ length: FRAMES }, (_, n) => values(n)));
  time(`${name}, 512 x 512`, portrait, motion, FRAMES, BUDGET_MS);
  time(`${name}, 1080 x 1920`, tall, motion, TALL_FRAMES, TALL_BUDGET_MS);
}
