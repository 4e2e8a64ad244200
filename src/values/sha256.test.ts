import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256Parts, sha256Text } from './sha256.ts';

const reference = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

it('agrees with the published vectors', () => {
  expect(sha256Text('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256Text('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

it('agrees with the platform on every length around the block borders, and on long texts', () => {
  for (let length = 0; length < 300; length++) {
    expect(sha256Text('x'.repeat(length))).toBe(reference('x'.repeat(length)));
  }
  const long = 'äöü→'.repeat(20_000);
  expect(sha256Text(long)).toBe(reference(long));
  expect(sha256Text('short again')).toBe(reference('short again'));
});

it('agrees with the platform on any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      expect(sha256Text(text)).toBe(reference(text));
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
