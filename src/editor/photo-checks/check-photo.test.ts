import { describe, expect, it } from 'vitest';
import { paste, plainImage, samplePhoto } from '../../../tests/support/photos.ts';
import { defaults } from '../../../tests/support/portrait.ts';
import { testContext } from '../../../tests/support/run-context.ts';
import { resampleImage } from '../../media/image/resample.ts';
import { spec as detectSpec } from '../../nodes/detect-faces/detect-faces.node.ts';
import { run as detectFaces } from '../../nodes/detect-faces/detect-faces.run.ts';
import { spec as landmarksSpec } from '../../nodes/landmarks/landmarks.node.ts';
import { run as landmarks } from '../../nodes/landmarks/landmarks.run.ts';
import type { WorkflowDocument } from '../../runtime/document.ts';
import type { FacesValue } from '../../values/faces.ts';
import type { ImageValue } from '../../values/value.ts';
import { checkPhoto } from './check-photo.ts';
import { curesFor } from './cures.ts';

/** Faces with landmarks as the editor finds them; undefined when there are none. */
async function facesIn(image: ImageValue): Promise<FacesValue | undefined> {
  try {
    const found = await detectFaces(testContext(), { image }, defaults(detectSpec.params));
    const inputs = { image, faces: found.faces };
    return (await landmarks(testContext(), inputs, defaults(landmarksSpec.params))).faces;
  } catch {
    return undefined;
  }
}

const findingsOf = async (image: ImageValue) => checkPhoto(image, await facesIn(image));

const resized = (image: ImageValue, width: number, height: number) =>
  resampleImage(image, { x: 0, y: 0, width: image.width, height: image.height }, width, height);

const sideBySide = (a: ImageValue, b: ImageValue): ImageValue => {
  const both = plainImage(a.width + b.width, Math.max(a.height, b.height), [90, 90, 90]);
  paste(both, a, 0, 0);
  paste(both, b, a.width, 0);
  return both;
};

describe('a photo is checked', () => {
  it.each(['astronaut', 'hopper'])('%s is a good portrait', async (name) => {
    expect(await findingsOf(samplePhoto(name))).toEqual([]);
  });

  it.each(['chelsea', 'coffee'])('%s has no face', async (name) => {
    expect(await findingsOf(samplePhoto(name))).toEqual([{ kind: 'no-face' }]);
  });

  it('two people: both may be meant', async () => {
    const hopper = samplePhoto('hopper');
    const image = sideBySide(hopper, hopper);
    expect(await findingsOf(image)).toEqual([{ kind: 'several-faces', faces: [0, 1] }]);
  });

  it('a face of a few pixels is small', async () => {
    const astronaut = samplePhoto('astronaut');
    const image = resized(astronaut, 320, 320);
    expect(await findingsOf(image)).toEqual([{ kind: 'small-face', width: expect.closeTo(57, -1) }]);
  });

  it('eyes out of focus are told of, however large they are', async () => {
    const hopper = samplePhoto('hopper');
    const coarse = resized(hopper, 102, 120);
    const image = resized(coarse, 1024, 1200);
    expect(await findingsOf(image)).toEqual([{ kind: 'blurred-eyes' }]);
  });

  it('a head turned far away is told of', async () => {
    const image = samplePhoto('hopper');
    const faces = await facesIn(image);
    const turned = faces && {
      ...faces,
      faces: faces.faces.map((face) => ({ ...face, pose: { yaw: -52, pitch: 0, roll: 0 } })),
    };
    expect(checkPhoto(image, turned)).toEqual([{ kind: 'profile', yaw: -52 }]);
  });
});

describe('cures', () => {
  const document: WorkflowDocument = {
    kineograph: 1,
    name: '',
    outputs: [],
    nodes: {
      photo: { type: 'load-image@1' },
      find: { type: 'detect-faces@1' },
      cut: { type: 'crop@1', params: { mode: 'full', size: 512 } },
      motion: { type: 'natural-motion@1' },
    },
  };

  it('crop to the face and make the clip smaller', () => {
    expect(curesFor({ kind: 'small-face', width: 50 }, document)).toEqual([
      { kind: 'set', name: 'crop-to-face', node: 'cut', param: 'mode', value: 'face' },
      { kind: 'set', name: 'smaller', node: 'cut', param: 'size', value: 320 },
    ]);
  });

  it('offer each face, and another template where there is none', () => {
    expect(curesFor({ kind: 'several-faces', faces: [0, 2] }, document)).toEqual([
      { kind: 'face', node: 'find', index: 0 },
      { kind: 'face', node: 'find', index: 2 },
    ]);
    expect(curesFor({ kind: 'no-face' }, document).at(-1)).toEqual({
      kind: 'template',
      template: 'parallax-still',
    });
  });

  it('are not offered twice, nor without the node that they would change', () => {
    const cured: WorkflowDocument = {
      ...document,
      nodes: { cut: { type: 'crop@1', params: { size: 300 } } },
    };
    expect(curesFor({ kind: 'small-face', width: 50 }, cured)).toEqual([]);
    expect(curesFor({ kind: 'several-faces', faces: [0, 1] }, cured)).toEqual([]);
  });
});
