import { describe, expect, it } from 'vitest';
import { greyscale, paste, plainImage, samplePhoto } from '../../../tests/support/photos.ts';
import { testContext } from '../../../tests/support/run-context.ts';
import { resampleImage } from '../../media/image/resample.ts';
import type { Box } from '../../values/faces.ts';
import type { ImageValue } from '../../values/value.ts';
import { spec } from './detect-faces.node.ts';
import { run } from './detect-faces.run.ts';

const DEFAULTS = {
  index: spec.params.index.default,
  effort: spec.params.effort.default,
  minConfidence: spec.params.minConfidence.default,
};

async function detect(image: ImageValue, params: Partial<Parameters<typeof run>[2]> = {}) {
  const { faces } = await run(testContext(), { image }, { ...DEFAULTS, ...params });
  return faces;
}

/** The whole astronaut photo at another size. */
function astronaut(side: number): ImageValue {
  const photo = samplePhoto('astronaut');
  return resampleImage(photo, { x: 0, y: 0, width: photo.width, height: photo.height }, side, side);
}

/** The astronaut's face in the 512 px sample, by eye. */
const ASTRONAUT_FACE: Box = { x: 174, y: 72, width: 100, height: 100 };

function expectNear(box: Box, expected: Box, tolerance = 0.15) {
  const allowed = expected.width * tolerance;
  expect(Math.abs(box.x - expected.x)).toBeLessThan(allowed);
  expect(Math.abs(box.y - expected.y)).toBeLessThan(allowed);
  expect(Math.abs(box.width - expected.width)).toBeLessThan(2 * allowed);
}

function scaled(box: Box, scale: number, dx: number, dy: number): Box {
  return {
    x: box.x * scale + dx,
    y: box.y * scale + dy,
    width: box.width * scale,
    height: box.height * scale,
  };
}

describe('detect-faces', () => {
  it('finds the one face of the astronaut and its six points', async () => {
    const faces = await detect(samplePhoto('astronaut'));
    expect(faces).toMatchObject({ width: 512, height: 512, selected: 0 });
    expect(faces.faces).toHaveLength(1);
    const face = faces.faces[0]!;
    expectNear(face.box, ASTRONAUT_FACE);
    const [rightEye, leftEye, nose, mouth] = face.keypoints;
    expect(rightEye!.x).toBeLessThan(leftEye!.x);
    expect(nose!.y).toBeLessThan(mouth!.y);
    expect(nose!.y).toBeGreaterThan(rightEye!.y);
  });

  it('orders a group by size and selects by index', async () => {
    const group = plainImage(1400, 800, [90, 110, 120]);
    const places = [
      { side: 300, x: 20, y: 60 },
      { side: 420, x: 380, y: 300 },
      { side: 560, x: 830, y: 120 },
    ];
    for (const { side, x, y } of places) paste(group, astronaut(side), x, y);
    const faces = await detect(group, { index: 1 });
    expect(faces.faces).toHaveLength(3);
    expect(faces.selected).toBe(1);
    faces.faces.forEach((face, i) => {
      const { side, x, y } = places[2 - i]!;
      expectNear(face.box, scaled(ASTRONAUT_FACE, side / 512, x, y), 0.2);
    });
  });

  it('prefers a sharp face to a larger one that is out of focus', async () => {
    const group = plainImage(1300, 760, [90, 110, 120]);
    const tiny = astronaut(72);
    const whole = { x: 0, y: 0, width: tiny.width, height: tiny.height };
    paste(group, resampleImage(tiny, whole, 700, 700), 20, 30);
    paste(group, astronaut(560), 730, 120);
    const faces = await detect(group);
    expect(faces.faces).toHaveLength(2);
    expectNear(faces.faces[0]!.box, scaled(ASTRONAUT_FACE, 560 / 512, 730, 120), 0.2);
    expect(faces.faces[1]!.box.width).toBeGreaterThan(faces.faces[0]!.box.width);
  });

  it('finds a face of 200 px in a picture of 2000 px', async () => {
    const wide = plainImage(2000, 1500, [70, 80, 70]);
    paste(wide, astronaut(1024), 930, 420);
    const faces = await detect(wide);
    expect(faces.faces).toHaveLength(1);
    expectNear(faces.faces[0]!.box, scaled(ASTRONAUT_FACE, 2, 930, 420));
  });

  it('finds a small face by tiles: 50 px in 1600 px', async () => {
    const wide = plainImage(1600, 1200, [70, 80, 70]);
    paste(wide, astronaut(256), 1200, 800);
    const faces = await detect(wide);
    expect(faces.faces).toHaveLength(1);
    expectNear(faces.faces[0]!.box, scaled(ASTRONAUT_FACE, 0.5, 1200, 800), 0.25);
  });

  it('finds a face that fills the frame', async () => {
    const photo = samplePhoto('astronaut');
    const close = resampleImage(photo, { x: 170, y: 60, width: 110, height: 130 }, 550, 650);
    const faces = await detect(close);
    expect(faces.faces).toHaveLength(1);
    expect(faces.faces[0]!.box.width).toBeGreaterThan(400);
  });

  it('finds the face in a grey scan', async () => {
    const faces = await detect(greyscale(samplePhoto('astronaut')));
    expect(faces.faces).toHaveLength(1);
    expectNear(faces.faces[0]!.box, ASTRONAUT_FACE);
  });

  it.each(['chelsea', 'coffee', 'rocket'])('says that %s has no face, and the cure', async (name) => {
    await expect(detect(samplePhoto(name))).rejects.toMatchObject({
      name: 'NodeError',
      code: 'no-face',
      message: expect.stringContaining('No face'),
      remedy: expect.stringContaining('parallax'),
    });
  });

  it('says how many faces there are when the index is too high', async () => {
    await expect(detect(samplePhoto('astronaut'), { index: 3 })).rejects.toMatchObject({
      code: 'no-such-face',
      message: 'Face 3 was asked for, but only one face was found.',
    });
  });

  it('stops when the run is cancelled', async () => {
    const abort = new AbortController();
    abort.abort();
    const cancelled = run(testContext(abort.signal), { image: samplePhoto('astronaut') }, DEFAULTS);
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
  });
});
