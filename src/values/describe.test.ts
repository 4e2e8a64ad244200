import { describe, expect, it } from 'vitest';
import { describeValue, formatBytes } from './describe.ts';
import type { Value } from './value.ts';

describe('a value in words', () => {
  const clip = { width: 512, height: 640, fps: 24, frameCount: 72, loop: true };
  const cases: readonly (readonly [Value, string])[] = [
    [{ type: 'Image', width: 512, height: 640, data: new Uint8ClampedArray() }, 'Image 512×640'],
    [{ type: 'Regions', width: 1, height: 1, masks: { face: new Float32Array(1) } }, 'Regions face'],
    [{ type: 'Faces', width: 1, height: 1, faces: [], selected: 0 }, '0 faces'],
    [{ type: 'Clip', ...clip, chunks: [] }, 'Clip 72f @24, 512×640'],
    [{ type: 'Audio', sampleRate: 8000, channelCount: 2, samples: new Float32Array(24_000) }, 'Audio 1.5 s'],
    [
      { type: 'File', name: 'a.mp4', mediaType: 'video/mp4', bytes: new Uint8Array(1536) },
      'video/mp4, 1.5 kB',
    ],
    [{ type: 'Text', value: 'abc' }, 'Text, 3 characters'],
    [{ type: 'Boolean', value: true }, 'true'],
  ];
  it.each(cases)('%#: %j', (value, words) => {
    expect(describeValue(value)).toBe(words);
  });
});

describe('a size in words', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 kB'],
    [150 * 1024, '150 kB'],
    [5.25 * 1024 ** 2, '5.3 MB'],
    [3 * 1024 ** 4, '3072 GB'],
  ])('%d bytes', (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
  });
});
