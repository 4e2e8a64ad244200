import { beforeAll, describe, expect, it } from 'vitest';
import { landmarksOn, type Portrait, samplePortrait, takeOf } from '../../../tests/support/portrait.ts';
import { faceOpenings } from '../measures/face-openings.ts';
import { fitFace } from '../rig/fit-face.ts';
import { wearsGlasses } from './glasses.ts';
import { prepareScene } from './prepare-scene.ts';
import { renderFrame } from './render-frame.ts';

const OPTIONS = { headStrength: 1, parallax: 1, sharpness: 0.25, followThrough: 0.5 };
const both = (v: number) => ({ 'eye.blinkLeft': v, 'eye.blinkRight': v });
const CREASES = [
  [27, 28, 29],
  [257, 258, 259],
] as const;

/** The most that lids may leave open of what is open in the photo. */
const CLOSED = 0.15;

const marksOf = (portrait: Portrait): Float32Array =>
  portrait.faces.faces[portrait.faces.selected]!.landmarks!;

function draw(portrait: Portrait, poses: ReadonlyArray<Record<string, number>>): Uint8ClampedArray[] {
  const motion = takeOf(poses);
  const scene = prepareScene({ ...portrait, motion }, OPTIONS);
  return poses.map((_, n) => {
    const out = new Uint8ClampedArray(portrait.image.data.length);
    renderFrame(scene, motion, n, out);
    return out;
  });
}

/** Opening of each eye as the landmark model sees it, in lengths of the eye. */
async function openings(portrait: Portrait, frame: Uint8ClampedArray): Promise<readonly number[]> {
  return faceOpenings(await landmarksOn(portrait, frame)).lids;
}

describe('lids on the astronaut, measured by the landmark model', () => {
  let portrait: Portrait;
  beforeAll(async () => {
    portrait = await samplePortrait('astronaut');
  }, 120_000);

  it('close and come back', async () => {
    const [rest, apex, after] = draw(portrait, [{}, both(1), both(0.02)]);
    const open = await openings(portrait, rest!);
    const closed = await openings(portrait, apex!);
    const again = await openings(portrait, after!);
    open.forEach((gap, n) => {
      expect(closed[n]! / gap).toBeLessThan(CLOSED);
      expect(again[n]! / gap).toBeGreaterThan(0.95);
    });
  });

  it('close as far from a photo whose eyes are half closed', async () => {
    const open = await openings(portrait, portrait.image.data);
    const [half] = draw(portrait, [both(0.5)]);
    const landmarks = await landmarksOn(portrait, half!);
    const faces = { ...portrait.faces, faces: [{ ...portrait.faces.faces[0]!, landmarks }], selected: 0 };
    const drowsy = { ...portrait, faces, image: { ...portrait.image, data: half! } };
    const [rest, apex] = draw(drowsy, [{}, both(1)]);
    expect(Buffer.compare(Buffer.from(rest!), Buffer.from(half!))).toBe(0);
    const closed = await openings(portrait, apex!);
    closed.forEach((gap, n) => {
      expect(gap / open[n]!).toBeLessThan(CLOSED);
    });
  });

  it('leave a bare face without glasses', () => {
    expect(wearsGlasses(portrait.image, fitFace(marksOf(portrait)))).toBe(false);
  });
});

describe('glasses', () => {
  it('stay with the skull when lids close and brows rise', async () => {
    const portrait = await samplePortrait('hopper');
    const landmarks = marksOf(portrait);
    expect(wearsGlasses(portrait.image, fitFace(landmarks))).toBe(true);
    const raised = { ...both(1), 'brow.upLeft': 1, 'brow.upRight': 1, 'brow.furrow': 1 };
    const [rest, moved] = draw(portrait, [{}, raised]);
    const { width } = portrait.image;
    let frame = 0;
    for (const crease of CREASES) {
      // the frame's black upper rim lies above the crease: skin moving below it would show there
      for (const vertex of crease) {
        const [x, y] = [Math.round(landmarks[3 * vertex]!), Math.round(landmarks[3 * vertex + 1]!)];
        for (let row = y - 14; row < y - 3; row++) {
          const at = 4 * (row * width + x);
          if (Math.max(...rest!.subarray(at, at + 3)) > 70) continue;
          frame++;
          for (let c = 0; c < 3; c++) expect(Math.abs(moved![at + c]! - rest![at + c]!)).toBeLessThan(8);
        }
      }
    }
    expect(frame).toBeGreaterThan(15);
  }, 120_000);
});
