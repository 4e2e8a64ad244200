/**
 * For every pixel the nearest pixel whose `known` is 1 (index, or -1 where there is none), by two sweeps that hand
 * on the nearest candidate (Danielsson 1980, 8 neighbours): off by less than a pixel.
 */
export function distanceToKnown(
  known: Uint8Array,
  width: number,
  height: number,
): { readonly nearest: Int32Array } {
  const nearest = new Int32Array(known.length).fill(-1);
  const best = new Float32Array(known.length).fill(Infinity);
  for (let k = 0; k < known.length; k++) {
    if (known[k] !== 1) continue;
    nearest[k] = k;
    best[k] = 0;
  }
  const offer = (k: number, x: number, y: number, nx: number, ny: number): void => {
    if (nx < 0 || ny < 0 || nx >= width || ny >= height) return;
    const n = nearest[ny * width + nx];
    if (n < 0) return;
    const distance = (x - (n % width)) ** 2 + (y - Math.floor(n / width)) ** 2;
    if (distance >= best[k]) return;
    best[k] = distance;
    nearest[k] = n;
  };
  for (let pass = 0; pass < 2; pass++) {
    const step = pass === 0 ? 1 : -1;
    for (let n = 0; n < known.length; n++) {
      const k = pass === 0 ? n : known.length - 1 - n;
      if (best[k] === 0) continue;
      const [x, y] = [k % width, Math.floor(k / width)];
      offer(k, x, y, x - step, y);
      offer(k, x, y, x, y - step);
      offer(k, x, y, x - step, y - step);
      offer(k, x, y, x + step, y - step);
      offer(k, x, y, x + step, y);
    }
  }
  return { nearest };
}
