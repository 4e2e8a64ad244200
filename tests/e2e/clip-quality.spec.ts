import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { PNG } from 'pngjs';
import { loopSeam } from '../../src/motion/measures/loop-seam.ts';
import { psnr } from '../../src/motion/measures/picture-difference.ts';
import { type CommandLine, openCommandLine, TEMPLATES } from './support/command-line.ts';

/** Measures of the templates' clips, on the rendered frames without any loss of encoding. */
/** The step from the last frame to the first, over the usual step. */
const MAX_SEAM_RATIO = 1.2;
const MIN_FIRST_FRAME_DB = 40;
/** Share of the picture that a cinemagraph leaves alone, at least. */
const MIN_STILL_SHARE = 0.3;

let cli: CommandLine;
test.beforeAll(async () => {
  cli = await openCommandLine();
});
test.afterAll(() => cli.remove());

interface Frames {
  readonly width: number;
  readonly height: number;
  /** RGBA */
  readonly frames: readonly Uint8ClampedArray[];
}

/** Frames of a template's clip, as a zip of PNG files gives them. */
async function framesOf(template: string, ...settings: string[]): Promise<Frames> {
  const out = cli.file(`${template}.zip`);
  const args = ['run', join(TEMPLATES, `${template}.json`), '--out', out, '--profile', cli.file('profile')];
  const finished = await cli.run(...args, ...settings.flatMap((setting) => ['--set', setting]));
  expect(finished.code, finished.stderr).toBe(0);
  const files = unzipSync(await readFile(out));
  const names = Object.keys(files)
    .filter((name) => name.endsWith('.png'))
    .sort();
  const pictures = names.map((name) => PNG.sync.read(Buffer.from(files[name] ?? [])));
  const { width, height } = pictures[0] ?? { width: 0, height: 0 };
  return { width, height, frames: pictures.map(({ data }) => new Uint8ClampedArray(data)) };
}

/** 1 for every pixel that is the same in all frames. */
function stillPixels({ width, height, frames }: Frames): Uint8Array {
  const still = new Uint8Array(width * height).fill(1);
  const [first, ...rest] = frames.map((frame) => new Uint32Array(frame.buffer));
  for (const frame of rest) {
    for (let i = 0; i < still.length; i++) if (frame[i] !== first?.[i]) still[i] = 0;
  }
  return still;
}

function expectSeamless({ frames }: Frames): void {
  const { value, velocity } = loopSeam(frames);
  expect(value).toBeLessThanOrEqual(MAX_SEAM_RATIO);
  expect(velocity).toBeLessThanOrEqual(MAX_SEAM_RATIO);
}

test('living portrait begins with the photo and closes', async () => {
  const moving = await framesOf('living-portrait');
  expect(moving.frames).toHaveLength(72);
  const photo = await framesOf('living-portrait', 'motion.amount=0', 'motion.seconds=2');
  expect(stillPixels(photo).includes(0)).toBe(false);
  const [firstFrame, cropped] = [moving.frames[0], photo.frames[0]];
  expect(psnr(firstFrame!, cropped!)).toBeGreaterThanOrEqual(MIN_FIRST_FRAME_DB);
  expectSeamless(moving);
  // And it moves: some frame is far from the photo.
  const farthest = Math.min(...moving.frames.slice(1).map((frame) => psnr(frame, cropped!)));
  expect(farthest).toBeLessThan(35);
});

test('the cinemagraph leaves the background alone, pixel by pixel, and closes', async () => {
  const clip = await framesOf('cinemagraph');
  const still = stillPixels(clip);
  const share = still.reduce((sum, pixel) => sum + pixel, 0) / still.length;
  expect(share).toBeGreaterThan(MIN_STILL_SHARE);
  expect(share).toBeLessThan(1);
  // Head and shoulders stand in the middle: the upper corners are background.
  const corner = Math.floor(clip.width / 10);
  for (let y = 0; y < corner; y++) {
    const row = still.subarray(y * clip.width, (y + 1) * clip.width);
    expect(row.subarray(0, corner).includes(0)).toBe(false);
    expect(row.subarray(-corner).includes(0)).toBe(false);
  }
  expectSeamless(clip);
});

for (const template of ['blink-and-breathe', 'parallax-still']) {
  test(`${template} closes and shows no border`, async () => {
    const clip = await framesOf(template);
    expectSeamless(clip);
    for (const frame of clip.frames) {
      let transparent = 0;
      for (let i = 3; i < frame.length; i += 4) if (frame[i] !== 255) transparent += 1;
      expect(transparent).toBe(0);
    }
  });
}
