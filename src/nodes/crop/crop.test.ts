import { describe, expect, it } from 'vitest';
import { plainImage, samplePhoto } from '../../../tests/support/photos.ts';
import { testContext } from '../../../tests/support/run-context.ts';
import type { Face, FacesValue } from '../../values/faces.ts';
import type { ImageValue, MaskValue } from '../../values/value.ts';
import { spec } from './crop.node.ts';
import { run } from './crop.run.ts';
import { keepInside } from './crop-rect.ts';

type Params = Parameters<typeof run>[2];

const DEFAULTS: Params = {
  mode: spec.params.mode.default,
  aspect: spec.params.aspect.default,
  margin: spec.params.margin.default,
  rect: spec.params.rect.default,
  size: spec.params.size.default,
};

/** A face whose box is a square at (x, y); eyes level, 30 % below the top. */
function face(x: number, y: number, size: number): Face {
  const at = (u: number, v: number) => ({ x: x + u * size, y: y + v * size });
  const keypoints = [at(0.3, 0.3), at(0.7, 0.3), at(0.5, 0.55), at(0.5, 0.75), at(0, 0.4), at(1, 0.4)];
  return { box: { x, y, width: size, height: size }, confidence: 0.9, keypoints };
}

function facesOf(image: ImageValue, faces: readonly Face[], selected = 0): FacesValue {
  return { type: 'Faces', width: image.width, height: image.height, faces, selected };
}

async function crop(
  inputs: { image: ImageValue; faces?: FacesValue; matte?: MaskValue },
  params: Partial<Params> = {},
) {
  const context = testContext();
  const result = await run(context, inputs, { ...DEFAULTS, ...params });
  return { ...result, notices: context.notices };
}

describe('crop', () => {
  it('frames a face as a portrait: eyes above the middle, head and shoulders in', async () => {
    const image = plainImage(1600, 1600, [120, 120, 120]);
    const faces = facesOf(image, [face(700, 600, 200)]);
    const cropped = await crop({ image, faces });
    expect(cropped.image).toMatchObject({ width: 512, height: 512 });
    const mapped = cropped.faces.faces[0]!;
    expect(mapped.keypoints[0]!.y / 512).toBeCloseTo(0.42, 2);
    expect(mapped.box.x + mapped.box.width / 2).toBeCloseTo(256, 0);
    expect(mapped.box.width / 512).toBeCloseTo(1 / 3.4, 2);
    expect(cropped.notices).toEqual([]);
  });

  it('says how many real pixels an enlarged crop holds', async () => {
    const image = plainImage(800, 800, [120, 120, 120]);
    const { notices } = await crop({ image, faces: facesOf(image, [face(350, 350, 100)]) });
    expect(notices).toEqual(['Enlarged 1.5×: the crop holds 340 × 340 real pixels.']);
  });

  it('shifts rather than leaving the picture when the face is near a corner', async () => {
    const image = plainImage(900, 700, [120, 120, 120]);
    const { faces, image: cropped } = await crop({ image, faces: facesOf(image, [face(5, 2, 120)]) });
    expect(cropped.width).toBe(cropped.height);
    const box = faces.faces[0]!.box;
    const scale = 512 / (120 * 3.4);
    expect(box.x).toBeCloseTo(5 * scale, 1);
    expect(box.y).toBeCloseTo(2 * scale, 1);
  });

  it('shrinks to the picture when the portrait would be larger than it', () => {
    const rect = keepInside({ x: -100, y: -50, width: 1000, height: 500 }, { width: 400, height: 300 });
    expect(rect).toEqual({ x: 0, y: 100, width: 400, height: 200 });
  });

  it('maps landmarks and depth with the face, and keeps the selection', async () => {
    const image = plainImage(600, 600, [9, 9, 9]);
    const landmarks = new Float32Array(478 * 3);
    landmarks.set([330, 320, -12]);
    const chosen = { ...face(300, 300, 100), landmarks };
    const faces = facesOf(image, [face(20, 20, 40), chosen], 1);
    const rect = [0.4, 0.4, 0.5, 0.5] as const;
    const cropped = await crop({ image, faces }, { mode: 'manual', rect, size: 600 });
    expect(cropped.faces.faces).toHaveLength(1);
    expect(cropped.faces.selected).toBe(0);
    const [x, y, z] = cropped.faces.faces[0]!.landmarks!;
    expect([x, y, z]).toEqual([(330 - 240) * 2, (320 - 240) * 2, -24]);
  });

  it.each([
    ['1:1', 512, 512],
    ['4:5', 410, 512],
    ['3:4', 384, 512],
    ['9:16', 288, 512],
    ['16:9', 512, 288],
    ['original', 512, 342],
  ] as const)('gives %s as %i × %i, even sides', async (aspect, width, height) => {
    const { image } = await crop({ image: samplePhoto('coffee') }, { mode: 'full', aspect });
    expect([image.width, image.height]).toEqual([width, height]);
  });

  it('frames what the matte holds and ignores specks', async () => {
    const image = plainImage(400, 300, [50, 50, 50]);
    const data = new Float32Array(400 * 300);
    for (let y = 100; y < 200; y++) data.fill(1, y * 400 + 220, y * 400 + 300);
    data[0] = 1;
    const matte: MaskValue = { type: 'Mask', width: 400, height: 300, data };
    const faces = facesOf(image, [face(240, 130, 40)]);
    const cropped = await crop({ image, faces, matte }, { mode: 'subject', margin: 1, size: 120 });
    const box = cropped.faces.faces[0]!.box;
    expect(box.x).toBeCloseTo(40, 3);
    expect(box.y).toBeCloseTo(40, 3);
    expect(cropped.image).toMatchObject({ width: 120, height: 120 });
  });

  it('frames all faces when there is no matte', async () => {
    const image = plainImage(400, 300, [50, 50, 50]);
    const faces = facesOf(image, [face(100, 100, 40), face(200, 100, 40)]);
    const cropped = await crop({ image, faces }, { mode: 'subject' });
    expect(cropped.faces.faces).toHaveLength(2);
  });

  it('takes the pixels as they are when nothing needs to change', async () => {
    const photo = samplePhoto('astronaut');
    const { image } = await crop({ image: photo }, { mode: 'full' });
    expect(image.data.every((value, i) => value === photo.data[i])).toBe(true);
  });

  it('says what to connect when there are no faces', async () => {
    await expect(crop({ image: plainImage(99, 99, [0, 0, 0]) })).rejects.toMatchObject({
      code: 'faces-missing',
      remedy: expect.stringContaining('Detect faces'),
    });
  });

  it('refuses a rectangle without area', async () => {
    const inputs = { image: plainImage(99, 99, [0, 0, 0]) };
    await expect(crop(inputs, { mode: 'manual', rect: [0.5, 0.5, 0, 0.2] })).rejects.toMatchObject({
      code: 'crop-too-small',
    });
  });
});
