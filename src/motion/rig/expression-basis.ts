import { hypotenuse } from '../portable-math.ts';
import { VERTEX_COUNT } from './canonical-face.ts';
import { CORNER_LEFT, isBelowLips, LIP_LINE_Y, vertex } from './canonical-places.ts';
import { LEFT_BROW, LEFT_EYE, RIGHT_BROW, RIGHT_EYE } from './face-points.ts';
import { smoothStep } from './smooth-step.ts';

/**
 * The project's own procedural expression basis on the canonical mesh: displacement of every vertex in cm
 * (x right as seen, y up, z to the viewer) at weight 1.
 */
export type VertexDeltas = Float32Array;

/** Linear channels of the basis; the jaw is a hinge (see {@link jawWeights}), lids are drawn per column. */
export type ExpressionName =
  | 'smileLeft'
  | 'smileRight'
  | 'frown'
  | 'pucker'
  | 'press'
  | 'stretch'
  | 'browUpLeft'
  | 'browUpRight'
  | 'browInnerUp'
  | 'browFurrow'
  | 'browOuterUpLeft'
  | 'browOuterUpRight'
  | 'browDownLeft'
  | 'browDownRight'
  | 'cheekSquintLeft'
  | 'cheekSquintRight'
  | 'cheekPuff'
  | 'noseWrinkle'
  | 'noseFlare'
  | 'upperLip'
  | 'lowerLip'
  | 'funnel'
  | 'mouthSide';

const CORNER_RIGHT = 61;
/** Height of the lower lids, cm: cheeks push up to here, not through the eye. */
const LOWER_LID_Y = 2.2;

function fill(
  of: (x: number, y: number, z: number, i: number) => readonly [number, number, number],
): VertexDeltas {
  const out = new Float32Array(VERTEX_COUNT * 3);
  for (let i = 0; i < VERTEX_COUNT; i++) out.set(of(...vertex(i), i), 3 * i);
  return out;
}

/** Bell of unit height; exactly 0 beyond 2.4 widths, so that far vertices stay. */
function bell(distance: number, width: number): number {
  const t = distance / (2.4 * width);
  if (t >= 1) return 0;
  const k = 1 - t * t;
  return k * k * k;
}

/** Share of the corner's travel that the middle of the lips would take. */
const TAUT_MIDDLE = 0.32;

/**
 * Smile of one side. The corner travels (.71, 1.08, -.87) cm (outward, up, back along the teeth); the cheek
 * above rises and comes forward, which keeps the smile from looking like stretched rubber.
 */
function smile(side: 1 | -1): VertexDeltas {
  const [cx, cy] = vertex(side === 1 ? CORNER_LEFT : CORNER_RIGHT);
  return fill((x, y) => {
    // the lips bow like a string pulled at its ends: the lift grows with the square of the way from the middle
    const along = Math.min(1, Math.max(0, (side * x) / Math.abs(cx)));
    const taut = TAUT_MIDDLE + (1 - TAUT_MIDDLE) * along * along;
    const corner = taut * bell(hypotenuse(x - cx, (y - cy) * (y > cy ? 0.9 : 1.15)), 1.75);
    const lidFade = 1 - smoothStep(LOWER_LID_Y - 2, LOWER_LID_Y, y);
    const cheek = bell(hypotenuse(x - side * 4.1, y + 1.3), 1.5) * lidFade;
    return [
      side * (0.71 * corner + 0.12 * cheek),
      1.08 * corner + 0.54 * cheek,
      -0.87 * corner + 0.42 * cheek,
    ];
  });
}

function cornerPull(dx: number, dy: number, dz: number, width: number): VertexDeltas {
  const [, cy] = vertex(CORNER_LEFT);
  const [cornerX] = vertex(CORNER_LEFT);
  return fill((x, y) => {
    const w = bell(hypotenuse(Math.abs(x) - cornerX, y - cy), width);
    return [Math.sign(x) * dx * w, dy * w, dz * w];
  });
}

