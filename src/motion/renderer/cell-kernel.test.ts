import { afterEach, expect, it, vi } from 'vitest';
import { plainImage } from '../../../tests/support/photos.ts';
import { takeOf } from '../../../tests/support/portrait.ts';
import { Random } from '../random.ts';
import { cellKernel } from './cell-kernel.ts';
import { pictureGrid } from './grid.ts';
import { prepareScene } from './prepare-scene.ts';
import { renderFrame } from './render-frame.ts';
import { kernelTable, packedPicture, resampleCell } from './resample-cell.ts';
import { shadeCell } from './shade-cell.ts';

/** A picture of noise, and places that wander over it and beyond its borders. */
function job(width: number, height: number, cell: number, seed: number) {
  const random = new Random(seed);
  const grid = pictureGrid(width, height, cell);
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, () => random.range(0, 256));
  const places = (size: number, along: (k: number) => number) =>
    Float32Array.from({ length: grid.columns * grid.rows }, (_, k) => {
      const far = random.range(0, 1) < 0.05 ? 1.5 * size : 3;
      return along(k) * cell + random.range(-far, far);
    });
  return {
    grid,
    width,
    height,
    kernel: kernelTable(-1.4),
    picture: packedPicture(data, width, height),
    x: places(width, (k) => k % grid.columns),
    y: places(height, (k) => Math.floor(k / grid.columns)),
    gain: Float32Array.from({ length: grid.columns * grid.rows }, () =>
      random.range(0, 1) < 0.5 ? 1 : random.range(0.7, 1.3),
    ),
  };
}

it.each([
  [64, 48, 4],
  [90, 70, 8],
] as const)('draws %d x %d pixels in cells of %d as resampleCell and shadeCell do', (width, height, cell) => {
  const kernel = cellKernel();
  if (kernel === undefined) throw new Error('there is no WebAssembly with SIMD');
  for (const seed of [1, 2, 3]) {
    const drawn = job(width, height, cell, seed);
    const { grid, picture, x, y } = drawn;
    kernel.begin(drawn);
    kernel.setNodes('photoX', x);
    kernel.setNodes('photoY', y);
    kernel.setNodes('gain', drawn.gain);
    for (const gain of [undefined, drawn.gain]) {
      for (let j = 0; j < grid.rows - 1; j++) {
        kernel.band.fill(1);
        const out = kernel.band.slice();
        const target = { grid, kernel: drawn.kernel, out, top: j * cell };
        for (let i = 2; i < grid.columns - 1; i++) {
          resampleCell(target, picture, x, y, i, j);
          if (gain !== undefined) shadeCell(target, width, height, gain, i, j);
        }
        expect(kernel.draw('photo', picture, y, gain !== undefined, 2, grid.columns - 1, j)).toBe(true);
        expect(kernel.band).toEqual(out);
      }
    }
  }
});

it('refuses cells that show more of a picture than it holds', () => {
  const drawn = job(32, 400, 8, 1);
  const kernel = cellKernel();
  kernel?.begin(drawn);
  drawn.y.fill(0);
  drawn.y[1] = 390;
  expect(kernel?.draw('photo', drawn.picture, drawn.y, false, 0, 2, 0)).toBe(false);
  expect(kernel?.draw('photo', drawn.picture, drawn.y, false, 2, 4, 0)).toBe(true);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

it('is not missed: frames are the same without WebAssembly, also under a camera that turns the picture upright', async () => {
  const image = plainImage(200, 400, [0, 0, 0]);
  image.data.forEach((_, k, all) => {
    all[k] = k % 4 === 3 ? 255 : (k * 7919) >> 4;
  });
  const round = (k: number): number => ((k % 200) - 100) ** 2 + (Math.floor(k / 200) - 220) ** 2;
  const data = Float32Array.from({ length: 200 * 400 }, (_, k) =>
    Math.min(1, Math.max(0, (80 - Math.sqrt(round(k))) / 8)),
  );
  const motion = takeOf([{}, { 'camera.roll': 60, 'camera.zoom': 0.2, light: 0.1 }, { 'camera.orbit': 3 }]);
  const options = { headStrength: 1, parallax: 1, sharpness: 0.25, followThrough: 0.5 };
  const matte = { type: 'Mask' as const, width: 200, height: 400, data };
  const scene = prepareScene({ image, matte, motion }, options);
  const frames = (draw: typeof renderFrame): Uint8ClampedArray[] =>
    [0, 1, 2].map((frame) => {
      const out = new Uint8ClampedArray(image.data.length);
      draw(scene, motion, frame, out);
      return out;
    });
  const withKernel = frames(renderFrame);
  vi.stubGlobal('WebAssembly', undefined);
  vi.resetModules();
  const { cellKernel: reopened } = await import('./cell-kernel.ts');
  expect(reopened()).toBeUndefined();
  const { renderFrame: plain } = await import('./render-frame.ts');
  expect(frames(plain)).toEqual(withKernel);
});
