import { expect, it } from 'vitest';
import { Random } from '../random.ts';
import { packedPicture } from './resample-cell.ts';
import { sampleCubic, sampled, sampleOpaque } from './sample-cubic.ts';
import { coverAt, EMPTY, OPAQUE, tapCover } from './tap-cover.ts';

const [WIDTH, HEIGHT] = [37, 23];
const SHARPNESS = -0.9;

/** A subject with a hole and a soft left side, in front of nothing. */
function pictures() {
  const random = new Random(5);
  const photo = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  const layer = new Float32Array(photo.length);
  for (let y = 0, k = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++, k += 4) {
      for (let c = 0; c < 3; c++) photo[k + c] = Math.floor(random.range(0, 256));
      photo[k + 3] = 255;
      const hole = x > 26 && x < 33 && y > 8 && y < 17;
      const coverage = hole || x < 6 ? 0 : x < 9 ? 0.4 : 1;
      for (let c = 0; c < 3; c++) layer[k + c] = coverage * photo[k + c]!;
      layer[k + 3] = coverage;
    }
  }
  return { photo, layer };
}

it('knows where a kernel meets one thing alone, at every place in the picture', () => {
  const { layer } = pictures();
  const cover = tapCover(layer, WIDTH, HEIGHT);
  let [empty, opaque] = [0, 0];
  for (let y = -3; y < HEIGHT + 3; y++) {
    for (let x = -3; x < WIDTH + 3; x++) {
      let [allEmpty, allOpaque] = [true, true];
      for (let b = y - 1; b < y + 3; b++) {
        for (let a = x - 1; a < x + 3; a++) {
          const inside = a >= 0 && b >= 0 && a < WIDTH && b < HEIGHT;
          const coverage = inside ? layer[4 * (b * WIDTH + a) + 3] : undefined;
          allEmpty &&= coverage === 0;
          allOpaque &&= coverage === 1;
        }
      }
      expect(coverAt(cover, WIDTH, HEIGHT, x, y), `${x}, ${y}`).toBe(
        allEmpty ? EMPTY : allOpaque ? OPAQUE : 0,
      );
      empty += Number(allEmpty);
      opaque += Number(allOpaque);
    }
  }
  expect(empty).toBeGreaterThan(30);
  expect(opaque).toBeGreaterThan(200);
});

it('samples the same from the photo where all is opaque, and nothing where all is empty', () => {
  const { photo, layer } = pictures();
  const cover = tapCover(layer, WIDTH, HEIGHT);
  const packed = packedPicture(photo, WIDTH, HEIGHT);
  for (let n = 0; n < 3000; n++) {
    const random = new Random(n);
    const [x, y] = [random.range(-2, WIDTH + 2), random.range(-2, HEIGHT + 2)];
    const kind = coverAt(cover, WIDTH, HEIGHT, Math.floor(x), Math.floor(y));
    if (kind === 0) continue;
    sampleCubic(layer, WIDTH, HEIGHT, x, y, SHARPNESS);
    const [r, g, b, coverage] = sampled;
    if (kind === EMPTY) {
      expect([r, g, b, coverage].map(Math.abs)).toEqual([0, 0, 0, 0]);
      continue;
    }
    expect(coverage).toBeCloseTo(1, 12);
    sampleOpaque(packed, x, y, SHARPNESS);
    expect([...sampled]).toEqual([r, g, b, 1]);
  }
});
