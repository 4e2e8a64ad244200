import { describe, expect, it } from 'vitest';
import { type EyeState, eyeState, lidRims } from './draw-eye.ts';
import type { EyeScene } from './eye-scene.ts';
import { localFrame } from './local-frame.ts';

const HALF = 20;
const first = -26;
const curve = (height: number): Float32Array =>
  Float32Array.from({ length: 2 * -first + 1 }, (_, n) => {
    const across = Math.min(1, Math.abs(first + n) / HALF);
    return height * (1 - across * across);
  });
/** An almond-shaped eye, 40 px long and 14 px tall, that looks into the camera. */
const eye = {
  side: 'left',
  frame: localFrame([40, 50], [80, 50]),
  first,
  upper: curve(-8),
  lower: curve(6),
  contact: curve(4),
  top: curve(-8).map(() => -26),
  bottom: curve(6).map(() => 16),
  gap: 14,
  eyeball: { radius: 8 },
} as unknown as EyeScene;

const at = (blink: number, gazePitch = 0, squint = 0): EyeState =>
  eyeState(eye, { blink, squint, gazeYaw: 0, gazePitch });

describe('lids where channels meet', () => {
  it('shut in a blink wherever the eye looks and however it squints', () => {
    for (const pitch of [-12, -6, 0, 6, 12]) {
      for (const squint of [0, 0.5, 1]) {
        const state = at(1, pitch, squint);
        expect(state.closure).toBe(1);
        for (let s = -HALF; s <= HALF; s++) {
          const { upper, lower } = lidRims(eye, state, s);
          expect(upper).toBeGreaterThanOrEqual(lower - 1e-6);
          expect(lower).toBeCloseTo(lidRims(eye, at(1), s).lower, 5);
        }
      }
    }
  });

  it('come down with a look downward, once: a blink on top of it never goes beyond shut or back', () => {
    expect(at(0, -10).closure).toBeGreaterThan(0.1);
    expect(at(0, 10).closure).toBeLessThan(-0.05);
    let before = -1;
    for (let blink = 0; blink <= 1.0001; blink += 0.05) {
      const { closure } = at(Math.min(1, blink), -12);
      expect(closure).toBeGreaterThan(before);
      expect(closure).toBeLessThanOrEqual(1);
      before = closure;
    }
  });

  it('never pass each other on the way, and the corners hold when the eye is opened wide', () => {
    for (const blink of [-0.5, -0.2, 0.2, 0.5, 0.8]) {
      for (let s = -HALF; s <= HALF; s++) {
        const { upper, lower } = lidRims(eye, at(blink, -8, 1), s);
        expect(upper).toBeLessThanOrEqual(lower + 0.09 * HALF + 1e-6);
      }
    }
    const lift = (s: number): number => lidRims(eye, at(0), s).upper - lidRims(eye, at(-0.5), s).upper;
    expect(lift(0)).toBeGreaterThan(4);
    expect(lift(0.85 * HALF)).toBeLessThan(0.2 * lift(0));
  });
});
