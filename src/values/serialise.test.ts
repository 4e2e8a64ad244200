import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deserialiseValue, digestSerialised, serialisedBytes, serialiseValue } from './serialise.ts';
import type { Value } from './value.ts';

const floats = fc.float32Array({ maxLength: 32 });
const size = { width: fc.nat(8), height: fc.nat(8) };
const point = fc.record({ x: fc.double(), y: fc.double() });
/** Names as a user may give them to regions, among them ones that look like the marks of the format. */
const name = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('$array', '$number', 'type', 'constructor'),
);

/** Values of many shapes; the sizes of pictures need not fit their data here. */
const anyValue: fc.Arbitrary<Value> = fc.oneof(
  fc.record({ type: fc.constant('Image' as const), ...size, data: fc.uint8ClampedArray({ maxLength: 64 }) }),
  fc.record({ type: fc.constant('Mask' as const), ...size, data: floats }),
  fc.record({ type: fc.constant('Flow' as const), ...size, dx: floats, dy: floats }),
  fc.record(
    {
      type: fc.constant('Regions' as const),
      ...size,
      masks: fc.dictionary(name, floats, { noNullPrototype: true }),
      body: fc.record({ leftShoulder: point, rightShoulder: point, confidence: fc.double() }),
    },
    { requiredKeys: ['type', 'width', 'height', 'masks'] },
  ),
  fc.record({
    type: fc.constant('File' as const),
    name: fc.string(),
    mediaType: fc.string(),
    bytes: fc.uint8Array({ maxLength: 64 }),
  }),
  fc.record({ type: fc.constant('Number' as const), value: fc.double() }),
  fc.record({ type: fc.constant('Text' as const), value: fc.string({ unit: 'binary' }) }),
);

/** JSON has no -0, and no result tells it from 0. */
function withoutNegativeZero(part: unknown): unknown {
  if (Object.is(part, -0)) return 0;
  if (typeof part !== 'object' || part === null || ArrayBuffer.isView(part)) return part;
  return Object.fromEntries(Object.entries(part).map(([key, member]) => [key, withoutNegativeZero(member)]));
}

describe('a serialised value', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(deserialiseValue(serialiseValue(value))).toEqual(withoutNegativeZero(value));
      }),
    );
  });

  it('has one form whatever order its members were written in', async () => {
    const one: Value = { type: 'Mask', width: 1, height: 2, data: new Float32Array([0, 1]) };
    const other: Value = { data: new Float32Array([0, 1]), height: 2, type: 'Mask', width: 1 };
    expect(await digestSerialised(serialiseValue(one))).toBe(await digestSerialised(serialiseValue(other)));
  });

  it('has another digest when one byte differs', async () => {
    const digest = (byte: number) =>
      digestSerialised(
        serialiseValue({ type: 'Image', width: 1, height: 1, data: new Uint8ClampedArray([1, 2, 3, byte]) }),
      );
    expect(await digest(4)).not.toBe(await digest(5));
  });

  it('tells apart arrays of equal bytes and different types', async () => {
    const file = { type: 'File', name: 'a', mediaType: 'b' } as const;
    const plain = serialiseValue({ ...file, bytes: new Uint8Array([1]) });
    const clamped = serialiseValue({ ...file, bytes: new Uint8ClampedArray([1]) as unknown as Uint8Array });
    expect(await digestSerialised(plain)).not.toBe(await digestSerialised(clamped));
  });

  it('takes only the part of a buffer that a view shows, however it is aligned', () => {
    const memory = new Uint8Array(64).map((_byte, index) => index);
    const data = new Float32Array(memory.buffer, 8, 4);
    const form = serialiseValue({ type: 'Mask', width: 2, height: 2, data });
    expect(form.buffers[0]).toHaveLength(16);
    const shifted = new Uint8Array(17);
    shifted.set(form.buffers[0]!, 1);
    const moved = { header: form.header, buffers: [shifted.subarray(1)] };
    expect(deserialiseValue(moved)).toEqual({ type: 'Mask', width: 2, height: 2, data });
  });

  it('reads shared memory', async () => {
    const shared = new Uint8ClampedArray(new SharedArrayBuffer(4));
    shared.set([1, 2, 3, 4]);
    const own = new Uint8ClampedArray([1, 2, 3, 4]);
    const [one, other] = [shared, own].map((data) =>
      serialiseValue({ type: 'Image', width: 1, height: 1, data }),
    );
    expect(await digestSerialised(one!)).toBe(await digestSerialised(other!));
    expect(deserialiseValue(one!)).toEqual({ type: 'Image', width: 1, height: 1, data: own });
  });

  it('keeps numbers that JSON lacks', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(deserialiseValue(serialiseValue({ type: 'Number', value }))).toEqual({ type: 'Number', value });
    }
  });

  it('counts its bytes', () => {
    const form = serialiseValue({ type: 'Mask', width: 1, height: 1, data: new Float32Array(1) });
    expect(serialisedBytes(form)).toBe(form.header.length + 4);
  });

  it.each([
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a function', () => 1],
    ['a bigint', 1n],
    ['a data view', new DataView(new ArrayBuffer(2))],
  ])('cannot hold %s', (_what, part) => {
    expect(() => serialiseValue({ type: 'Text', value: part } as unknown as Value)).toThrow(TypeError);
  });
});

describe('a damaged form', () => {
  it.each([
    ['no JSON', '{', []],
    ['no value', '{"type":"Sofa"}', []],
    ['a missing array', '{"type":"Image","data":{"$array":0,"type":"Uint8Array"}}', []],
    [
      'an unknown array type',
      '{"type":"Image","data":{"$array":0,"type":"constructor"}}',
      [new Uint8Array(4)],
    ],
    ['half a number', '{"type":"Mask","data":{"$array":0,"type":"Float32Array"}}', [new Uint8Array(3)]],
  ])('of %s is refused', (_what, header, buffers) => {
    expect(() => deserialiseValue({ header, buffers })).toThrow(
      expect.objectContaining({ code: 'value-corrupt' }),
    );
  });
});
