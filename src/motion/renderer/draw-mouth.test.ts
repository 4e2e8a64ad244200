import { describe, expect, it } from 'vitest';
import { samplePortrait } from '../../../tests/support/portrait.ts';
import type { ImageValue } from '../../values/value.ts';
import { expressionDeltas } from '../rig/expression-deltas.ts';
import { fitFace } from '../rig/fit-face.ts';
import { type MouthState, mouthState } from './draw-mouth.ts';
import { lipShade } from './lip-shade.ts';
import { lipSoftness } from './lip-softness.ts';
import { columnAt, localFrame } from './local-frame.ts';
import { type MouthScene, mouthScene } from './mouth-scene.ts';

/** The mouth of the astronaut with her jaw this far open. */
async function mouthAt(jawOpen: number): Promise<{ mouth: MouthScene; state: MouthState }> {
  const { image, faces } = await samplePortrait('astronaut');
  const fit = fitFace(faces.faces[faces.selected]!.landmarks!);
  const mouth = mouthScene(image, fit);
  return { mouth, state: mouthState(mouth, expressionDeltas(fit, { jawOpen }))! };
}

describe('a mouth that opens wide', () => {
  it('runs out into the corners of its lips: it closes before them, and no side stands upright', async () => {
    for (const jaw of [0.6, 1]) {
      const { mouth, state } = await mouthAt(jaw);
      const { left, right } = state.opening;
      const gap = (along: number): number => {
        const s = left + along * (right - left);
        return columnAt(state.lower, mouth.first, s) - columnAt(state.upper, mouth.first, s);
      };
      expect(gap(0.5)).toBeGreaterThan(0.4 * (right - left));
      for (const corner of [0, 1]) expect(Math.abs(gap(corner))).toBeLessThan(0.05 * gap(0.5));
      for (const near of [0.05, 0.95]) expect(gap(near)).toBeLessThan(0.25 * gap(0.5));
      for (const within of [0.2, 0.8]) expect(gap(within)).toBeGreaterThan(0.4 * gap(0.5));
    }
  });

  it('folds inward at the corners, in a shade that ends beyond them; one that talks does not', async () => {
    const shade = async (jaw: number, beyond: number): Promise<number> => {
      const { mouth, state } = await mouthAt(jaw);
      const { right } = state.opening;
      return lipShade(mouth, state.opening, right + beyond * 2 * mouth.frame.half, 0, 0);
    };
    expect(await shade(0.8, 0)).toBeGreaterThan(0.8);
    expect(await shade(0.8, 0.05)).toBeLessThan(await shade(0.8, 0.02));
    expect(await shade(0.8, 0.1)).toBe(0);
    expect(await shade(0.05, 0)).toBe(0);
  });
});

describe('the softness of the rims of lips', () => {
  const [WIDTH, HEIGHT] = [140, 100];
  const frame = localFrame([40, 50], [100, 50]);
  const first = -51;
  const level = new Float32Array(2 * -first + 1);
  /** A lip line, 60 px long, whose dark falls off over `soft` px either side. */
  const softnessOf = (soft: number): number => {
    const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
    for (let y = 0; y < HEIGHT; y++) {
      const luma = 60 + 120 * Math.min(1, Math.abs(y - 50) / soft);
      data.fill(luma, 4 * y * WIDTH, 4 * (y + 1) * WIDTH);
    }
    const image: ImageValue = { type: 'Image', width: WIDTH, height: HEIGHT, data };
    return lipSoftness(image, { frame, first, upper: level, lower: level });
  };

  it('is that of the photo, within what looks like lips', () => {
    const width = 2 * frame.half;
    expect(softnessOf(1)).toBeCloseTo(0.034 * width);
    expect(softnessOf(4)).toBeGreaterThan(1.2 * softnessOf(1));
    expect(softnessOf(7)).toBeCloseTo(0.06 * width);
  });
});
