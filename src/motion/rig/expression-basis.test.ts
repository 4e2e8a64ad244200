import { describe, expect, it } from 'vitest';
import { CANONICAL, VERTEX_COUNT } from './canonical-face.ts';
import { EXPRESSIONS, lidDeltas } from './expression-basis.ts';
import { canonicalDeltas } from './expression-deltas.ts';

const at = (deltas: Float32Array, i: number): number[] => [...deltas.slice(3 * i, 3 * i + 3)];

function expectNear(actual: readonly number[], wanted: readonly number[], tolerance: number): void {
  for (const [k, value] of actual.entries()) {
    expect(Math.abs(value - wanted[k]!)).toBeLessThanOrEqual(tolerance);
  }
}

describe('the expression basis (cm, against the calibration table of a public rig)', () => {
  it('opens the jaw like the reference: chin, lower lip and upper lip', () => {
    const deltas = canonicalDeltas({ jawOpen: 1 });
    expectNear(at(deltas, 152), [0, -2.71, -3.01], 0.12);
    expectNear(at(deltas, 14), [0, -3.45, -2.06], 0.12);
    expectNear(at(deltas, 13), [0, -0.24, -0.04], 0.12);
  });

  it('narrows a mouth that opens wide, both corners alike', () => {
    const deltas = canonicalDeltas({ jawOpen: 1 });
    expect(at(deltas, 291)[0]).toBeLessThan(-0.4);
    expect(at(deltas, 61)[0]).toBeCloseTo(-at(deltas, 291)[0]!, 5);
    expect(at(deltas, 13)[0]).toBeCloseTo(0, 3);
  });

  it('pulls the corner of the mouth like the reference, and leaves the other corner', () => {
    const deltas = canonicalDeltas({ smileLeft: 1 });
    expectNear(at(deltas, 291), [0.71, 1.08, -0.87], 0.1);
    expectNear(at(deltas, 61), [0, 0, 0], 0.12);
  });

  it('lifts the cheek with the smile', () => {
    expect(at(canonicalDeltas({ smileLeft: 1 }), 425)[1]).toBeGreaterThan(0.25);
  });

  it('mirrors left and right', () => {
    const [left, right] = [EXPRESSIONS.smileLeft, EXPRESSIONS.smileRight];
    expectNear(at(left, 291), [-at(right, 61)[0]!, at(right, 61)[1]!, at(right, 61)[2]!], 1e-3);
  });

  it.each(['left', 'right'] as const)('closes the %s lids at contact', (side) => {
    const [upper, lower] = side === 'left' ? [386, 374] : [159, 145];
    const deltas = lidDeltas(side, 1);
    const gap = (k: number): number =>
      CANONICAL.vertices[3 * upper + k]! +
      deltas[3 * upper + k]! -
      CANONICAL.vertices[3 * lower + k]! -
      deltas[3 * lower + k]!;
    expect(CANONICAL.vertices[3 * upper + 1]! - CANONICAL.vertices[3 * lower + 1]!).toBeCloseTo(0.67, 1);
    for (let axis = 0; axis < 3; axis++) expect(Math.abs(gap(axis))).toBeLessThan(1e-5);
  });

  it('moves only its own part of the face', () => {
    const moved = (deltas: Float32Array): number => {
      let count = 0;
      for (let i = 0; i < VERTEX_COUNT; i++) if (Math.hypot(...at(deltas, i)) > 0.02) count++;
      return count;
    };
    expect(moved(lidDeltas('left', 1))).toBeLessThanOrEqual(44);
    for (const [name, deltas] of Object.entries(EXPRESSIONS)) {
      expect(moved(deltas), name).toBeGreaterThan(10);
      expect(moved(deltas), name).toBeLessThan(300);
    }
  });
});
