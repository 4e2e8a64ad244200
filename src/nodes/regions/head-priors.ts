import { portableExp } from '../../motion/portable-math.ts';
/**
 * What a pixel of a person is likely to be, from its place relative to the face alone.
 * u, v as in {@link FaceFrame}: sides of the face at u = ±1, forehead at v = -1, chin at v = +1.
 */
export interface PlacePrior {
  /** The three sum to 1. */
  readonly hair: number;
  readonly skin: number;
  readonly cloth: number;
}

/** From here down neck and shoulders begin. */
const JAW = 0.85;

/** Hair beside the head rarely reaches further out than this. */
const HAIR_REACH = 2.1;

/** Long hair gets less likely by a factor e in this much of v below the jaw. */
const LONG_HAIR_LENGTH = 1.5;

/** Half width of a neck. */
const NECK = 0.75;

/** Above the mesh's forehead: bare forehead, rarely. */
const FOREHEAD_SKIN = 0.05;

export function placePrior(u: number, v: number): PlacePrior {
  const side = Math.abs(u);
  if (v < JAW) return side < 1 && v > -1 ? ON_FACE : besideHead(side, v);
  return belowJaw(side, v);
}

/** Fringes and beards are hair too. */
const ON_FACE: PlacePrior = { hair: 0.1, skin: 0.88, cloth: 0.02 };

function besideHead(side: number, v: number): PlacePrior {
  const down = Math.min(1, Math.max(0, (v + 1) / (JAW + 1)));
  const outside = portableExp(-Math.max(0, side - HAIR_REACH) / 0.4);
  const skin = side < 1.45 ? mix(v < -1 ? FOREHEAD_SKIN : 0.08, 0.25, down) : 0.03;
  const hair = (1 - skin) * mix(0.97, 0.6, down * down) * outside;
  return { hair, skin, cloth: 1 - hair - skin };
}

function belowJaw(side: number, v: number): PlacePrior {
  const below = v - JAW;
  const nearNeck = side < NECK;
  const outside = portableExp(-Math.max(0, side - HAIR_REACH) / 0.4);
  const hair = (nearNeck ? 0.06 : 0.5) * portableExp(-below / LONG_HAIR_LENGTH) * outside;
  const skin = nearNeck ? mix(0.75, 0.25, Math.min(1, below / 1.2)) * (1 - hair) : 0.12;
  return { hair, skin, cloth: Math.max(0, 1 - hair - skin) };
}

function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}
