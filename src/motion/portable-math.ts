export { cosTurns, sinTurns } from '../values/portable-sine.ts';

/**
 * Angle, exponential and logarithm built from +, -, x, / and the square root (exact by IEEE 754) alone. The built-in ones may differ in the last
 * bit between JavaScript engines; a seed must give the same motion on every machine.
 */

const EXP_TERMS = 15;
const LN_TERMS = 13;
const ATAN_TERMS = 8;
const ATAN_HALVINGS = 3;
/** ln 2 in two parts, so that `x - k ln 2` loses nothing. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const TAU = 6.283185307179586;
const bits = new DataView(new ArrayBuffer(8));

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

/** Length of (x, y); `Math.hypot` may differ in the last bit between engines. */
export function hypotenuse(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}

/** Angle of (x, y) from the x axis in whole turns, -0.5..0.5; 0 for (0, 0). Accurate to 1e-15. */
export function angleTurns(y: number, x: number): number {
  if (x === 0 && y === 0) return 0;
  const [a, b] = [Math.abs(x), Math.abs(y)];
  // three half angles bring the tangent below 0.1, where the series ends soon
  let tangent = Math.min(a, b) / Math.max(a, b);
  for (let halving = 0; halving < ATAN_HALVINGS; halving++) {
    tangent /= 1 + Math.sqrt(1 + tangent * tangent);
  }
  const square = tangent * tangent;
  let sum = 0;
  for (let n = ATAN_TERMS; n >= 0; n--) sum = 1 / (2 * n + 1) - square * sum;
  const small = (tangent * sum * (1 << ATAN_HALVINGS)) / TAU;
  const first = b > a ? 0.25 - small : small;
  const upper = x < 0 ? 0.5 - first : first;
  return y < 0 ? -upper : upper;
}

function powerOfTwo(k: number): number {
  const base = k < 0 ? 0.5 : 2;
  let result = 1;
  for (let n = Math.abs(k); n > 0; n--) result *= base;
  return result;
}