/** Lips drawn together and forward; the pull is strongest at the corners. */
function pucker(): VertexDeltas {
  return fill((x, y) => {
    const w = bell(hypotenuse(x * 0.75, y - LIP_LINE_Y), 1.7);
    return [-0.36 * x * w, -0.12 * (y - LIP_LINE_Y) * w, 0.75 * w];
  });
}

/** Lips pressed: both rims roll inward toward the lip line. */
function press(): VertexDeltas {
  return fill((x, y) => {
    const away = y - LIP_LINE_Y;
    const w = bell(hypotenuse(x * 0.45, away * 1.2), 1);
    return [0, -0.38 * away * w, -0.18 * w];
  });
}

function browCentre(points: readonly number[]): [number, number] {
  const sum = points.reduce<[number, number]>((s, i) => [s[0] + vertex(i)[0], s[1] + vertex(i)[1]], [0, 0]);
  return [sum[0] / points.length, sum[1] / points.length];
}

/** The forehead slides with the brow; the lid stays. */
function browLift(points: readonly number[], height: number): VertexDeltas {
  const [cx, cy] = browCentre(points);
  return fill((x, y) => {
    const above = y > cy ? 0.62 : 1.1;
    const w = bell(hypotenuse((x - cx) * 0.62, (y - cy) * above), 1.35) * smoothStep(2.5, 5, y);
    return [0, height * w, 0.1 * w];
  });
}

function innerBrows(dx: number, dy: number): VertexDeltas {
  return fill((x, y) => {
    const above = y > 4.6 ? 0.8 : 1.2;
    const w = bell(hypotenuse((Math.abs(x) - 1.7) * 0.8, (y - 4.6) * above), 1.25) * smoothStep(2.2, 4.5, y);
    return [Math.sign(x) * dx * w * Math.min(1, Math.abs(x) / 0.8), dy * w, 0];
  });
}

/** The outer third of a brow alone, an arch. */
function browOuter(side: 1 | -1): VertexDeltas {
  return fill((x, y) => {
    const above = y > 4.4 ? 0.7 : 1.15;
    const w = bell(hypotenuse((x - side * 5.1) * 0.8, (y - 4.4) * above), 1.3) * smoothStep(2.3, 4.5, y);
    return [0, 0.75 * w, 0.08 * w];
  });
}

/** A brow drawn down and a little inward; the fold above the lid gives way. */
function browDown(side: 1 | -1, points: readonly number[]): VertexDeltas {
  const [cx, cy] = browCentre(points);
  return fill((x, y) => {
    const above = y > cy ? 0.6 : 1;
    const w = bell(hypotenuse((x - cx) * 0.6, (y - cy) * above), 1.3) * smoothStep(3, 4.4, y);
    return [-side * 0.12 * w, -0.5 * w, 0.08 * w];
  });
}

/** What the skin below one eye does when one squints. */
function cheekSquint(side: 1 | -1): VertexDeltas {
  return fill((x, y) => {
    const w = bell(hypotenuse(x - side * 3.6, y - 0.4), 1.2) * (1 - smoothStep(1.4, LOWER_LID_Y, y));
    return [0, 0.35 * w, 0.12 * w];
  });
}

/** Air in the cheeks: out and forward, and the corners of the mouth a little inward. */
function cheekPuff(): VertexDeltas {
  return fill((x, y) => {
    const w = bell(hypotenuse(Math.abs(x) - 4.6, (y + 3.6) * 0.85), 1.45);
    return [Math.sign(x) * 0.55 * w, 0, 0.6 * w];
  });
}

/** The wings of the nose drawn up, the skin beside its bridge with them, the upper lip a little. */
function noseWrinkle(): VertexDeltas {
  return fill((x, y) => {
    const wing = bell(hypotenuse(Math.abs(x) - 1.6, y + 0.7), 0.95);
    const bridge = bell(hypotenuse(Math.abs(x) - 0.9, (y - 1.6) * 0.7), 0.8) * (1 - smoothStep(2.4, 3.4, y));
    const lip = bell(hypotenuse(Math.abs(x) - 1.3, y + 3.1), 0.75) * smoothStep(LIP_LINE_Y, -3.4, y);
    return [0, 0.38 * wing + 0.2 * bridge + 0.22 * lip, -0.08 * wing];
  });
}

