/**
 * Sine and cosine from +, -, x and / alone (exact by IEEE 754): the built-in ones may differ in the last bit between
 * JavaScript engines, and a document must give the same pixels and the same motion on every machine.
 */

const SIN_TERMS = 10;
const TAU = 6.283185307179586;

/** sin(2 pi x): `x` in whole turns. Accurate to 1e-15. */
export function sinTurns(x: number): number {
  let turn = x - Math.round(x);
  if (turn > 0.25) turn = 0.5 - turn;
  else if (turn < -0.25) turn = -0.5 - turn;
  const z = turn * TAU;
  const square = z * z;
  let sum = 0;
  for (let n = SIN_TERMS; n >= 1; n--) sum = (-square / (2 * n * (2 * n + 1))) * (1 + sum);
  return z * (1 + sum);
}

/** cos(2 pi x): `x` in whole turns. Accurate to 1e-15. */
export function cosTurns(x: number): number {
  return sinTurns(x + 0.25);
}
