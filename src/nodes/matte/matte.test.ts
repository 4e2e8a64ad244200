import { describe, expect, it } from 'vitest';
import { goldenPortraits, sampleName } from '../../../tests/support/golden.ts';
import { paste, plainImage, samplePhoto } from '../../../tests/support/photos.ts';
import { testContext } from '../../../tests/support/run-context.ts';
import { MATTE_SIZE, personMatte } from '../../inference/person-matte.ts';
import { matteCertainty, refineMatte } from '../../inference/refine-matte.ts';
import { resampleImage } from '../../media/image/resample.ts';
import type { ImageValue } from '../../values/value.ts';
import { spec } from './matte.node.ts';
import { run } from './matte.run.ts';

const DEFAULTS = { reach: spec.params.reach.default, grow: spec.params.grow.default };

async function matteOf(image: ImageValue, params: Partial<Parameters<typeof run>[2]> = {}) {
  const context = testContext();
  const { matte } = await run(context, { image }, { ...DEFAULTS, ...params });
  const at = (x: number, y: number) => matte.data[y * image.width + x]!;
  return { matte, at, notices: context.notices };
}

function mean(data: Float32Array): number {
  return data.reduce((a, b) => a + b) / data.length;
}

describe('person matte against the original weights', () => {
  it.each(goldenPortraits.map((golden) => [sampleName(golden), golden] as const))(
    'agrees on %s',
    async (name, golden) => {
      const matte = await personMatte(testContext(), samplePhoto(name));
      const cells = golden.matteCells.flat();
      const cell = MATTE_SIZE / 32;
      const differences = cells.map((expected, i) => {
        let sum = 0;
        for (let y = 0; y < cell; y++) {
          for (let x = 0; x < cell; x++) {
            sum += matte[(Math.floor(i / 32) * cell + y) * MATTE_SIZE + (i % 32) * cell + x]!;
          }
        }
        return Math.abs(sum / cell ** 2 - expected);
      });
      expect(differences).toHaveLength(1024);
      expect(differences.reduce((a, b) => a + b) / 1024).toBeLessThan(0.01);
    },
  );
});

describe('matte', () => {
  it('separates the astronaut from the room', async () => {
    const { matte, at, notices } = await matteOf(samplePhoto('astronaut'));
    expect([matte.width, matte.height]).toEqual([512, 512]);
    expect(at(225, 130)).toBe(1);
    expect(at(200, 50)).toBeGreaterThan(0.9);
    expect(at(230, 420)).toBeGreaterThan(0.95);
    expect(at(300, 30)).toBeLessThan(0.02);
    expect(at(60, 120)).toBeLessThan(0.02);
    expect(notices).toEqual([]);
  });

  it('stays in 0..1 and is mostly decided', async () => {
    const { matte } = await matteOf(samplePhoto('astronaut'));
    expect(Math.min(...matte.data.subarray(0, 50_000))).toBeGreaterThanOrEqual(0);
    expect(matte.data.every((value) => value >= 0 && value <= 1)).toBe(true);
    const undecided = matte.data.filter((value) => value > 0.05 && value < 0.95).length;
    expect(undecided / matte.data.length).toBeLessThan(0.06);
  });

  it('tightens and widens', async () => {
    const photo = samplePhoto('hopper');
    const [tight, normal, wide] = await Promise.all(
      [-1, 0, 1].map(async (grow) => mean((await matteOf(photo, { grow })).matte.data)),
    );
    expect(tight).toBeLessThan(normal!);
    expect(normal).toBeLessThan(wide!);
    expect(wide! - tight!).toBeLessThan(0.1);
  });

  it.each([
    ['a cat’s muzzle', () => squareOf(samplePhoto('chelsea')), 'soft guess'],
    ['a rocket at night', () => samplePhoto('rocket'), 'almost empty'],
  ])('has no edges in %s and says so', async (_name, photoOf, words) => {
    const photo = photoOf();
    const { matte, notices } = await matteOf(photo);
    expect(notices).toEqual([expect.stringContaining(words)]);
    let steepest = 0;
    for (let i = 1; i < matte.data.length; i++) {
      if (i % photo.width) steepest = Math.max(steepest, Math.abs(matte.data[i]! - matte.data[i - 1]!));
    }
    expect(steepest).toBeLessThan(0.05);
  });

  it('selects the people of a wide group', async () => {
    const group = plainImage(1024, 512, [205, 205, 210]);
    paste(group, samplePhoto('astronaut'), 0, 0);
    paste(group, samplePhoto('astronaut'), 512, 0);
    const { at, notices } = await matteOf(group);
    for (const left of [0, 512]) {
      expect(at(left + 225, 130)).toBeGreaterThan(0.9);
      expect(at(left + 150, 350)).toBeGreaterThan(0.9);
      expect(at(left + 330, 60)).toBeLessThan(0.05);
    }
    expect(notices).toEqual([]);
  });

  it('selects a cup on a table', async () => {
    const { at } = await matteOf(samplePhoto('coffee'));
    expect(at(290, 130)).toBeGreaterThan(0.9);
    expect(at(560, 100)).toBeLessThan(0.05);
  });

  it('selects a cat that fills the picture', async () => {
    const { at, notices } = await matteOf(samplePhoto('chelsea'));
    expect(at(200, 150)).toBeGreaterThan(0.95);
    expect(at(420, 80)).toBeLessThan(0.1);
    expect(notices).toEqual([]);
  });

  it('works on any shape and size', async () => {
    const wide = plainImage(900, 512, [200, 205, 210]);
    paste(wide, samplePhoto('astronaut'), 200, 0);
    const { matte, at } = await matteOf(wide);
    expect(matte.data).toHaveLength(900 * 512);
    expect(at(425, 130)).toBeGreaterThan(0.95);
    expect(at(50, 100)).toBeLessThan(0.05);
  });
});

describe('refineMatte', () => {
  it('drops stray parts and keeps the main one', () => {
    const coarse = new Float32Array(MATTE_SIZE ** 2);
    const fill = (x: number, y: number, side: number) => {
      for (let row = y; row < y + side; row++)
        coarse.fill(1, row * MATTE_SIZE + x, row * MATTE_SIZE + x + side);
    };
    fill(80, 80, 100);
    fill(10, 10, 12);
    const image = plainImage(MATTE_SIZE, MATTE_SIZE, [128, 128, 128]);
    const refined = refineMatte(coarse, image, { reach: 0, grow: 0 });
    expect(refined[130 * MATTE_SIZE + 130]).toBe(1);
    expect(refined[15 * MATTE_SIZE + 15]).toBe(0);
  });
});

describe('matteCertainty', () => {
  it('is 0 for nothing, 1 for a clear selection and low for haze', () => {
    const size = MATTE_SIZE ** 2;
    expect(matteCertainty(new Float32Array(size))).toBe(0);
    expect(matteCertainty(new Float32Array(size).fill(1, 0, size / 4))).toBe(1);
    expect(matteCertainty(new Float32Array(size).fill(0.4).fill(1, 0, size / 50))).toBeLessThan(0.1);
  });
});

/** The largest square in the middle of a wide picture. */
function squareOf(image: ImageValue): ImageValue {
  const side = image.height;
  return resampleImage(image, { x: (image.width - side) / 2, y: 0, width: side, height: side }, 320, 320);
}
