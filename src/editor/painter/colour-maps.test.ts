import { describe, expect, it } from 'vitest';
import { depthColour } from './colour-maps.ts';

/** Relative luminance of sRGB bytes (WCAG 2.2, definition of relative luminance). */
function luminance(rgb: readonly number[]): number {
  const [red, green, blue] = rgb.map((byte) => {
    const part = byte / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

describe('the depth ramp', () => {
  it('gets lighter from far to near, everywhere', () => {
    let last = -1;
    for (let depth = 0; depth <= 1.0001; depth += 0.01) {
      const next = luminance(depthColour(depth));
      expect(next).toBeGreaterThan(last);
      last = next;
    }
  });

  it('holds its ends for depths out of range', () => {
    expect(depthColour(-3)).toEqual(depthColour(0));
    expect(depthColour(7)).toEqual(depthColour(1));
  });
});
