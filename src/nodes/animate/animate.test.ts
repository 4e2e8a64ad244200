import { beforeAll, describe, expect, it } from 'vitest';
import { samplePhoto } from '../../../tests/support/photos.ts';
import {
  defaults,
  landmarksOn,
  type Portrait,
  samplePortrait,
  takeOf,
} from '../../../tests/support/portrait.ts';
import { testContext } from '../../../tests/support/run-context.ts';
import { temporalFlicker } from '../../motion/measures/flicker.ts';
import { holes } from '../../motion/measures/holes.ts';
import { loopSeam } from '../../motion/measures/loop-seam.ts';
import { psnr } from '../../motion/measures/picture-difference.ts';
import { laplacianVariance } from '../../motion/measures/sharpness.ts';
import { fitFace } from '../../motion/rig/fit-face.ts';
import type { InputsOf } from '../../runtime/node.ts';
import { spec } from './animate.node.ts';
import { prepare, render } from './animate.run.ts';

type Inputs = InputsOf<typeof spec>;

async function play(inputs: Inputs, params: Partial<ReturnType<typeof options>> = {}) {
  const context = testContext();
  const prepared = await prepare(context, inputs, { ...options(), ...params });
  const cloned = structuredClone(prepared);
  const range = { start: 0, end: inputs.motion.frameCount };
  const { data } = await render(context, cloned, range, inputs);
  const bytes = prepared.facts.width * prepared.facts.height * 4;
  const frames = Array.from({ length: range.end }, (_, n) => data.subarray(n * bytes, (n + 1) * bytes));
  return { frames, facts: prepared.facts, notices: context.notices };
}

const options = () => defaults(spec.params);
const wave = (n: number, count: number): number => Math.sin((2 * Math.PI * n) / count);
const gapOf = (points: Float32Array, upper: number, lower: number): number =>
  Math.hypot(points[3 * upper]! - points[3 * lower]!, points[3 * upper + 1]! - points[3 * lower + 1]!);

