import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { JsonText } from './json-text.ts';

const reference = (json: string) => createHash('sha256').update(json, 'utf8').digest('hex').slice(0, 32);
const text = new JsonText();

const anyText = fc.string({ unit: 'binary', maxLength: 60 });
const anyMember = fc.oneof(
  anyText,
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.array(fc.double(), { maxLength: 4 }),
  fc.dictionary(anyText, fc.array(fc.integer(), { maxLength: 3 }), { maxKeys: 3 }),
);
/** Names as nodes have them; numbers would be reordered by the reference. */
const anyName = fc.stringMatching(/^[a-zA-Z"\\é→][a-z.0-9é]{0,8}$/).filter((name) => name !== '__proto__');

function hashOf(value: unknown, members: Readonly<Record<string, unknown>>): string {
  text.clear();
  text.raw('[');
  text.value(value);
  text.raw(',');
  text.sorted(members);
  text.raw(']');
  return text.hash();
}

it('hashes what JSON.stringify gives with sorted members', () => {
  fc.assert(
    fc.property(anyMember, fc.dictionary(anyName, anyMember, { maxKeys: 6 }), (value, members) => {
      const sorted = Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));
      expect(hashOf(value, members)).toBe(reference(JSON.stringify([value, sorted])));
    }),
  );
});

it('gives one hash for members in any order', () => {
  fc.assert(
    fc.property(fc.dictionary(anyName, anyMember, { maxKeys: 6 }), (members) => {
      const reversed = Object.fromEntries(Object.entries(members).reverse());
      expect(hashOf(1, reversed)).toBe(hashOf(1, members));
    }),
  );
});

it('takes texts longer than its memory was, plain and not', () => {
  for (const long of ['x'.repeat(100_000), 'äöü→'.repeat(50_000), `${'x'.repeat(300_000)}"`]) {
    expect(hashOf(long, { long })).toBe(reference(JSON.stringify([long, { long }])));
    expect(hashOf('short', {})).toBe(reference('["short",{}]'));
  }
});