function noseFlare(): VertexDeltas {
  return fill((x, y) => {
    const w = bell(hypotenuse(Math.abs(x) - 1.65, y + 1.1), 0.5);
    return [Math.sign(x) * 0.24 * w, 0.05 * w, 0];
  });
}

/** One lip away from the other: the middle travels `dy`, corners and the skin far from the lip stay. */
function lipAway(lip: 'upper' | 'lower', dy: number, dz: number): VertexDeltas {
  return fill((x, y, _z, i) => {
    if (isBelowLips(i, y) !== (lip === 'lower')) return [0, 0, 0];
    const across = 1 - smoothStep(0.9, 2.3, Math.abs(x));
    const away = Math.abs(y - LIP_LINE_Y);
    const w = across * bell(Math.max(0, away - 1), lip === 'upper' ? 0.75 : 1.2);
    return [0, dy * w, dz * w];
  });
}

/** Lips forward and round, open in the middle. */
function funnel(): VertexDeltas {
  return fill((x, y, _z, i) => {
    const w = bell(hypotenuse(x * 0.75, y - LIP_LINE_Y), 1.7);
    const middle = 1 - smoothStep(0.4, 2.1, Math.abs(x));
    const apart = isBelowLips(i, y) ? -0.38 : 0.26;
    return [-0.26 * x * w, apart * middle * w, 0.7 * w];
  });
}

function mouthSide(): VertexDeltas {
  return fill((x, y) => {
    const w = bell(hypotenuse(x * 0.62, y - LIP_LINE_Y), 1.5);
    return [0.6 * w, 0, 0];
  });
}

/** All linear expressions at weight 1. */
export const EXPRESSIONS: Readonly<Record<ExpressionName, VertexDeltas>> = {
  smileLeft: smile(1),
  smileRight: smile(-1),
  frown: cornerPull(0.12, -0.75, -0.15, 1.5),
  pucker: pucker(),
  press: press(),
  stretch: cornerPull(0.85, -0.12, -0.45, 1.7),
  browUpLeft: browLift(LEFT_BROW, 0.95),
  browUpRight: browLift(RIGHT_BROW, 0.95),
  browInnerUp: innerBrows(-0.05, 0.75),
  browFurrow: innerBrows(-0.38, -0.3),
  browOuterUpLeft: browOuter(1),
  browOuterUpRight: browOuter(-1),
  browDownLeft: browDown(1, LEFT_BROW),
  browDownRight: browDown(-1, RIGHT_BROW),
  cheekSquintLeft: cheekSquint(1),
  cheekSquintRight: cheekSquint(-1),
  cheekPuff: cheekPuff(),
  noseWrinkle: noseWrinkle(),
  noseFlare: noseFlare(),
  upperLip: lipAway('upper', 0.5, 0.1),
  lowerLip: lipAway('lower', -0.6, 0.05),
  funnel: funnel(),
  mouthSide: mouthSide(),
};

/** Share of the closing that the lower lid does. */
export const LOWER_LID_SHARE = 0.15;

/** Displacement of the lids' vertices at closure `amount` on the canonical face, cm: the lids meet at 1. */
export function lidDeltas(side: 'left' | 'right', amount: number): VertexDeltas {
  const eye = side === 'left' ? LEFT_EYE : RIGHT_EYE;
  const out = new Float32Array(VERTEX_COUNT * 3);
  for (let k = 1; k < eye.upper.length - 1; k++) {
    const [upper, lower] = [vertex(eye.upper[k]), vertex(eye.lower[k])];
    for (let axis = 0; axis < 3; axis++) {
      const gap = (upper[axis] - lower[axis]) * amount;
      out[3 * eye.upper[k] + axis] = -(1 - LOWER_LID_SHARE) * gap;
      out[3 * eye.lower[k] + axis] = LOWER_LID_SHARE * gap;
      const crease = eye.crease[k - 1];
      if (crease !== undefined) out[3 * crease + axis] = -0.45 * (1 - LOWER_LID_SHARE) * gap;
    }
  }
  return out;
}
