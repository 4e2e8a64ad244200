import { beforeAll, describe, expect, it } from 'vitest';
import { goldenPortraits, rotatedCrop, sampleName } from '../../../tests/support/golden.ts';
import { paste, plainImage, samplePhoto } from '../../../tests/support/photos.ts';
import { testContext } from '../../../tests/support/run-context.ts';
import { findShoulders } from '../../inference/body-pose.ts';
import { cropTensor, cropToPicture, UNIT_RANGE } from '../../inference/crop-tensor.ts';
import { runModel } from '../../inference/session.ts';
import type { FacesValue } from '../../values/faces.ts';
import type { ImageValue, MaskValue, RegionsValue } from '../../values/value.ts';
import { run as detectFaces } from '../detect-faces/detect-faces.run.ts';
import { run as landmarks } from '../landmarks/landmarks.run.ts';
import { run as matteRun } from '../matte/matte.run.ts';
import { fillPolygon } from './fill-polygon.ts';
import { placePrior } from './head-priors.ts';
import { spec } from './regions.node.ts';
import { run } from './regions.run.ts';

const DEFAULTS = { hair: spec.params.hair.default, feather: spec.params.feather.default };
type Params = Parameters<typeof run>[2];

interface Portrait {
  readonly image: ImageValue;
  readonly faces: FacesValue;
  readonly matte: MaskValue;
}

async function portrait(image: ImageValue, index = 0): Promise<Portrait> {
  const params = { index, effort: 'auto', minConfidence: 0.7 } as const;
  const found = await detectFaces(testContext(), { image }, params);
  const points = { minPresence: 0.5, refine: false };
  const { faces } = await landmarks(testContext(), { image, faces: found.faces }, points);
  const { matte } = await matteRun(testContext(), { image }, { reach: 6, grow: 0 });
  return { image, faces, matte };
}

async function regionsOf(
  inputs: Omit<Portrait, 'faces'> & { faces?: FacesValue },
  params: Partial<Params> = {},
) {
  const context = testContext();
  const { regions } = await run(context, inputs, { ...DEFAULTS, ...params });
  return { regions, notices: context.notices, at: (x: number, y: number) => valuesAt(regions, x, y) };
}

/** Every mask's value at a pixel. */
function valuesAt(regions: RegionsValue, x: number, y: number): Record<string, number> {
  const entries = Object.entries(regions.masks).map(([name, mask]) => [name, mask[y * regions.width + x]!]);
  return Object.fromEntries(entries);
}

function mean(data: Float32Array): number {
  return data.reduce((a, b) => a + b) / data.length;
}

describe('regions of the astronaut', () => {
  let inputs: Portrait;
  let result: Awaited<ReturnType<typeof regionsOf>>;

  beforeAll(async () => {
    inputs = await portrait(samplePhoto('astronaut'));
    result = await regionsOf(inputs);
  }, 60_000);

  it('hold what lies at known places', () => {
    const { at } = result;
    expect(at(225, 130)).toMatchObject({ face: expect.closeTo(1, 1), hair: expect.closeTo(0, 1) });
    expect(at(205, 45).hair).toBeGreaterThan(0.9);
    expect(at(168, 105).hair).toBeGreaterThan(0.8);
    expect(at(284, 95).hair).toBeGreaterThan(0.8);
    expect(at(200, 330)).toMatchObject({ torso: expect.closeTo(1, 1), hair: expect.closeTo(0, 1) });
    expect(at(60, 400).torso).toBeGreaterThan(0.9);
    expect(at(320, 60).background).toBeGreaterThan(0.95);
  });

  it('do not overlap by more than soft edges and stay in 0..1', () => {
    const { face, hair, torso, background } = result.regions.masks as Record<string, Float32Array>;
    let most = 0;
    for (let i = 0; i < face!.length; i++) {
      most = Math.max(most, face![i]! + hair![i]! + torso![i]!);
      expect(background![i]! >= 0 && background![i]! <= 1).toBe(true);
    }
    expect(most).toBeLessThanOrEqual(1.0001);
  });

  it('keep hair on the head: none on the suit', () => {
    const { hair } = result.regions.masks;
    expect(mean(hair!.subarray(230 * 512))).toBeLessThan(0.001);
  });

  it('find both shoulders on their own sides', () => {
    const { leftShoulder, rightShoulder, confidence } = result.regions.body!;
    expect(confidence).toBeGreaterThan(0.8);
    expect(rightShoulder.x).toBeLessThan(200);
    expect(leftShoulder.x).toBeGreaterThan(250);
    for (const { y } of [leftShoulder, rightShoulder]) {
      expect(y).toBeGreaterThan(180);
      expect(y).toBeLessThan(400);
    }
    expect(result.notices).toEqual([]);
  });

  it('take in more or less hair', async () => {
    const [none, less, more] = await Promise.all(
      [0, 0.6, 1.6].map(async (hair) => mean((await regionsOf(inputs, { hair })).regions.masks.hair!)),
    );
    const normal = mean(result.regions.masks.hair!);
    expect(none).toBe(0);
    expect(less).toBeLessThan(normal);
    expect(more).toBeGreaterThan(normal);
    expect(normal).toBeGreaterThan(0.03);
    expect(normal).toBeLessThan(0.1);
  });

  it('work from a face box without landmarks', async () => {
    const bare = inputs.faces.faces.map(({ box, keypoints, confidence }) => ({ box, keypoints, confidence }));
    const { at } = await regionsOf({ ...inputs, faces: { ...inputs.faces, faces: bare } });
    expect(at(225, 130).face).toBeGreaterThan(0.9);
    expect(at(205, 45).hair).toBeGreaterThan(0.8);
    expect(at(200, 330).torso).toBeGreaterThan(0.9);
  });
});

