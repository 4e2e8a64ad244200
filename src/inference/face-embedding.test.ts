import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { goldenPortraits, rotatedCrop, sampleName } from '../../tests/support/golden.ts';
import { samplePhoto } from '../../tests/support/photos.ts';
import { testContext } from '../../tests/support/run-context.ts';
import { cosine } from '../motion/measures/embedding-similarity.ts';
import type { ImageValue } from '../values/value.ts';
import { cropTensor, UNIT_RANGE } from './crop-tensor.ts';
import { cropOfEmbedding, embedFace } from './face-embedding.ts';
import { EMBEDDED_MODELS } from './manifest.ts';
import { runModel } from './session.ts';

/** What the published package gives (models/golden/README.md). */
interface GoldenEmbedding {
  readonly picture: string;
  readonly embedding: readonly number[];
}

const golden: readonly GoldenEmbedding[] = JSON.parse(
  readFileSync(new URL('../../models/golden/face-embedding.json', import.meta.url), 'utf8'),
);

const host = testContext();

function portrait(name: string) {
  const found = goldenPortraits.find((candidate) => sampleName(candidate) === name)!;
  return { image: samplePhoto(name), landmarks: Float32Array.from(found.landmarks.flat()), found };
}

describe('the face-embedding model', () => {
  it('gives what the published package gives for a pattern', async () => {
    const side = 150;
    const image = new Float32Array(side * side * 3);
    for (let i = 0; i < image.length; i++) {
      const [x, y, c] = [Math.floor(i / 3) % side, Math.floor(i / 3 / side), i % 3];
      image[i] = ((x * (c + 2) + y * (5 - c) + Math.floor((x * y) / 16)) % 256) / 255;
    }
    const { embedding } = await runModel(host, 'face-embedding', { image });
    const expected = golden.find(({ picture }) => picture === 'pattern')!.embedding;
    expect(Math.max(...expected.map((value, i) => Math.abs(value - embedding![i]!)))).toBeLessThan(2e-5);
  });

  it.each(['astronaut', 'hopper'])('gives what the published package gives for %s', async (name) => {
    const { image, found } = portrait(name);
    const input = cropTensor(image, rotatedCrop(found.faceCrop), 150, UNIT_RANGE, 'border');
    const { embedding } = await runModel(host, 'face-embedding', { image: input });
    const expected = golden.find(({ picture }) => picture === name)!.embedding;
    // The two sides decode the JPEG differently by a level here and there.
    expect(cosine(Float32Array.from(expected), embedding!)).toBeGreaterThan(0.9999);
  });

  it('leaves the embedded models below 25 MB', () => {
    const bytes = EMBEDDED_MODELS.models.reduce((sum, model) => sum + model.bytes, 0);
    expect(bytes).toBeLessThan(25e6);
  });
});

describe('embedFace', () => {
  const astronaut = portrait('astronaut');
  let plain: Float32Array;
  beforeAll(async () => {
    plain = await embedFace(host, astronaut.image, astronaut.landmarks);
  });

  it('hardly minds a darker picture or one that is moved by a pixel', async () => {
    const darker = {
      ...astronaut.image,
      data: astronaut.image.data.map((v, i) => (i % 4 === 3 ? v : v * 0.9)),
    };
    expect(cosine(plain, await embedFace(host, darker, astronaut.landmarks))).toBeGreaterThan(0.99);
    const moved = astronaut.landmarks.map((v, i) => (i % 3 === 0 ? v + 1 : v));
    expect(cosine(plain, await embedFace(host, astronaut.image, moved))).toBeGreaterThan(0.99);
  });

  it('tells a face that is widened by a fifth from the same face, and two people even more', async () => {
    const wide = widen(astronaut.image, 1.2);
    const points = astronaut.landmarks.map((v, i) => (i % 3 === 0 ? v * 1.2 : v));
    const widened = cosine(plain, await embedFace(host, wide, points));
    expect(widened).toBeLessThan(0.99);
    const hopper = portrait('hopper');
    expect(cosine(plain, await embedFace(host, hopper.image, hopper.landmarks))).toBeLessThan(
      Math.min(widened, 0.92),
    );
  });
});

describe('cropOfEmbedding', () => {
  it('turns with the head and keeps its size', () => {
    const { landmarks } = portrait('astronaut');
    const crop = cropOfEmbedding(landmarks);
    const turned = new Float32Array(landmarks.length);
    for (let i = 0; i < landmarks.length; i += 3) {
      const [x, y] = [landmarks[i]!, landmarks[i + 1]!];
      turned.set([x * Math.cos(0.3) - y * Math.sin(0.3), x * Math.sin(0.3) + y * Math.cos(0.3), 0], i);
    }
    expect(cropOfEmbedding(turned).rotation - crop.rotation).toBeCloseTo(0.3, 5);
    expect(cropOfEmbedding(turned).width).toBeCloseTo(crop.width, 3);
  });
});

/** The picture stretched sideways, nearest pixel. */
function widen(image: ImageValue, factor: number): ImageValue {
  const width = Math.round(image.width * factor);
  const data = new Uint8ClampedArray(width * image.height * 4);
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * image.width + Math.min(image.width - 1, Math.floor(x / factor))) * 4;
      data.set(image.data.subarray(from, from + 4), (y * width + x) * 4);
    }
  }
  return { type: 'Image', width, height: image.height, data };
}
