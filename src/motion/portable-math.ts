/**
 * Sine, exponential and logarithm built from +, -, x and / alone. The built-in ones may differ in the last
 * bit between JavaScript engines; a seed must give the same motion on every machine.
 */

const SIN_TERMS = 10;
const EXP_TERMS = 15;
const LN_TERMS = 13;
/** ln 2 in two parts, so that `x - k ln 2` loses nothing. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const TAU = 6.283185307179586;
const bits = new DataView(new ArrayBuffer(8));

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

/** e^x for |x| < 700. Relative error below 1e-15. */
export function portableExp(x: number): number {
  const k = Math.round(x / (LN2_HIGH + LN2_LOW));
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = 0;
  for (let n = EXP_TERMS; n >= 1; n--) sum = (r / n) * (1 + sum);
  return (1 + sum) * powerOfTwo(k);
}

/** Natural logarithm of a positive, normal number. Relative error below 1e-15. */
export function portableLn(x: number): number {
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  let exponent = (high >>> 20) - 1023;
  bits.setUint32(0, (high & 0x000fffff) | 0x3ff00000);
  let mantissa = bits.getFloat64(0);
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent += 1;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let sum = 0;
  for (let n = LN_TERMS; n >= 0; n--) sum = sum * square + 1 / (2 * n + 1);
  return exponent * LN2_HIGH + (exponent * LN2_LOW + 2 * s * sum);
}

function powerOfTwo(k: number): number {
  const base = k < 0 ? 0.5 : 2;
  let result = 1;
  for (let n = Math.abs(k); n > 0; n--) result *= base;
  return result;
}
