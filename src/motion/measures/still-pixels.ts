import type { MotionValue } from '../../values/motion.ts';

/** Below this a pixel may belong to the subject, 0..1. */
const SURE_BACKGROUND = 0.98;
/** Channels that move or light the whole picture. */
const WHOLE_PICTURE = ['camera.', 'light'] as const;

/**
 * The pixels that a take must leave alone: background at least `margin` away from everything else, so that a head
 * or hair that moves may cover and uncover what is next to it.
 * @param background 0..1 per pixel @param margin px
 * @returns 1 per still pixel
 */
export function stillPixels(
  background: Float32Array,
  width: number,
  height: number,
  margin: number,
): Uint8Array {
  const reach = Math.ceil(margin);
  const across = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0, far = reach + 1; x < width; x++) {
      far = background[y * width + x] < SURE_BACKGROUND ? 0 : far + 1;
      across[y * width + x] = far > reach ? 1 : 0;
    }
    for (let x = width - 1, far = reach + 1; x >= 0; x--) {
      far = background[y * width + x] < SURE_BACKGROUND ? 0 : far + 1;
      if (far <= reach) across[y * width + x] = 0;
    }
  }
  const still = new Uint8Array(across);
  for (let x = 0; x < width; x++) {
    for (let y = 0, far = reach + 1; y < height; y++) {
      far = across[y * width + x] === 0 ? 0 : far + 1;
      if (far <= reach) still[y * width + x] = 0;
    }
    for (let y = height - 1, far = reach + 1; y >= 0; y--) {
      far = across[y * width + x] === 0 ? 0 : far + 1;
      if (far <= reach) still[y * width + x] = 0;
    }
  }
  return still;
}

/** True when the motion asks for a background that moves or changes its light. */
export function movesPicture(motion: MotionValue): boolean {
  return Object.entries(motion.channels).some(
    ([name, track]) => WHOLE_PICTURE.some((start) => name.startsWith(start)) && track.some((v) => v !== 0),
  );
}
