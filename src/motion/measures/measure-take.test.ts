import { describe, expect, it } from 'vitest';
import { takeOf } from '../../../tests/support/portrait.ts';
import { measureTake } from './measure-take.ts';
import type { FaceObservation, LookedFrame, ObservedStep, TakeObservations } from './observations.ts';
import { samplePlan } from './sample-plan.ts';
import { MEASURES, type MeasureKey, measure, worstVerdict } from './verdicts.ts';

const facts = { width: 64, height: 64, fps: 24, frameCount: 24, loop: true };

interface Looks {
  readonly lids?: readonly [number, number];
  readonly yaw?: number;
  readonly gaze?: number;
  readonly eyes?: number;
  readonly mouth?: number;
  readonly embedding?: Float32Array;
  readonly sharpness?: number;
}

function face(looks: Looks = {}): FaceObservation {
  const { lids = [0.3, 0.3], yaw = 0, gaze = 0, eyes = 0.45, mouth = 0, sharpness = 100 } = looks;
  return {
    openings: { lids, gaze, mouth, mouthWidth: 1 },
    shape: { eyes, nose: 0.8, width: 1.4 },
    turn: { yaw, pitch: 0, roll: 0, scale: 1 },
    sharpness,
    embedding: looks.embedding ?? Float32Array.of(1, 0),
  };
}

const step = (change: number): ObservedStep => ({
  frame: 1,
  step: change,
  bend: change,
  continuation: { error: 1, followed: 1 },
});

function take(frames: readonly Looks[], more: Partial<TakeObservations> = {}): TakeObservations {
  const looks: LookedFrame[] = frames.map((look, index) => ({
    index,
    holes: 0,
    border: 0,
    face: face(look),
  }));
  return { facts, firstFrame: 50, photo: face(), looks, steps: [step(1), step(1)], ...more };
}

function rowOf(key: MeasureKey, seen: TakeObservations, asked: Parameters<typeof measureTake>[1] = {}) {
  return measureTake(seen, asked).find((row) => row.key === key);
}

