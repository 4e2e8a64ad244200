import { prepareScene } from '../../src/motion/renderer/prepare-scene.ts';
import { renderFrame } from '../../src/motion/renderer/render-frame.ts';
import { samplePortrait, takeOf } from '../support/portrait.ts';

/** Times the renderer on the astronaut at 512 x 512: `node --import tsx tests/bench/render.bench.ts`. */
const FRAMES = 48;
const OPTIONS = { headStrength: 1, parallax: 1, sharpness: 0.25, followThrough: 0.5 };
/** What one core may take: 24 frames/s on two cores. */
const BUDGET_MS = 80;

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

const portrait = await samplePortrait('astronaut');
const out = new Uint8ClampedArray(portrait.image.data.length);
for (const [name, values] of Object.entries(TAKES)) {
  const motion = takeOf(Array.from({ length: FRAMES }, (_, n) => values(n)));
  const started = performance.now();
  const scene = prepareScene({ ...portrait, motion }, OPTIONS);
  const prepared = performance.now() - started;
  const times: number[] = [];
  for (let n = 0; n < FRAMES; n++) {
    const before = performance.now();
    renderFrame(scene, motion, n, out);
    times.push(performance.now() - before);
  }
  const median = times.sort((a, b) => a - b)[FRAMES >> 1] ?? 0;
  const ratio = (median / BUDGET_MS).toFixed(2);
  console.log(
    `${name}: prepare ${prepared.toFixed(0)} ms, ${median.toFixed(1)} ms per frame and core (${ratio} of the budget)`,
  );
}