describe('animate on the astronaut', () => {
  let portrait: Portrait;
  beforeAll(async () => {
    portrait = await samplePortrait('astronaut');
  }, 120_000);

  it('shows the photo itself, bit by bit, where the motion is at rest', async () => {
    const { frames } = await play({ ...portrait, motion: takeOf([{}, { 'head.yaw': 5 }]) });
    expect(psnr(frames[0]!, portrait.image.data)).toBe(Infinity);
    expect(psnr(frames[1]!, portrait.image.data)).toBeLessThan(40);
  });

  it('moves continuously out of the photo', async () => {
    const tiny = {
      'head.yaw': 0.05,
      'eye.blinkLeft': 0.01,
      'gaze.yaw': 0.1,
      'mouth.smileLeft': 0.004,
      'jaw.open': 0.002,
    };
    const { frames } = await play({ ...portrait, motion: takeOf([{}, tiny]) });
    expect(psnr(frames[1]!, portrait.image.data)).toBeGreaterThan(40);
  });

  it('closes the eyes at the apex of a blink and opens them again, as the landmark model sees it', async () => {
    const both = (v: number) => ({ 'eye.blinkLeft': v, 'eye.blinkRight': v });
    const { frames } = await play({ ...portrait, motion: takeOf([{}, both(1), both(0.02)]) });
    const [open, closed, again] = await Promise.all(frames.map((frame) => landmarksOn(portrait, frame)));
    for (const [upper, lower] of [
      [159, 145],
      [386, 374],
    ] as const) {
      expect(gapOf(closed!, upper, lower) / gapOf(open!, upper, lower)).toBeLessThan(0.3);
      expect(gapOf(again!, upper, lower) / gapOf(open!, upper, lower)).toBeGreaterThan(0.9);
    }
  });

  it('turns the head as far as asked, within a quarter, and keeps the distance of the eyes', async () => {
    const turns = [-10, -5, 5, 10];
    const { frames } = await play({ ...portrait, motion: takeOf(turns.map((yaw) => ({ 'head.yaw': yaw }))) });
    const rest = fitFace(portrait.faces.faces[portrait.faces.selected]!.landmarks!);
    for (const [n, yaw] of turns.entries()) {
      const fit = fitFace(await landmarksOn(portrait, frames[n]!));
      expect(Math.abs(fit.pose.yaw - rest.pose.yaw - yaw)).toBeLessThan(Math.max(1.2, 0.25 * Math.abs(yaw)));
      expect(fit.interocular / fit.scale / (rest.interocular / rest.scale)).toBeCloseTo(1, 1);
    }
  });

  it('leaves every pixel away from the subject as it is, in all frames', async () => {
    const count = 8;
    const motion = takeOf(
      Array.from({ length: count }, (_, n) => ({
        'head.yaw': 4 * wave(n, count),
        'body.breath': wave(n, count),
        'hair.sway': 0.5 * wave(n, count),
      })),
    );
    const { frames } = await play({ ...portrait, motion });
    const { width, height } = portrait.image;
    const reach = 24;
    const far = farFrom(portrait.matte.data, width, height, reach);
    expect(far.reduce((sum, v) => sum + v, 0)).toBeGreaterThan(0.1 * width * height);
    expect(temporalFlicker(frames, (k) => far[k] === 1)).toBe(1);
    frames.forEach((frame) => {
      expect(holes(frame)).toBe(0);
    });
  });

  it('moves eyes alone without touching the rest of the picture', async () => {
    const { frames } = await play({
      ...portrait,
      motion: takeOf([{}, { 'eye.blinkLeft': 1, 'eye.blinkRight': 1 }]),
    });
    const { width } = portrait.image;
    const points = portrait.faces.faces[portrait.faces.selected]!.landmarks!;
    const eyes = [33, 133, 263, 362].map((i) => [points[3 * i]!, points[3 * i + 1]!] as const);
    const reach = 0.6 * Math.hypot(eyes[0]![0] - eyes[2]![0], eyes[0]![1] - eyes[2]![1]);
    const away = (k: number): boolean =>
      eyes.every(([x, y]) => Math.hypot((k % width) - x, Math.floor(k / width) - y) > reach);
    expect(temporalFlicker(frames, away)).toBe(1);
    expect(temporalFlicker(frames, (k) => !away(k))).toBeLessThan(1);
  });

  it('loops without a seam and keeps the face as sharp as the photo', async () => {
    const count = 24;
    // a phase at which the speed at the seam is about the median speed: a jump would stand out
    const sway = (n: number): number => wave(n + count / 6, count) - wave(count / 6, count);
    const motion = takeOf(
      Array.from({ length: count }, (_, n) => ({
        'head.yaw': 3 * sway(n),
        'head.roll': 1.5 * sway(n),
        'body.breath': sway(n),
        'gaze.yaw': 5 * sway(n),
      })),
    );
    const { frames, facts } = await play({ ...portrait, motion });
    const seam = loopSeam(frames);
    expect(seam.value).toBeLessThanOrEqual(1.2);
    expect(seam.velocity).toBeLessThanOrEqual(1.2);
    const { box } = portrait.faces.faces[portrait.faces.selected]!;
    const inFace = (x: number, y: number): boolean =>
      x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
    const photo = laplacianVariance(portrait.image.data, facts.width, facts.height, inFace);
    const kept = frames.map((frame) => laplacianVariance(frame, facts.width, facts.height, inFace) / photo);
    expect(Math.min(...kept)).toBeGreaterThan(0.85);
    expect(Math.max(...kept)).toBeLessThan(1.15);
  });

  it('opens a mouth and shows no hole', async () => {
    const { frames } = await play({ ...portrait, motion: takeOf([{}, { 'jaw.open': 0.4 }]) });
    const [rest, open] = await Promise.all(frames.map((frame) => landmarksOn(portrait, frame)));
    expect(gapOf(open!, 13, 14)).toBeGreaterThan(gapOf(rest!, 13, 14) + 4);
    expect(holes(frames[1]!)).toBe(0);
  });

  it('moves nothing outside the mask of what may move, and half of the face inside', async () => {
    const { width, height } = portrait.image;
    const points = portrait.faces.faces[portrait.faces.selected]!.landmarks!;
    const middle = Math.round(points[3 * 1]!);
    const data = Float32Array.from({ length: width * height }, (_, k) => (k % width > middle ? 1 : 0));
    const all = {
      'head.yaw': 4,
      'eye.blinkLeft': 1,
      'eye.blinkRight': 1,
      'jaw.open': 0.2,
      'mouth.smileLeft': 0.4,
      'hair.sway': 0.5,
      'body.breath': 1,
    };
    const movable = { type: 'Mask' as const, width, height, data };
    const { frames } = await play({ ...portrait, movable, motion: takeOf([{}, all, all]) });
    const changed = (k: number): boolean =>
      [0, 1, 2].some((c) => frames[1]![4 * k + c] !== portrait.image.data[4 * k + c]);
    const moved = Array.from(data, (_, k) => k).filter(changed);
    expect(moved.every((k) => data[k] === 1)).toBe(true);
    expect(moved.length).toBeGreaterThan(0.05 * width * height);
    const seen = await landmarksOn(portrait, frames[1]!);
    const aperture = (upper: number, lower: number): number =>
      gapOf(seen!, upper, lower) / gapOf(points, upper, lower);
    const [first, second] = [aperture(159, 145), aperture(386, 374)];
    const firstInside = points[3 * 159]! > middle;
    expect(firstInside ? first : second).toBeLessThan(0.5);
    expect(firstInside ? second : first).toBeGreaterThan(0.7);
  });

  it('moves as without a mask where the mask covers the whole picture', async () => {
    const { width, height } = portrait.image;
    const movable = { type: 'Mask' as const, width, height, data: new Float32Array(width * height).fill(1) };
    const motion = takeOf([{ 'head.yaw': 4, 'jaw.open': 0.2, 'eye.blinkLeft': 1 }]);
    const held = await play({ ...portrait, movable, motion });
    const free = await play({ ...portrait, motion });
    expect(psnr(held.frames[0]!, free.frames[0]!)).toBe(Infinity);
  });

  it('says what it cannot do well', async () => {
    const others = { ...portrait.faces, faces: [...portrait.faces.faces, portrait.faces.faces[0]!] };
    const { notices } = await play({ ...portrait, faces: others, motion: takeOf([{}, { 'head.yaw': 1 }]) });
    expect(notices.join(' ')).toContain('Only the chosen face moves');
  });
});