describe('measureTake', () => {
  it('tells what is left of the eyes at the apex of a blink and after it', () => {
    const motion = takeOf([{}, { 'eye.blinkLeft': 1, 'eye.blinkRight': 1 }, {}]);
    const seen = take([{}, { lids: [0.05, 0.06] }, { lids: [0.3, 0.297] }]);
    expect(rowOf('lidsClosed', seen, { motion })).toMatchObject({
      value: expect.closeTo(20, 5),
      verdict: 'fair',
    });
    expect(rowOf('lidsRecovered', seen, { motion })).toMatchObject({
      value: expect.closeTo(99.75, 5),
      verdict: 'good',
    });
  });

  it('takes the apex of each eye, and of these the wider', () => {
    const both = (v: number) => ({ 'eye.blinkLeft': v, 'eye.blinkRight': v });
    const motion = takeOf([both(0.96), both(1), both(0.97)]);
    const seen = take([{ lids: [0.2, 0.2] }, { lids: [0.05, 0.06] }, { lids: [0.04, 0.2] }]);
    expect(rowOf('lidsClosed', seen, { motion })).toMatchObject({ value: expect.closeTo(20, 5), frame: 1 });
  });

  it('does not judge the first frame under a moving camera', () => {
    const seen = { ...take([{}]), firstFrame: 17 };
    expect(rowOf('firstFrame', seen, { motion: takeOf([{ 'camera.orbit': 1 }]) })).not.toHaveProperty(
      'verdict',
    );
    expect(rowOf('firstFrame', seen, { motion: takeOf([{ 'head.yaw': 1 }]) })?.verdict).toBe('poor');
  });

  it('says nothing of lids that nobody asked to close', () => {
    const motion = takeOf([{}, { 'eye.blinkLeft': 0.5 }]);
    expect(rowOf('lidsClosed', take([{}, { lids: [0.2, 0.3] }]), { motion })).toBeUndefined();
  });

  it('compares turns with what was asked, in its direction', () => {
    const motion = takeOf([{}, { 'head.yaw': -8 }, { 'head.yaw': -6 }]);
    const turned = take([{}, { yaw: -6.4 }, { yaw: -4.8 }]);
    expect(rowOf('yawAsked', turned, { motion })).toMatchObject({
      value: expect.closeTo(80, 5),
      verdict: 'good',
    });
    const mirrored = take([{}, { yaw: 8 }, { yaw: 6 }]);
    expect(rowOf('yawAsked', mirrored, { motion })).toMatchObject({
      value: expect.closeTo(-100, 5),
      verdict: 'poor',
    });
  });

  it('measures gaze in degrees, without turned heads and closed eyes', () => {
    const motion = takeOf([
      { 'gaze.yaw': 10 },
      { 'gaze.yaw': 10, 'head.yaw': 6 },
      { 'gaze.yaw': 10, 'eye.blinkLeft': 1 },
    ]);
    const shift = 0.42 * Math.sin((10 * Math.PI) / 180);
    const seen = take([{ gaze: shift }, { gaze: 0.3, yaw: 6 }, { gaze: -0.3, lids: [0.02, 0.02] }]);
    expect(rowOf('gazeAsked', seen, { motion })?.value).toBeCloseTo(100, 0);
  });

  it('takes identity against the photo and rubber faces from their proportions', () => {
    const seen = take([{}, { embedding: Float32Array.of(0.8, 0.6), eyes: 0.47 }]);
    expect(rowOf('identityMean', seen)?.value).toBeCloseTo(0.9, 5);
    expect(rowOf('identityMin', seen)).toMatchObject({
      value: expect.closeTo(0.8, 5),
      verdict: 'poor',
      frame: 1,
    });
    expect(rowOf('eyeSpacing', seen)?.value).toBeCloseTo(100 * (0.01 / 0.46), 3);
    const blinking = take([{}, {}, { eyes: 0.47, lids: [0.05, 0.05] }]);
    expect(rowOf('eyeSpacing', blinking)?.value).toBeCloseTo(0, 9);
  });

  it('compares the sharpness of the face with the photo and sees it pulse', () => {
    const seen = take([{ sharpness: 100 }, { sharpness: 60 }]);
    expect(rowOf('sharpness', seen)).toMatchObject({ value: 0.8, verdict: 'fair' });
    expect(rowOf('sharpnessSwing', seen)).toMatchObject({ value: expect.closeTo(25, 5), verdict: 'poor' });
  });

  it('says how far a limit was broken, beyond what the model scatters', () => {
    const closed = [{ channel: 'jaw.open', min: 0, max: 0 }];
    const seen = take([{}, { mouth: 0.22 }]);
    expect(rowOf('limitExcess', seen, { limits: closed })).toMatchObject({
      value: expect.closeTo(37, 5),
      verdict: 'poor',
    });
    expect(rowOf('limitExcess', take([{}, { mouth: 0.01 }]), { limits: closed })?.verdict).toBe('good');
    expect(rowOf('limitExcess', seen, { limits: [{ channel: 'camera.', min: 0, max: 0 }] })).toBeUndefined();
  });

  it('counts frames in which the face was not found again', () => {
    const seen = take([{}, {}]);
    const lost = { ...seen, looks: [...seen.looks, { index: 2, holes: 3, border: 0.1 }] };
    expect(rowOf('faceLost', lost)).toMatchObject({ value: 1, verdict: 'poor' });
    expect(rowOf('holes', lost)).toMatchObject({ value: 3, verdict: 'poor' });
    expect(rowOf('border', lost)).toMatchObject({ value: 10, verdict: 'poor', frame: 2 });
  });

  it('measures the seam of loops alone', () => {
    const seam = { seamStep: 3, seamBends: [1, 1] as const };
    expect(rowOf('seam', take([{}], { seam }))).toMatchObject({ value: 3, verdict: 'poor' });
    expect(rowOf('seam', take([{}]))).toBeUndefined();
  });

  it('leaves out what cannot be known without face, background or motion', () => {
    const { photo: _photo, ...rest } = take([]);
    const keys = measureTake({ ...rest, looks: [{ index: 0, holes: 0, border: 0 }] }, {}).map(
      ({ key }) => key,
    );
    expect(keys).toEqual(['firstFrame', 'holes', 'border', 'warping', 'followed']);
  });
});

describe('measure', () => {
  it('has bounds in the right order for every measure', () => {
    for (const [key, kind] of Object.entries(MEASURES)) {
      if (!('good' in kind)) continue;
      const { better, good, fair } = kind as { better: unknown; good: number; fair: number };
      if (better === 'more') expect(good, key).toBeGreaterThanOrEqual(fair);
      else expect(good, key).toBeLessThanOrEqual(fair);
    }
  });

  it('gives verdicts for more, less and near', () => {
    expect(measure('firstFrame', 46).verdict).toBe('good');
    expect(measure('seam', 1.3).verdict).toBe('fair');
    expect(measure('sharpness', 1.4).verdict).toBe('poor');
    expect(measure('sharpness', 0.6).verdict).toBe('poor');
    expect(measure('mouthOpened', 5).verdict).toBeUndefined();
  });

  it('calls a report as good as its worst measure', () => {
    expect(worstVerdict([measure('seam', 1), measure('sharpness', 0.8)])).toBe('fair');
    expect(worstVerdict([measure('mouthOpened', 1)])).toBe('good');
  });
});

describe('samplePlan', () => {
  it('spreads its looks over the clip and adds the extremes of the motion', () => {
    const motion = takeOf(Array.from({ length: 24 }, (_, n) => ({ 'head.yaw': n === 7 ? -5 : 0.1 })));
    const { looks, steps } = samplePlan(facts, motion, 4, 3);
    expect(looks).toEqual([0, 7, 8, 15, 23]);
    expect(steps).toEqual([1, 12, 22]);
  });

  it('fits clips of two and three frames', () => {
    expect(samplePlan({ frameCount: 2 }, undefined, 12, 10)).toEqual({ looks: [0, 1], steps: [] });
    expect(samplePlan({ frameCount: 3 }, undefined, 12, 10)).toEqual({ looks: [0, 1, 2], steps: [1] });
  });
});
