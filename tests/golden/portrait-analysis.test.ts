import { describe, expect, it } from 'vitest';
import { spec as cropSpec } from '../../src/nodes/crop/crop.node.ts';
import { run as crop } from '../../src/nodes/crop/crop.run.ts';
import { spec as detectSpec } from '../../src/nodes/detect-faces/detect-faces.node.ts';
import { run as detectFaces } from '../../src/nodes/detect-faces/detect-faces.run.ts';
import { spec as landmarksSpec } from '../../src/nodes/landmarks/landmarks.node.ts';
import { run as landmarks } from '../../src/nodes/landmarks/landmarks.run.ts';
import { spec as matteSpec } from '../../src/nodes/matte/matte.node.ts';
import { run as matte } from '../../src/nodes/matte/matte.run.ts';
import { spec as regionsSpec } from '../../src/nodes/regions/regions.node.ts';
import { run as regions } from '../../src/nodes/regions/regions.run.ts';
import type { NodeSpec, ParamsOf } from '../../src/runtime/node.ts';
import type { ImageValue } from '../../src/values/value.ts';
import { paste, plainImage, samplePhoto } from '../support/photos.ts';
import { testContext } from '../support/run-context.ts';

/** A node's parameters as a fresh node has them. */
function defaults<S extends NodeSpec>(spec: S): ParamsOf<S['params']> {
  const entries = Object.entries(spec.params).map(([name, param]) => [name, param.default]);
  return Object.fromEntries(entries) as ParamsOf<S['params']>;
}

/** What the living portrait does before depth and motion: every node with its defaults. */
async function analyse(image: ImageValue) {
  const context = testContext();
  const { faces: found } = await detectFaces(context, { image }, defaults(detectSpec));
  const cropped = await crop(context, { image, faces: found }, defaults(cropSpec));
  const { faces } = await landmarks(context, cropped, defaults(landmarksSpec));
  const { matte: mask } = await matte(context, { image: cropped.image }, defaults(matteSpec));
  const inputs = { image: cropped.image, faces, matte: mask };
  const { regions: parts } = await regions(context, inputs, defaults(regionsSpec));
  return { image: cropped.image, face: faces.faces[faces.selected]!, mask, parts, notices: context.notices };
}

function share(mask: Float32Array): number {
  return mask.reduce((a, b) => a + b) / mask.length;
}

describe('analysis of a portrait with default parameters', () => {
  it('takes the astronaut apart', async () => {
    const { image, face, mask, parts, notices } = await analyse(samplePhoto('astronaut'));
    expect([image.width, image.height]).toEqual([512, 512]);
    expect(notices).toEqual([
      expect.stringMatching(/^Enlarged 1\.\d×: the crop holds \d+ × \d+ real pixels\.$/),
    ]);

    const xs = Array.from({ length: 478 }, (_, i) => face.landmarks![i * 3]!);
    const ys = Array.from({ length: 478 }, (_, i) => face.landmarks![i * 3 + 1]!);
    expect(Math.min(...xs, ...ys)).toBeGreaterThan(20);
    expect(Math.max(...xs, ...ys)).toBeLessThan(400);
    expect(face.presence).toBeGreaterThan(0.99);
    expect(Math.abs(face.pose!.yaw)).toBeLessThan(8);

    expect(share(mask.data)).toBeGreaterThan(0.4);
    expect(share(mask.data)).toBeLessThan(0.6);
    const shares = Object.fromEntries(Object.entries(parts.masks).map(([name, data]) => [name, share(data)]));
    expect(shares.face).toBeGreaterThan(0.06);
    expect(shares.face).toBeLessThan(0.16);
    expect(shares.hair).toBeGreaterThan(0.06);
    expect(shares.hair).toBeLessThan(0.16);
    expect(shares.torso).toBeGreaterThan(0.2);
    expect(shares.background! + share(mask.data)).toBeCloseTo(1, 4);

    const { leftShoulder, rightShoulder } = parts.body!;
    expect(leftShoulder.x).toBeGreaterThan(face.box.x + face.box.width / 2);
    expect(rightShoulder.x).toBeLessThan(face.box.x + face.box.width / 2);
    expect(Math.min(leftShoulder.y, rightShoulder.y)).toBeGreaterThan(face.box.y + face.box.height);
  });

  it('gives the same values again', async () => {
    const [first, second] = [await analyse(samplePhoto('hopper')), await analyse(samplePhoto('hopper'))];
    expect(Buffer.from(first.face.landmarks!.buffer).equals(Buffer.from(second.face.landmarks!.buffer))).toBe(
      true,
    );
    expect(Buffer.from(first.mask.data.buffer).equals(Buffer.from(second.mask.data.buffer))).toBe(true);
    expect(first.parts.body).toEqual(second.parts.body);
  });

  it('finds a face of 200 px in a large photo and does not enlarge it', async () => {
    const photo = plainImage(2400, 1800, [90, 95, 90]);
    const small = samplePhoto('hopper');
    paste(photo, small, 1200, 700);
    const { face, notices } = await analyse(photo);
    expect(face.box.width).toBeGreaterThan(100);
    expect(notices.filter((notice) => notice.startsWith('Enlarged'))).toEqual([]);
  });

  it('works without a face as far as the parallax template needs', async () => {
    const context = testContext();
    const photo = samplePhoto('chelsea');
    const { image } = await crop(
      context,
      { image: photo },
      { ...defaults(cropSpec), mode: 'full', aspect: 'original' },
    );
    const { matte: mask } = await matte(context, { image }, defaults(matteSpec));
    const { regions: parts } = await regions(context, { image, matte: mask }, defaults(regionsSpec));
    expect(Object.keys(parts.masks).sort()).toEqual(['background', 'subject']);
    expect(share(parts.masks.subject!)).toBeGreaterThan(0.3);
  });
});
