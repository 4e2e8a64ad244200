import { describe, expect, it } from 'vitest';
import { describeValue } from './describe.ts';
import { isWhole, outlineOf } from './outline.ts';
import { serialisedBytes, serialiseValue } from './serialise.ts';
import type { Value } from './value.ts';

const size = { width: 40, height: 30 };
const plane = () => new Float32Array(size.width * size.height).fill(0.5);
const withPixels: readonly Value[] = [
  { type: 'Image', ...size, data: new Uint8ClampedArray(size.width * size.height * 4) },
  { type: 'Mask', ...size, data: plane() },
  { type: 'Depth', ...size, data: plane() },
  { type: 'Flow', ...size, dx: plane(), dy: plane() },
  { type: 'Regions', ...size, masks: { face: plane(), hair: plane() } },
];
const small: readonly Value[] = [
  { type: 'Number', value: 3 },
  { type: 'Text', value: 'blink' },
  { type: 'File', name: 'clip.mp4', mediaType: 'video/mp4', bytes: new Uint8Array(9) },
];

describe('an outline', () => {
  it.each(withPixels)('of $type has no pixels, and is described as the value is', (value) => {
    const outline = outlineOf(value);
    expect(JSON.stringify(outline).length).toBeLessThan(100);
    expect(describeValue(outline)).toBe(describeValue(value));
    expect(isWhole(outline)).toBe(false);
    // The value itself keeps them.
    expect(isWhole(value)).toBe(true);
    expect(serialisedBytes(serialiseValue(value))).toBeGreaterThan(4_000);
  });

  it.each(small)('of $type is the value itself', (value) => {
    expect(outlineOf(value)).toBe(value);
    expect(isWhole(value)).toBe(true);
  });

  it('of regions without any is whole', () => {
    expect(isWhole(outlineOf({ type: 'Regions', ...size, masks: {} }))).toBe(true);
  });
});
