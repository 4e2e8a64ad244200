import { FACE_OVAL, LEFT_EYE, OUTER_LOWER_LIP, OUTER_UPPER_LIP, RIGHT_EYE } from '../rig/face-points.ts';

/**
 * 1 for the pixels of the face without eyes and mouth, which open and close: where sharpness can be compared from
 * frame to frame.
 * @param landmarks 478 x 3, px
 */
export function faceSkin(landmarks: Float32Array, width: number, height: number): Uint8Array {
  const skin = new Uint8Array(width * height);
  fill(skin, width, height, outline(landmarks, FACE_OVAL), 1);
  for (const { crease, below, upper } of [RIGHT_EYE, LEFT_EYE]) {
    const inner = upper[upper.length - 1];
    fill(skin, width, height, outline(landmarks, [upper[0], ...crease, inner, ...[...below].reverse()]), 0);
  }
  fill(skin, width, height, outline(landmarks, [...OUTER_UPPER_LIP, ...[...OUTER_LOWER_LIP].reverse()]), 0);
  return skin;
}

type Outline = readonly (readonly [x: number, y: number])[];

function outline(landmarks: Float32Array, points: readonly number[]): Outline {
  return points.map((i) => [landmarks[3 * i], landmarks[3 * i + 1]] as const);
}

/** Sets pixels whose centre lies inside the outline (even-odd rule). */
function fill(mask: Uint8Array, width: number, height: number, points: Outline, value: number): void {
  for (let row = 0; row < height; row++) {
    const y = row + 0.5;
    const crossings: number[] = [];
    points.forEach(([x1, y1], n) => {
      const [x2, y2] = points[(n + 1) % points.length];
      if (y1 <= y !== y2 <= y) crossings.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
    });
    crossings.sort((a, b) => a - b);
    for (let n = 0; n + 1 < crossings.length; n += 2) {
      const from = Math.max(0, Math.ceil(crossings[n] - 0.5));
      const to = Math.min(width, Math.ceil(crossings[n + 1] - 0.5));
      if (from < to) mask.fill(value, row * width + from, row * width + to);
    }
  }
}
