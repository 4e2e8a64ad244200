import { describe, expect, it } from 'vitest';
import { CHANNEL_NAMES, CHANNELS, type ChannelName } from '../channels.ts';
import { CANONICAL } from './canonical-face.ts';
import { canonicalDeltas } from './expression-deltas.ts';
import { type ChannelValues, expressionWeights, eyeWeights } from './expression-weights.ts';
import { INNER_LOWER_LIP, INNER_UPPER_LIP, LOWER_LIP_ROWS } from './face-points.ts';

/** The lips' inner rims and the rows beside them. */
const INNER = new Set<number>([...INNER_UPPER_LIP, ...INNER_LOWER_LIP, ...LOWER_LIP_ROWS]);

const of =
  (values: Partial<Record<ChannelName, number>>): ChannelValues =>
  (name) =>
    values[name] ?? 0;

describe('weights of the expression basis', () => {
  it('gives every channel of the face something to do', () => {
    const facial = CHANNEL_NAMES.filter((name) => /^(eye|gaze|brow|cheek|nose|mouth|jaw)\./.test(name));
    expect(facial.length).toBeGreaterThanOrEqual(30);
    const sum = (values: object): number =>
      Object.values(values).reduce((total: number, v) => total + Math.abs(Number(v)), 0);
    for (const name of facial) {
      const at = of({ [name]: CHANNELS[name].max });
      const change =
        sum(expressionWeights(at, false)) + sum(eyeWeights(at, 'left')) + sum(eyeWeights(at, 'right'));
      expect(change, name).toBeGreaterThan(0.1);
    }
    const rest = of({});
    expect(sum(expressionWeights(rest, false)) + sum(eyeWeights(rest, 'left'))).toBe(0);
  });

  it('opens a mouth that is closed in the photo at most a quarter', () => {
    expect(expressionWeights(of({ 'jaw.open': 0.8 }), true).jawOpen).toBe(0.25);
    expect(expressionWeights(of({ 'jaw.open': 0.8 }), false).jawOpen).toBe(0.8);
  });

  it('corrects where channels meet', () => {
    const smile = { 'mouth.smileLeft': 1, 'mouth.smileRight': 1 };
    const both = (more: Partial<Record<ChannelName, number>>) =>
      expressionWeights(of({ ...smile, ...more }), false);
    expect(both({}).smileLeft).toBe(1);
    expect(both({ 'jaw.open': 1 }).smileLeft).toBeCloseTo(0.75);
    expect(both({ 'mouth.pucker': 1 }).smileLeft).toBeCloseTo(0.3);
    expect(expressionWeights(of({ 'mouth.part': 1, 'mouth.press': 1 }), false).lowerLip).toBe(0);
  });

  it('lets a mild smile of closed lips lead, which a full one or an open jaw has caught up with', () => {
    const smile = (value: number, jaw: number, closed: boolean): number =>
      expressionWeights(of({ 'mouth.smileLeft': value, 'jaw.open': jaw }), closed).smileLeft!;
    expect(smile(0.35, 0, true)).toBeGreaterThan(1.2 * smile(0.35, 0, false));
    expect(smile(0.35, 0, true)).toBeLessThan(0.5);
    expect(smile(1, 0, true)).toBe(1);
    expect(smile(0.35, 0.25, true)).toBeCloseTo(smile(0.35, 0.25, false));
    for (let value = 0; value < 1; value += 0.1)
      expect(smile(value + 0.1, 0, true)).toBeGreaterThan(smile(value, 0, true));
  });

  it('lets a raised brow widen the open eye and leaves a closed one shut', () => {
    expect(eyeWeights(of({ 'brow.upLeft': 1 }), 'left').blink).toBeLessThan(0);
    expect(eyeWeights(of({ 'brow.upLeft': 1 }), 'right').blink).toBe(0);
    expect(eyeWeights(of({ 'brow.upLeft': 1, 'eye.blinkLeft': 1 }), 'left').blink).toBe(1);
  });

  it('couples both eyes unless one is given its own gaze', () => {
    const at = of({ 'gaze.yaw': 5, 'gaze.yawLeft': -3 });
    expect(eyeWeights(at, 'right').gazeYaw).toBe(5);
    expect(eyeWeights(at, 'left').gazeYaw).toBe(2);
  });
});

