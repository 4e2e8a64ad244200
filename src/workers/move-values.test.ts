import { describe, expect, it } from 'vitest';
import type { RegionsValue } from '../values/value.ts';
import { buffersIn } from './move-values.ts';

describe('what moves to the page', () => {
  it('is every buffer of a value, however deep and however often it is held', () => {
    const face = new Float32Array(4);
    const both = new Float32Array(8);
    const regions: RegionsValue = {
      type: 'Regions',
      width: 2,
      height: 2,
      masks: { face, hair: both.subarray(0, 4), torso: both.subarray(4) },
    };
    expect([...buffersIn({ ok: true, value: { regions, list: [{ bytes: face }] } })]).toEqual([
      face.buffer,
      both.buffer,
    ]);
  });

  it('is no shared memory', () => {
    expect(buffersIn({ data: new Uint8Array(new SharedArrayBuffer(4)) }).size).toBe(0);
  });
});