describe('animate on two faces', () => {
  /** The portrait twice, side by side at half the size. */
  async function pair(): Promise<Omit<Inputs, 'motion'>> {
    const { image, faces, matte } = await samplePortrait('astronaut');
    const [width, height] = [image.width, image.height >> 1];
    const data = new Uint8ClampedArray(width * height * 4);
    const mask = new Float32Array(width * height);
    for (let y = 0, k = 0; y < height; y++) {
      for (let x = 0; x < width; x++, k++) {
        const from = 2 * y * image.width + 2 * (x % (width / 2));
        data.set(image.data.subarray(4 * from, 4 * from + 4), 4 * k);
        mask[k] = matte.data[from]!;
      }
    }
    const face = faces.faces[faces.selected]!;
    const moved = (shift: number) => ({
      ...face,
      landmarks: face.landmarks!.map((v, n) => v / 2 + (n % 3 === 0 ? shift : 0)),
    });
    return {
      image: { type: 'Image', width, height, data },
      faces: { type: 'Faces', width, height, faces: [moved(0), moved(width / 2)], selected: 0 },
      matte: { type: 'Mask', width, height, data: mask },
    };
  }

  it('moves each by its own motion and begins with the photo', async () => {
    const group = await pair();
    const { width } = group.image;
    const still = takeOf([{}, {}, {}]);
    const both = (v: number) => ({ 'eye.blinkLeft': v, 'eye.blinkRight': v });
    const motion = takeOf([{}, both(1), {}]);
    const own = takeOf([{}, {}, { 'jaw.open': 0.4 }]);
    const { frames } = await play({ ...group, motion, secondMotion: own }, { faces: 'all' });
    const alone = await play({ ...group, motion: still });
    const changed = (frame: number, right: boolean): number => {
      let count = 0;
      for (let k = 0; k < frames[0]!.length; k += 4) {
        if ((k / 4) % width >= width / 2 !== right) continue;
        if (Math.abs(frames[frame]![k]! - alone.frames[0]![k]!) > 12) count++;
      }
      return count;
    };
    expect(psnr(frames[0]!, group.image.data)).toBe(Infinity);
    expect(changed(1, false)).toBeGreaterThan(50);
    expect(changed(1, true)).toBe(0);
    expect(changed(2, true)).toBeGreaterThan(10 * Math.max(1, changed(2, false)));
  });

  it('lets a mask choose which faces move', async () => {
    const group = await pair();
    const { width, height } = group.image;
    const data = Float32Array.from({ length: width * height }, (_, k) => (k % width >= width / 2 ? 1 : 0));
    const both = { 'eye.blinkLeft': 1, 'eye.blinkRight': 1, 'head.yaw': 3 };
    const motion = takeOf([both, both]);
    const movable = { type: 'Mask' as const, width, height, data };
    const { frames } = await play({ ...group, movable, motion, secondMotion: motion }, { faces: 'all' });
    const differ = (right: boolean): number => {
      let count = 0;
      for (let k = 0; k < width * height; k++)
        if (k % width >= width / 2 === right && frames[0]![4 * k] !== group.image.data[4 * k]) count++;
      return count;
    };
    expect(differ(false)).toBe(0);
    expect(differ(true)).toBeGreaterThan(500);
  });

  it('gives the others the same take at another time, from rest', async () => {
    const group = await pair();
    const count = 24;
    const motion = takeOf(Array.from({ length: count }, (_, n) => ({ 'head.yaw': 4 * wave(n, count) })));
    const { frames, notices } = await play({ ...group, motion }, { faces: 'all' });
    expect(notices.join(' ')).not.toContain('Only the chosen face moves');
    expect(psnr(frames[0]!, group.image.data)).toBe(Infinity);
    const half = group.image.width / 2;
    const same = frames.every((frame) =>
      frame.every((v, at) => {
        const x = (at >> 2) % group.image.width;
        return x >= half || Math.abs(v - frame[at + 4 * half]!) < 3;
      }),
    );
    expect(same).toBe(false);
  });
});

