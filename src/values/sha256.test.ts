import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SHA256_ROOM_BYTES, sha256Parts, sha256Start } from './sha256.ts';

/** As many characters of it as a key has. */
const reference = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32);

/** Behind the text lies what a longer one left there. */
const startOf = (text: string) => {
  const encoded = new TextEncoder().encode(text);
  const bytes = new Uint8Array(encoded.length + SHA256_ROOM_BYTES).fill(0xa5);
  bytes.set(encoded);
  return sha256Start(bytes, encoded.length);
};

it('agrees with the published vectors', () => {
  const abc = new TextEncoder().encode('abc');
  expect(sha256Parts([], 0)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256Parts([abc], 3)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(startOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223');
});

it('agrees with the platform on every length around the block borders, and on long texts', () => {
  for (let length = 0; length < 300; length++) {
    expect(startOf('x'.repeat(length))).toBe(reference('x'.repeat(length)));
  }
  const long = 'äöü→'.repeat(20_000);
  expect(startOf(long)).toBe(reference(long));
  expect(startOf('short again')).toBe(reference('short again'));
});

it('agrees with the platform on any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      expect(startOf(text)).toBe(reference(text));
    }),
  );
});

it('agrees with the platform on bytes in any number of parts', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 150 }), { maxLength: 5 }), (parts) => {
      const whole = Buffer.concat(parts);
      expect(sha256Parts(parts, whole.length)).toBe(createHash('sha256').update(whole).digest('hex'));
    }),
  );
});
