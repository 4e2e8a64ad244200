import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rgbaToYuv420, yuv420Bytes } from './yuv420.ts';

function convert(pixels: readonly (readonly [number, number, number])[], width: number, height: number) {
  const rgba = new Uint8ClampedArray(pixels.flatMap(([r, g, b]) => [r, g, b, 255]));
  const planes = new Uint8Array(yuv420Bytes(width, height));
  rgbaToYuv420(rgba, width, height, planes);
  return planes;
}

const block = (r: number, g: number, b: number) => convert(Array(4).fill([r, g, b]), 2, 2);
const yuv = (r: number, g: number, b: number) => [block(r, g, b)[0], block(r, g, b)[4], block(r, g, b)[5]];

describe('rgbaToYuv420', () => {
  it('gives the BT.709 values of the primaries', () => {
    expect(yuv(0, 0, 0)).toEqual([16, 128, 128]);
    expect(yuv(255, 255, 255)).toEqual([235, 128, 128]);
    expect(yuv(255, 0, 0)).toEqual([63, 102, 240]);
    expect(yuv(0, 255, 0)).toEqual([173, 42, 26]);
    expect(yuv(0, 0, 255)).toEqual([32, 240, 118]);
  });

  it('keeps every grey free of colour', () => {
    for (let grey = 0; grey < 256; grey++) expect(yuv(grey, grey, grey).slice(1)).toEqual([128, 128]);
  });

  it('comes back within two steps for flat colours', () => {
    const byte = fc.nat(255);
    fc.assert(
      fc.property(byte, byte, byte, (r, g, b) => {
        const [y, u, v] = yuv(r, g, b) as [number, number, number];
        const luma = (y - 16) / 219;
        const cb = (u - 128) / 224;
        const cr = (v - 128) / 224;
        const back = [luma + 1.5748 * cr, luma - 0.187324 * cb - 0.468124 * cr, luma + 1.8556 * cb].map(
          (value) => value * 255,
        );
        const worst = Math.max(...back.map((value, i) => Math.abs(value - [r, g, b][i]!)));
        expect(worst).toBeLessThan(2.3);
      }),
    );
  });

  it('lays the planes out as Y, U, V and averages chroma over two by two pixels', () => {
    const red = [255, 0, 0] as const;
    const blue = [0, 0, 255] as const;
    const planes = convert([red, blue, red, red, red, blue, red, red], 4, 2);
    expect([...planes.subarray(0, 8)]).toEqual([63, 32, 63, 63, 63, 32, 63, 63]);
    expect([...planes.subarray(8, 10)]).toEqual([171, 102]);
    expect([...planes.subarray(10, 12)]).toEqual([179, 240]);
  });
});
