import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestBytes, digestShortText, sha256Hex } from './digest.ts';

function reference(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

describe('a digest', () => {
  it('is SHA-256 of all parts, whole for files and halved for values', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 4 }), async (parts) => {
        expect(await sha256Hex(parts)).toBe(reference(parts));
        expect(await digestBytes(parts)).toBe(reference(parts).slice(0, 32));
      }),
    );
  });

  it('of a short text is that of its bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
        expect(digestShortText(text)).toBe(await digestBytes([new TextEncoder().encode(text)]));
      }),
    );
    expect(digestShortText('→'.repeat(1365))).toBe(
      await digestBytes([new TextEncoder().encode('→'.repeat(1365))]),
    );
    expect(digestShortText('x'.repeat(1366))).toBeUndefined();
  });

  it('sees only what a view shows, in plain and in shared memory', async () => {
    const bytes = new Uint8Array([0, 1, 2, 3, 4]);
    const shared = new Uint8Array(new SharedArrayBuffer(5));
    shared.set(bytes);
    const expected = reference([bytes.slice(1, 4)]);
    expect(await sha256Hex([bytes.subarray(1, 4)])).toBe(expected);
    expect(await sha256Hex([shared.subarray(1, 4)])).toBe(expected);
  });
});
