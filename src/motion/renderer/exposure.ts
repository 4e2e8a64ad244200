import { portableExp, portableLn } from '../portable-math.ts';

/**
 * What the `light` channel (fraction) makes of every byte: the deep and the bright end keep their places, so that
 * nothing clips.
 */
export function exposureTable(light: number): Uint8ClampedArray {
  const table = new Uint8ClampedArray(256);
  const power = 1 / (1 + 1.6 * light);
  for (let v = 1; v < 256; v++) table[v] = 255 * portableExp(power * portableLn(v / 255));
  return table;
}
