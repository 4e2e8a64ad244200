import { describe, expect, it } from 'vitest';
import { testContext } from '../../../tests/support/run-context.ts';
import { fitFace } from '../../motion/rig/fit-face.ts';
import type { Face, FacesValue } from '../../values/faces.ts';
import type { HandleOffsets } from '../../values/handle-offsets.ts';
import { mapFaces } from '../crop/map-faces.ts';
import { run } from './landmark-edit.run.ts';
import { LANDMARK_HANDLE_NAMES, LANDMARK_HANDLES } from './landmark-handles.ts';
import { faceFrame, moveLandmarks, pointAt, toFaceFrame } from './move-landmarks.ts';
import { placeFace } from './place-face.ts';

const FRAME = [0.3, 0.2, 0.4, 0.5] as const;
const PLACED = placeFace({ x: 100, y: 80, width: 200, height: 280 }).landmarks!;

const facesOf = (landmarks: Float32Array | undefined): FacesValue => {
  const face: Face = {
    box: { x: 100, y: 80, width: 200, height: 280 },
    confidence: 0.9,
    keypoints: [],
    ...(landmarks && { landmarks }),
  };
  return { type: 'Faces', width: 400, height: 400, faces: [face], selected: 0 };
};

/** How far each landmark moved, in distances of the eyes. */
function moves(before: Float32Array, after: Float32Array): number[] {
  const frame = faceFrame(before);
  return Array.from({ length: before.length / 3 }, (_, i) => {
    const [from, to] = [pointAt(before, i), pointAt(after, i)];
    return Math.hypot(...toFaceFrame(frame, { x: to.x - from.x, y: to.y - from.y }));
  });
}

async function corrected(faces: FacesValue, points: HandleOffsets): Promise<Float32Array> {
  const result = await run(testContext(), { faces }, { points, source: 'found', frame: FRAME });
  return result.faces.faces[0]!.landmarks!;
}

describe('correcting landmarks', () => {
  it.each(LANDMARK_HANDLE_NAMES)('moves %s by all of its offset, its neighbours by less', (name) => {
    const moved = moves(PLACED, moveLandmarks(PLACED, { [name]: [0.06, 0.08] }));
    expect(moved[LANDMARK_HANDLES[name].anchor]).toBeCloseTo(0.1, 4);
    expect(Math.max(...moved)).toBeLessThan(0.1001);
    expect(moved.filter((way) => way === 0).length).toBeGreaterThan(150);
  });

  it('lets the lower lid and the iris stay when the upper lid is dragged, and the other eye', () => {
    const moved = moves(PLACED, moveLandmarks(PLACED, { lidUpperRight: [0, -0.1] }));
    expect([145, 468, 23, 386].map((point) => moved[point])).toEqual([0, 0, 0, 0]);
    expect(moved[158]).toBeGreaterThan(0.05);
    expect(moved[133]).toBeLessThan(0.05);
  });

  it('opens lips that touch', () => {
    const after = moveLandmarks(PLACED, { lipLower: [0, 0.2] });
    expect(pointAt(after, 14).y - pointAt(after, 13).y).toBeGreaterThan(10);
    expect(pointAt(after, 13)).toEqual(pointAt(PLACED, 13));
  });

  it('never folds the skin, however far a point is pulled', () => {
    const after = moveLandmarks(PLACED, { noseTip: [1, 0] });
    // Along the middle of the face points keep their order from left to right.
    for (const [left, right] of [
      [234, 50],
      [50, 4],
      [4, 280],
      [280, 454],
    ] as const) {
      expect(pointAt(after, left).x).toBeLessThan(pointAt(after, right).x);
    }
  });

  it('leaves a face without offsets as it is, and its input in any case', async () => {
    const before = PLACED.slice();
    expect(await corrected(facesOf(PLACED), {})).toEqual(PLACED);
    await corrected(facesOf(PLACED), { chin: [0, 0.4] });
    expect(PLACED).toEqual(before);
  });

  it('keeps a correction in another crop', async () => {
    const points: HandleOffsets = { mouthLeft: [0.1, -0.05], lidUpperLeft: [0, -0.08] };
    const rect = { x: 60, y: 40, width: 300, height: 300 };
    const inCrop = mapFaces(facesOf(PLACED), rect, 150, 150);
    const first = mapFaces(facesOf(await corrected(facesOf(PLACED), points)), rect, 150, 150);
    const second = await corrected(inCrop, points);
    first.faces[0]!.landmarks!.forEach((value, i) => {
      expect(second[i]).toBeCloseTo(value, 3);
    });
  });

  it('asks for landmarks where there are none', async () => {
    await expect(corrected(facesOf(undefined), {})).rejects.toMatchObject({ code: 'landmarks-missing' });
  });
});

it('asks for a face or a picture when neither is connected', async () => {
  const params = { points: {}, source: 'placed', frame: FRAME } as const;
  await expect(run(testContext(), {}, params)).rejects.toMatchObject({ code: 'picture-missing' });
});

describe('a face placed by hand', () => {
  it('is chosen, lies in its frame and looks like one that was found', async () => {
    const image = { type: 'Image', width: 400, height: 400, data: new Uint8ClampedArray() } as const;
    const params = { points: {}, source: 'placed', frame: FRAME } as const;
    const { faces } = await run(testContext(), { image }, params);
    const landmarks = faces.faces[faces.selected]!.landmarks!;
    expect(pointAt(landmarks, 152).y).toBeCloseTo(280, 0);
    expect(pointAt(landmarks, 234).x).toBeGreaterThan(119);
    expect(pointAt(landmarks, 159).y).toBeLessThan(pointAt(landmarks, 145).y);
    // The subject's right is at the left of the picture.
    expect(pointAt(landmarks, 468).x).toBeLessThan(pointAt(landmarks, 473).x);
  });

  it('has depths of the sign and size that the landmark model gives', () => {
    const { rotation } = fitFace(PLACED);
    expect(Array.from(rotation).every(Number.isFinite)).toBe(true);
    // What the model gives for the tip of the nose and the side of the face of a sample portrait, over its width.
    const found = -0.697;
    const placed = (PLACED[4 * 3 + 2]! - PLACED[234 * 3 + 2]!) / 200;
    expect(placed / found).toBeGreaterThan(0.8);
    expect(placed / found).toBeLessThan(1.2);
  });
});
