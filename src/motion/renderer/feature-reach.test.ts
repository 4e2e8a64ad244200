import { expect, it } from 'vitest';
import { samplePortrait, takeOf } from '../../../tests/support/portrait.ts';
import { drawFeature, mixNodes } from './draw-features.ts';
import { featureReaches } from './feature-reach.ts';
import { frameFields } from './frame-fields.ts';
import { frameRoom } from './frame-room.ts';
import { prepareScene } from './prepare-scene.ts';

const OPTIONS = { headStrength: 1, parallax: 1, sharpness: 0.25, followThrough: 0.5 };

it('passes over no cell in which an eye or the mouth draws, and over most of the others', async () => {
  const pose = (closure: number): Record<string, number> => ({
    'eye.blinkLeft': closure,
    'eye.blinkRight': closure,
    'gaze.yaw': 4,
    'jaw.open': 0.6,
    'head.yaw': 8,
    'head.roll': 5,
  });
  const motion = takeOf([pose(1), pose(-0.3)]);
  const scene = prepareScene({ ...(await samplePortrait('astronaut')), motion }, OPTIONS);
  const { cell, columns, rows } = scene.grid;
  for (const frame of [0, 1]) {
    const fields = frameFields(scene, motion, frame);
    let [reached, drawn] = [0, 0];
    for (let j = 0; j < rows - 1; j++) {
      for (let i = 0; i < columns - 1; i++) {
        const k = j * columns + i;
        let draws = false;
        for (let n = 0; n < cell * cell; n++) {
          const [fx, fy] = [(n % cell) / cell, Math.floor(n / cell) / cell];
          const px = mixNodes(fields.photoX, k, columns, fx, fy);
          const py = mixNodes(fields.photoY, k, columns, fx, fy);
          draws ||= drawFeature(scene, fields, 0, k, fx, fy, px, py);
        }
        const reaches = featureReaches(scene, fields, frameRoom(scene).eyeReaches, k);
        if (draws) expect(reaches, `cell ${i}, ${j} of frame ${frame}`).toBe(true);
        drawn += Number(draws);
        reached += Number(reaches);
      }
    }
    expect(drawn).toBeGreaterThan(100);
    expect(reached).toBeLessThan(1.6 * drawn);
  }
});
