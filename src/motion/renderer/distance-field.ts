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
  // where the nearest pixels lie: dividing indices again for every offer would take most of the time
  const column = new Uint16Array(known.length);
  const row = new Uint16Array(known.length);
  for (let y = 0, k = 0; y < height; y++) {
    for (let x = 0; x < width; x++, k++) {
      if (known[k] !== 1) continue;
      nearest[k] = k;
      best[k] = 0;
      column[k] = x;
      row[k] = y;
    }
  }
  for (let pass = 0; pass < 2; pass++) {
    const step = pass === 0 ? 1 : -1;
    const away = OFFER_X.map((dx, offer) => step * (OFFER_Y[offer] * width + dx));
    for (let b = 0; b < height; b++) {
      const y = pass === 0 ? b : height - 1 - b;
      for (let a = 0; a < width; a++) {
        const x = pass === 0 ? a : width - 1 - a;
        const k = y * width + x;
        if (best[k] === 0) continue;
        let least = best[k];
        let from = -1;
        const isInner = x > 0 && y > 0 && x < width - 1 && y < height - 1;
        for (let offer = 0; offer < OFFERS; offer++) {
          if (!isInner) {
            const nx = x + step * OFFER_X[offer];
            const ny = y + step * OFFER_Y[offer];
            if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
          }
          const n = k + away[offer];
          if (nearest[n] < 0) continue;
          const dx = x - column[n];
          const dy = y - row[n];
          const distance = Math.fround(dx * dx + dy * dy);
          if (distance >= least) continue;
          least = distance;
          from = n;
        }
        if (from < 0) continue;
        best[k] = least;
        nearest[k] = nearest[from];
        column[k] = column[from];
        row[k] = row[from];
      }
    }
  }
  return { nearest };
}

/** Neighbours that hand on their nearest pixel in the first sweep; the second sweep takes the opposite ones. */
const OFFERS = 5;
const OFFER_X = [-1, 0, -1, 1, 1] as const;
const OFFER_Y = [0, -1, -1, -1, 0] as const;
