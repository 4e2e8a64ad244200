import { describe, expect, it } from 'vitest';
import { type PaintFrame, paintedClip, paintWaves } from '../../../tests/support/clips.ts';
import { plainImage } from '../../../tests/support/photos.ts';
import { defaults, samplePortrait, takeOf } from '../../../tests/support/portrait.ts';
import { testContext } from '../../../tests/support/run-context.ts';
import type { ReportValue } from '../../values/value.ts';
import { rejectionReasons } from './rejection.ts';
import { spec } from './take-report.node.ts';
import { run } from './take-report.run.ts';

const params = defaults(spec.params);
const facts = { width: 48, height: 40, fps: 24, frameCount: 24, loop: true };
const waves = paintedClip(facts, paintWaves);

async function firstFrame() {
  const { data } = await waves.read({ start: 0, end: 1 });
  return { type: 'Image', width: facts.width, height: facts.height, data } as const;
}

function row({ measures }: ReportValue, key: string) {
  return measures.find((measure) => measure.key === key);
}

describe('take-report', () => {
  it('measures a clip without a face: first frame, flow, seam, holes', async () => {
    const { report } = await run(testContext(), { clip: waves, image: await firstFrame() }, params);
    expect(row(report, 'firstFrame')).toMatchObject({ value: 99, verdict: 'good' });
    expect(row(report, 'seam')?.verdict).toBe('good');
    expect(row(report, 'holes')?.value).toBe(0);
    expect(row(report, 'identityMin')).toBeUndefined();
    expect(report.rejected).toBeUndefined();
  });

  it('reads as few frames of a long clip as of a short one', async () => {
    const count = async (frameCount: number): Promise<number> => {
      const read: number[] = [];
      const clip = { ...waves, frameCount };
      const counted = {
        ...clip,
        read: (range: { start: number; end: number }) => {
          read.push(range.end - range.start);
          return paintedClip({ ...facts, frameCount }, paintWaves).read(range);
        },
      };
      await run(testContext(), { clip: counted, image: await firstFrame() }, params);
      return read.reduce((a, b) => a + b);
    };
    expect(await count(960)).toBe(await count(96));
  });

  it('finds the flicker of pixels that must stand still, and only those', async () => {
    const flashing: PaintFrame = (frame, pixels) => pixels.fill(frame % 2 === 0 ? 100 : 103);
    const clip = paintedClip(facts, flashing);
    const { width, height } = facts;
    const background = new Float32Array(width * height).fill(1);
    const regions = { type: 'Regions', width, height, masks: { background } } as const;
    const inputs = { clip, image: plainImage(width, height, [100, 100, 100]), regions };
    const still = await run(testContext(), { ...inputs, motion: takeOf([{}, { 'head.yaw': 1 }]) }, params);
    expect(row(still.report, 'flicker')).toMatchObject({
      value: expect.closeTo(252 / 255, 5),
      verdict: 'poor',
    });
    expect(row(still.report, 'backgroundResidual')?.value).toBeGreaterThan(1);
    const panning = takeOf([{}, { 'camera.x': 0.01 }]);
    const moving = await run(testContext(), { ...inputs, motion: panning }, params);
    expect(row(moving.report, 'flicker')).toBeUndefined();
  });

  it('measures the face again in every frame it looks at', async () => {
    const portrait = await samplePortrait('astronaut');
    const { width, height } = portrait.image;
    // The second half shows the photo with its eye region smeared downwards: not the same face any more.
    const smeared = portrait.image.data.slice();
    const { box } = portrait.faces.faces[0]!;
    const [top, bottom] = [Math.round(box.y), Math.round(box.y + 0.55 * box.height)];
    for (let y = top + 1; y < bottom; y++)
      smeared.copyWithin(4 * y * width, 4 * (y - (y % 12)) * width, 4 * (y - (y % 12) + 1) * width);
    const clip = paintedClip({ width, height, fps: 24, frameCount: 4, loop: false }, (frame, pixels) =>
      pixels.set(frame < 2 ? portrait.image.data : smeared),
    );
    const context = testContext();
    const { report } = await run(
      context,
      { clip, image: portrait.image, faces: portrait.faces },
      { ...params, looks: 3, reject: 'identity', minIdentity: 0.97 },
    );
    const least = row(report, 'identityMin');
    expect(least?.value).toBeLessThan(0.97);
    expect(least?.value).toBeGreaterThan(0.3);
    expect(row(report, 'identityMean')?.value).toBeGreaterThan(least!.value);
    expect(row(report, 'sharpness')?.value).not.toBeCloseTo(1, 2);
    expect(report.rejected).toHaveLength(1);
    expect(context.notices.at(-1)).toMatch(/rejected: identity falls to 0\.\d+, below 0\.97/);
  }, 120_000);

  it('says when faces come without landmarks, or are no faces', async () => {
    const { width, height } = facts;
    const face = { box: { x: 4, y: 4, width: 30, height: 30 }, confidence: 1, keypoints: [] };
    const lost = async (landmarks?: Float32Array): Promise<readonly string[]> => {
      const context = testContext();
      const faces = {
        type: 'Faces',
        width,
        height,
        selected: 0,
        faces: [{ ...face, ...(landmarks && { landmarks }) }],
      } as const;
      const { report } = await run(context, { clip: waves, image: await firstFrame(), faces }, params);
      expect(row(report, 'identityMin')).toBeUndefined();
      return context.notices;
    };
    expect(await lost()).toEqual([expect.stringContaining('after "Face landmarks"')]);
    const points = Float32Array.from({ length: 478 * 3 }, (_, i) => 10 + ((i * 7) % 23));
    expect(await lost(points)).toEqual([expect.stringContaining('does not see the selected face')]);
  });

  it('refuses a photo of another size, and a clip of one frame', async () => {
    const other = plainImage(40, 40, [1, 2, 3]);
    await expect(run(testContext(), { clip: waves, image: other }, params)).rejects.toMatchObject({
      code: 'size-mismatch',
    });
    const single = paintedClip({ ...facts, frameCount: 1 }, paintWaves);
    await expect(
      run(testContext(), { clip: single, image: await firstFrame() }, params),
    ).rejects.toMatchObject({
      code: 'too-short',
    });
  });

  it('takes a photo with an odd side, as the clip was cut from it', async () => {
    const odd = plainImage(49, 41, [90, 90, 90]);
    const grey = paintedClip(facts, (_frame, pixels) => pixels.fill(90));
    const { report } = await run(testContext(), { clip: grey, image: odd }, params);
    expect(row(report, 'firstFrame')?.value).toBe(99);
  });
});

describe('rejectionReasons', () => {
  const measures = [
    { key: 'identityMin', name: 'Identity', value: 0.89, unit: 'cos', verdict: 'poor' },
    { key: 'seam', name: 'Loop seam', value: 1.5, unit: '×', verdict: 'fair' },
  ] as const;

  it.each([
    ['never', 0],
    ['identity', 1],
    ['poor', 1],
    ['fair', 2],
  ] as const)('with "%s" finds %i reasons', (rule, count) => {
    expect(rejectionReasons(measures, rule, 0.9)).toHaveLength(count);
  });

  it('keeps to the bound of identity that was set', () => {
    expect(rejectionReasons(measures, 'identity', 0.85)).toEqual([]);
  });
});
