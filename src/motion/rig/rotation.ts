import { cosTurns, sinTurns } from '../portable-math.ts';

/** Row-major 3 x 3 rotation. */
export type Rotation = readonly [number, number, number, number, number, number, number, number, number];

/**
 * Rotation of a head motion in picture axes with y up and z to the viewer: yaw turns the face to the right,
 * pitch lifts the chin, roll leans the crown to the right. Order: yaw, then pitch, then roll. Degrees.
 */
export function headRotation(yaw: number, pitch: number, roll: number): Rotation {
  const [cy, sy] = [cosTurns(yaw / 360), sinTurns(yaw / 360)];
  const [cp, sp] = [cosTurns(pitch / 360), sinTurns(pitch / 360)];
  const [cr, sr] = [cosTurns(roll / 360), sinTurns(roll / 360)];
  const turn: Rotation = [cy, 0, sy, 0, 1, 0, -sy, 0, cy];
  const nod: Rotation = [1, 0, 0, 0, cp, sp, 0, -sp, cp];
  const lean: Rotation = [cr, sr, 0, -sr, cr, 0, 0, 0, 1];
  return multiply(lean, multiply(nod, turn));
}

function multiply(a: Rotation, b: Rotation): Rotation {
  const at = (row: number, column: number): number =>
    (a[row * 3] ?? 0) * (b[column] ?? 0) +
    (a[row * 3 + 1] ?? 0) * (b[column + 3] ?? 0) +
    (a[row * 3 + 2] ?? 0) * (b[column + 6] ?? 0);
  return [at(0, 0), at(0, 1), at(0, 2), at(1, 0), at(1, 1), at(1, 2), at(2, 0), at(2, 1), at(2, 2)];
}

/**
 * Rotation that takes weighted points `from` closest to `to` (both centred), from their 3 x 3 covariance
 * `sum w * to * from^T`: Horn 1987, the eigenvector of the largest eigenvalue of the quaternion matrix.
 */
export function closestRotation(s: Rotation): Rotation {
  // s is to x from; Horn's S is from x to
  const [xx, yx, zx, xy, yy, zy, xz, yz, zz] = s;
  const n = [
    [xx + yy + zz, yz - zy, zx - xz, xy - yx],
    [yz - zy, xx - yy - zz, xy + yx, zx + xz],
    [zx - xz, xy + yx, yy - xx - zz, yz + zy],
    [xy - yx, zx + xz, yz + zy, zz - xx - yy],
  ];
  const [w, x, y, z] = largestEigenvector(n);
  return [
    w * w + x * x - y * y - z * z,
    2 * (x * y - w * z),
    2 * (x * z + w * y),
    2 * (x * y + w * z),
    w * w - x * x + y * y - z * z,
    2 * (y * z - w * x),
    2 * (x * z - w * y),
    2 * (y * z + w * x),
    w * w - x * x - y * y + z * z,
  ];
}

/** Power iteration on the matrix shifted to be positive definite; unit vector. */
function largestEigenvector(n: readonly (readonly number[])[]): [number, number, number, number] {
  const shift = Math.max(...n.map((row) => row.reduce((sum, v) => sum + Math.abs(v), 0)));
  let v = [1, 0.01, 0.02, 0.03];
  for (let step = 0; step < 400; step++) {
    const next = n.map((row, i) => row.reduce((sum, m, j) => sum + m * (v[j] ?? 0), shift * (v[i] ?? 0)));
    const length = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0)) || 1;
    v = next.map((value) => value / length);
  }
  return [v[0] ?? 1, v[1] ?? 0, v[2] ?? 0, v[3] ?? 0];
}
