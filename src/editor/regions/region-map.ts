import type { RegionsValue } from '../../values/value.ts';

/** Weaker than this nothing counts as a region. */
const LEAST = 0.2;

/** Regions at the size in which they are shown. */
export interface RegionMap {
  readonly width: number;
  readonly height: number;
  readonly names: readonly string[];
  /** Index into `names` of the strongest region of every pixel; -1 where none is. */
  readonly strongest: Int8Array;
}

/** Which region is strongest where. @param side longest side, px */
export function regionMap({ width, height, masks }: RegionsValue, side: number): RegionMap {
  const scale = Math.min(1, side / Math.max(width, height));
  const size = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  const names = Object.keys(masks);
  const strongest = new Int8Array(size.width * size.height).fill(-1);
  for (let y = 0, i = 0; y < size.height; y++) {
    const row = Math.min(height - 1, Math.floor(((y + 0.5) / size.height) * height)) * width;
    for (let x = 0; x < size.width; x++, i++) {
      const at = row + Math.min(width - 1, Math.floor(((x + 0.5) / size.width) * width));
      let most = LEAST;
      for (const [index, name] of names.entries()) {
        const value = masks[name]?.[at] ?? 0;
        if (value > most) [most, strongest[i]] = [value, index];
      }
    }
  }
  return { ...size, names, strongest };
}

/** The region at a place. @param x, y fractions of the picture */
export function regionAt(map: RegionMap, x: number, y: number): string | undefined {
  const column = Math.min(map.width - 1, Math.max(0, Math.floor(x * map.width)));
  const row = Math.min(map.height - 1, Math.max(0, Math.floor(y * map.height)));
  return map.names[map.strongest[row * map.width + column] ?? -1];
}

/** Is a pixel of a region at its rim: beside one that is not of it? */
export function isRim({ width, height, strongest }: RegionMap, pixel: number): boolean {
  const own = strongest[pixel];
  const x = pixel % width;
  const y = (pixel - x) / width;
  return (
    (x > 0 && strongest[pixel - 1] !== own) ||
    (x < width - 1 && strongest[pixel + 1] !== own) ||
    (y > 0 && strongest[pixel - width] !== own) ||
    (y < height - 1 && strongest[pixel + width] !== own)
  );
}

/** The choice after a click: this region alone, or, when adding, also this one, or no longer. */
export function afterClick(picked: readonly string[], name: string, isAdding: boolean): readonly string[] {
  if (!isAdding) return picked.length === 1 && picked[0] === name ? [] : [name];
  return picked.includes(name) ? picked.filter((other) => other !== name) : [...picked, name];
}
