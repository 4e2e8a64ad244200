import { describe, expect, it } from 'vitest';
import { samplePhoto } from '../../../tests/support/photos.ts';
import { defaults, samplePortrait } from '../../../tests/support/portrait.ts';
import { testContext } from '../../../tests/support/run-context.ts';
import { spec } from './depth.node.ts';
import { run } from './depth.run.ts';

describe('depth', () => {
  it('puts the nose before the ears, the head before the background, inside 0..1', async () => {
    const portrait = await samplePortrait('astronaut');
    const { depth } = await run(testContext(), portrait, defaults(spec.params));
    const points = portrait.faces.faces[portrait.faces.selected]!.landmarks!;
    const at = (i: number): number =>
      depth.data[Math.round(points[3 * i + 1]!) * depth.width + Math.round(points[3 * i]!)]!;
    const background = depth.data[20 * depth.width + 20]!;
    expect(at(1)).toBeGreaterThan(at(234) + 0.05);
    expect(at(1)).toBeGreaterThan(at(454) + 0.05);
    expect(at(10)).toBeGreaterThan(background + 0.3);
    expect(depth.data.every((v) => v >= 0 && v <= 1)).toBe(true);
  }, 120_000);

  it('guesses without a face and a matte, and says so', async () => {
    const image = samplePhoto('coffee');
    const context = testContext();
    const { depth } = await run(context, { image }, defaults(spec.params));
    expect(context.notices.join(' ')).toContain('guess');
    const column = (y: number): number => depth.data[y * depth.width + 5]!;
    expect(column(depth.height - 1)).toBeGreaterThan(column(0));
  });

  it('flattens with contrast', async () => {
    const image = samplePhoto('coffee');
    const spread = async (contrast: number): Promise<number> => {
      const { depth } = await run(testContext(), { image }, { contrast });
      return depth.data.reduce((a, b) => Math.max(a, b)) - depth.data.reduce((a, b) => Math.min(a, b));
    };
    expect(await spread(0.5)).toBeLessThan(0.6 * (await spread(1)));
  });
});