describe('expression on the canonical mesh', () => {
  const up = (deltas: Float32Array, vertex: number): number => deltas[3 * vertex + 1]!;

  it('parts lips without moving the chin', () => {
    const deltas = canonicalDeltas(expressionWeights(of({ 'mouth.part': 1 }), true));
    expect(up(deltas, 13) - up(deltas, 14)).toBeGreaterThan(0.3);
    expect(Math.abs(up(deltas, 152))).toBeLessThan(0.05);
    expect(Math.hypot(deltas[3 * 291]!, up(deltas, 291))).toBeLessThan(0.05);
  });

  it('moves the far side of a turned face less, the near side in full', () => {
    const weights = expressionWeights(of({ 'mouth.smileLeft': 1, 'mouth.smileRight': 1 }), true);
    const [front, turned] = [canonicalDeltas(weights, 0), canonicalDeltas(weights, -35)];
    expect(up(turned, 291)).toBeCloseTo(up(front, 291), 5);
    expect(up(turned, 61)).toBeLessThan(0.5 * up(front, 61));
  });

  it('opens the jaw of a turned face as asked up to talking, and less beyond: its far corner would tear', () => {
    const gap = (jaw: number, yaw: number): number => {
      const deltas = canonicalDeltas(expressionWeights(of({ 'jaw.open': jaw }), false), yaw);
      return up(deltas, 13) - up(deltas, 14);
    };
    expect(gap(0.35, -36)).toBeCloseTo(gap(0.35, 0), 1);
    expect(gap(1, -36)).toBeLessThan(0.7 * gap(1, 0));
    expect(gap(1, -36)).toBeGreaterThan(1.05 * gap(0.7, -36));
  });

  it('stretches skin nowhere by more than its own length, so that the map can be turned round', async () => {
    const { EXPRESSIONS } = await import('./expression-basis.ts');
    const { vertices, triangles } = CANONICAL;
    // triangles between the lips tear by design
    const lips = new Set([
      13, 14, 78, 308, 80, 81, 82, 87, 88, 95, 178, 191, 310, 311, 312, 317, 318, 324, 402, 415,
    ]);
    for (const [name, deltas] of Object.entries(EXPRESSIONS)) {
      for (let k = 0; k < triangles.length; k++) {
        const [a, b] = [triangles[k]!, triangles[k % 3 === 2 ? k - 2 : k + 1]!];
        if (lips.has(a) || lips.has(b)) continue;
        const apart = (axis: number, of: Float32Array): number => of[3 * a + axis]! - of[3 * b + axis]!;
        const length = Math.hypot(apart(0, vertices), apart(1, vertices), apart(2, vertices));
        const change = Math.hypot(apart(0, deltas), apart(1, deltas));
        expect(change / length, `${name} ${a}-${b}`).toBeLessThan(1);
      }
    }
  });

  it.each<[string, Partial<Record<ChannelName, number>>]>([
    ['smile and open jaw', { 'mouth.smileLeft': 1, 'mouth.smileRight': 1, 'jaw.open': 1 }],
    [
      'smile, raised cheeks and squint',
      { 'mouth.smileLeft': 1, 'mouth.smileRight': 1, 'cheek.raise': 1, 'eye.squint': 1 },
    ],
    ['pucker and open jaw', { 'mouth.pucker': 1, 'jaw.open': 0.8 }],
    ['funnel, pucker and jaw to the side', { 'mouth.funnel': 1, 'mouth.pucker': 1, 'jaw.side': 1 }],
    ['stretched lips and open jaw', { 'mouth.stretch': 1, 'jaw.open': 1 }],
    ['frown and smile', { 'mouth.frown': 1, 'mouth.smileLeft': 1, 'mouth.smileRight': 1 }],
    [
      'furrowed, lowered brows and wrinkled nose',
      { 'brow.furrow': 1, 'brow.downLeft': 1, 'brow.downRight': 1, 'nose.wrinkle': 1 },
    ],
    ['raised and inner-raised brows', { 'brow.upLeft': 1, 'brow.upRight': 1, 'brow.innerUp': 1 }],
  ])('folds the skin nowhere over itself: %s', (_, values) => {
    const deltas = canonicalDeltas(expressionWeights(of(values), false));
    const { vertices, triangles } = CANONICAL;
    const area = (corners: readonly number[], share: number): number => {
      const at = (n: number, axis: number): number =>
        vertices[3 * corners[n]! + axis]! + share * deltas[3 * corners[n]! + axis]!;
      return (at(1, 0) - at(0, 0)) * (at(2, 1) - at(0, 1)) - (at(2, 0) - at(0, 0)) * (at(1, 1) - at(0, 1));
    };
    let least = Infinity;
    for (let k = 0; k < triangles.length; k += 3) {
      const corners = [triangles[k]!, triangles[k + 1]!, triangles[k + 2]!];
      const rest = area(corners, 0);
      // triangles between the lips tear by design, those on edge say nothing
      if (corners.some((i) => INNER.has(i)) || Math.abs(rest) < 0.02) continue;
      least = Math.min(least, area(corners, 1) / rest);
    }
    expect(least).toBeGreaterThan(0.1);
  });
});
