import { describe, expect, it } from 'vitest';
import { sameContent } from './same-content.ts';

describe('content', () => {
  const value = () => ({
    a: [1, 'x', undefined],
    b: new Float32Array([1, Number.NaN]),
    c: { d: new Uint8Array(3) },
  });

  it('is the same of equal values', () => {
    expect(sameContent(value(), value())).toBe(true);
  });

  it.each([
    ['a number', { ...value(), a: [2, 'x', undefined] }],
    ['a length', { ...value(), a: [1, 'x'] }],
    ['a byte', { ...value(), c: { d: new Uint8Array([0, 0, 1]) } }],
    ['a kind of array', { ...value(), b: new Int32Array(new Float32Array([1, Number.NaN]).buffer) }],
    ['a missing part', { a: value().a, b: value().b }],
    ['a part of another name', { ...value(), c: { e: new Uint8Array(3) } }],
    ['nothing', null],
  ])('differs by %s', (_, other) => {
    expect(sameContent(value(), other)).toBe(false);
  });
});
