interface Level {
  readonly width: number;
  readonly height: number;
  /** r, g, b, weight */
  readonly data: Float32Array;
}

/**
 * Fills what is unknown by averaging down until something is known and interpolating back up (push-pull pyramid,
 * Gortler et al. 1996), in place: four floats per pixel, three values and their weight 0..1, which becomes 1.
 */
export function pushPull(data: Float32Array, width: number, height: number): void {
  const levels: Level[] = [{ width, height, data }];
  for (;;) {
    const last = levels[levels.length - 1];
    if (last.width <= 2 || last.height <= 2) break;
    levels.push(halve(last));
  }
  for (let n = levels.length - 2; n >= 0; n--) fillFrom(levels[n + 1], levels[n]);
}

function halve(fine: Level): Level {
  const [width, height] = [Math.ceil(fine.width / 2), Math.ceil(fine.height / 2)];
  const data = new Float32Array(width * height * 4);
  for (let y = 0; y < fine.height; y++) {
    for (let x = 0; x < fine.width; x++) {
      const from = (y * fine.width + x) * 4;
      const w = fine.data[from + 3];
      if (w === 0) continue;
      const to = ((y >> 1) * width + (x >> 1)) * 4;
      for (let c = 0; c < 3; c++) data[to + c] += w * fine.data[from + c];
      data[to + 3] += w;
    }
  }
  for (let k = 0; k < data.length; k += 4) {
    const w = data[k + 3];
    if (w === 0) continue;
    for (let c = 0; c < 3; c++) data[k + c] /= w;
    data[k + 3] = Math.min(1, w);
  }
  return { width, height, data };
}

function fillFrom(coarse: Level, fine: Level): void {
  for (let y = 0; y < fine.height; y++) {
    for (let x = 0; x < fine.width; x++) {
      const at = (y * fine.width + x) * 4;
      const w = fine.data[at + 3];
      if (w >= 1) continue;
      const gx = Math.min(coarse.width - 1, Math.max(0, x / 2 - 0.25));
      const gy = Math.min(coarse.height - 1, Math.max(0, y / 2 - 0.25));
      const [i, j] = [Math.floor(gx), Math.floor(gy)];
      const [fx, fy] = [gx - i, gy - j];
      const right = Math.min(coarse.width - 1, i + 1);
      const below = Math.min(coarse.height - 1, j + 1);
      for (let c = 0; c < 3; c++) {
        const top =
          coarse.data[(j * coarse.width + i) * 4 + c] * (1 - fx) +
          coarse.data[(j * coarse.width + right) * 4 + c] * fx;
        const bottom =
          coarse.data[(below * coarse.width + i) * 4 + c] * (1 - fx) +
          coarse.data[(below * coarse.width + right) * 4 + c] * fx;
        fine.data[at + c] = w * fine.data[at + c] + (1 - w) * (top * (1 - fy) + bottom * fy);
      }
      fine.data[at + 3] = 1;
    }
  }
}