describe('regions', () => {
  it('give subject and background when there is no face', async () => {
    const image = samplePhoto('chelsea');
    const { matte } = await matteRun(testContext(), { image }, { reach: 6, grow: 0 });
    const { regions, notices } = await regionsOf({ image, matte });
    expect(Object.keys(regions.masks).sort()).toEqual(['background', 'subject']);
    expect(regions.body).toBeUndefined();
    expect(notices).toEqual([]);
  });

  it('belong to the selected person of a group', async () => {
    const group = plainImage(1024, 512, [205, 205, 210]);
    paste(group, samplePhoto('astronaut'), 0, 0);
    paste(group, samplePhoto('astronaut'), 512, 0);
    const inputs = await portrait(group);
    const selectedRight = inputs.faces.faces[0]!.box.x > 512;
    const { at } = await regionsOf(inputs);
    const [own, other] = selectedRight ? [512, 0] : [0, 512];
    expect(at(own + 205, 45).hair).toBeGreaterThan(0.8);
    expect(at(other + 205, 45).hair).toBeLessThan(0.05);
    expect(at(other + 200, 330).torso).toBeLessThan(0.05);
    expect(at(other + 200, 330).background).toBeLessThan(0.1);
  });

  it('refuse faces of another picture', async () => {
    const inputs = await portrait(samplePhoto('astronaut'));
    const image = samplePhoto('coffee');
    await expect(regionsOf({ ...inputs, image })).rejects.toMatchObject({ code: 'faces-mismatch' });
  });
});

describe('shoulders', () => {
  it.each(goldenPortraits.map((golden) => [sampleName(golden), golden] as const))(
    'agree with the original weights on the same crop of %s',
    async (name, golden) => {
      const crop = rotatedCrop(golden.poseCrop);
      const input = cropTensor(samplePhoto(name), crop, 256, UNIT_RANGE, 'black');
      const { landmarks: points } = await runModel(testContext(), 'pose', { image: input });
      const faceWidth = golden.face.box[2]!;
      for (const [k, point] of [11, 12].entries()) {
        const place = cropToPicture(crop, points![point * 5]! / 256, points![point * 5 + 1]! / 256);
        const [x, y] = golden.shoulders[k]!;
        // Points of a crop this much larger than the photo move by a tenth of a face with any resampling.
        expect(Math.hypot(place.x - x!, place.y - y!)).toBeLessThan(0.2 * faceWidth);
      }
    },
  );

  it('are missing where there is no body', async () => {
    const image = plainImage(512, 512, [128, 128, 128]);
    const face = { box: { x: 200, y: 60, width: 100, height: 100 }, confidence: 1, keypoints: [] };
    expect(await findShoulders(testContext(), image, face)).toBeUndefined();
  });
});

describe('fillPolygon', () => {
  it('covers a triangle’s area, with soft edges', () => {
    const triangle = [
      { x: 2, y: 2 },
      { x: 18.5, y: 2 },
      { x: 2, y: 17 },
    ];
    const filled = fillPolygon(triangle, 20, 20);
    expect(filled.reduce((a, b) => a + b)).toBeCloseTo((16.5 * 15) / 2, 0);
    expect(filled[5 * 20 + 5]).toBeCloseTo(1, 5);
    expect(filled[1 * 20 + 5]).toBe(0);
    expect(filled[2 * 20 + 18]).toBeLessThan(0.5);
  });

  it('is cut at the borders', () => {
    const square = [
      { x: -5, y: -5 },
      { x: 3, y: -5 },
      { x: 3, y: 30 },
      { x: -5, y: 30 },
    ];
    expect(fillPolygon(square, 10, 10).reduce((a, b) => a + b)).toBeCloseTo(30, 4);
  });
});

describe('placePrior', () => {
  it('sums to 1 everywhere', () => {
    for (let u = -5; u <= 5; u += 0.25) {
      for (let v = -4; v <= 6; v += 0.25) {
        const { hair, skin, cloth } = placePrior(u, v);
        expect(hair + skin + cloth).toBeCloseTo(1, 6);
        expect(Math.min(hair, skin, cloth)).toBeGreaterThanOrEqual(0);
      }
    }
  });
});
