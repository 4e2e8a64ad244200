import { expect, it } from 'vitest';
import { Random } from '../random.ts';
import { measuredKernel } from './measured-kernel.ts';
import { packedPicture } from './resample-cell.ts';

const SIZE = 96;

function picture(value: (x: number, y: number) => number) {
  const data = new Uint8ClampedArray(SIZE * SIZE * 4);
  for (let k = 0; k < SIZE * SIZE; k++) data.fill(value(k % SIZE, Math.floor(k / SIZE)), 4 * k, 4 * k + 4);
  return packedPicture(data, SIZE, SIZE);
}

it('gives grain more back than soft slopes, and a plain picture nothing', () => {
  const area = { left: 8, top: 8, right: 88, bottom: 88 };
  const random = new Random(3);
  const grain = measuredKernel(
    picture(() => 128 + 20 * random.normal()),
    area,
  );
  const soft = measuredKernel(
    picture((x, y) => ((x - 48) ** 2 + (y - 48) ** 2) / 20),
    area,
  );
  expect(grain).toBeLessThan(soft - 0.2);
  expect(grain).toBeGreaterThanOrEqual(-1.4);
  expect(
    measuredKernel(
      picture(() => 90),
      area,
    ),
  ).toBe(-0.5);
});