describe('animate without a face', () => {
  it('moves the camera over a picture of odd size and shows no border', async () => {
    const photo = samplePhoto('coffee');
    const image = {
      ...photo,
      height: photo.height - 1,
      data: photo.data.subarray(0, photo.width * (photo.height - 1) * 4),
    };
    const motion = takeOf([
      {},
      { 'camera.x': 0.03 },
      { 'camera.zoom': 0.06 },
      { 'camera.orbit': 3 },
      { 'camera.zoom': -0.05 },
    ]);
    const { frames, facts, notices } = await play({ image, motion });
    expect(facts).toMatchObject({
      width: image.width & ~1,
      height: image.height & ~1,
      fps: 24,
      frameCount: 5,
      loop: true,
    });
    expect(notices.join(' ')).toMatch(/Enlarged by \d+ %/);
    frames.forEach((frame) => {
      expect(holes(frame)).toBe(0);
    });
    expect(psnr(frames[0]!, frames[1]!)).toBeLessThan(40);
  });

  it('refuses inputs of another size and names them', async () => {
    const image = samplePhoto('coffee');
    const matte = { type: 'Mask' as const, width: 4, height: 4, data: new Float32Array(16) };
    await expect(play({ image, matte, motion: takeOf([{}]) })).rejects.toMatchObject({
      code: 'size-mismatch',
    });
  });
});

/** 1 where no pixel within `reach` px (in steps of 4) belongs to the subject. */
function farFrom(matte: Float32Array, width: number, height: number, reach: number): Uint8Array {
  const far = new Uint8Array(matte.length).fill(1);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (matte[y * width + x]! <= 0.02) continue;
      if (x % 2 === 1 || y % 2 === 1) continue;
      for (let b = Math.max(0, y - reach); b <= Math.min(height - 1, y + reach); b++) {
        far.fill(0, b * width + Math.max(0, x - reach), b * width + Math.min(width, x + reach + 1));
      }
    }
  }
  return far;
}
