import { expect, it } from 'vitest';
import type { Value } from '../../values/value.ts';
import { ValueReader } from './value-reader.ts';
import { noteSource, sourceOf } from './value-sources.ts';

const number = (value: number): Value => ({ type: 'Number', value });

it('reads a result once for all who ask at the same time, and again later', async () => {
  let reads = 0;
  const reader = new ValueReader(async (key) => {
    reads += 1;
    return key === 'stored' ? { a: number(1), b: number(2) } : undefined;
  });
  const at = (key: string, port: string) => reader.read({ at: { key, port } });
  expect(await Promise.all([at('stored', 'a'), at('stored', 'b')])).toEqual([number(1), number(2)]);
  expect(reads).toBe(1);
  expect(await at('stored', 'a')).toEqual(number(1));
  expect(reads).toBe(2);
  expect(await at('forgotten', 'a')).toBeUndefined();
});

it('asks again after a read that failed', async () => {
  let isDown = true;
  const reader = new ValueReader(async () => {
    if (isDown) throw new Error('gone');
    return { a: number(1) };
  });
  await expect(reader.read({ at: { key: 'k', port: 'a' } })).rejects.toThrow('gone');
  isDown = false;
  expect(await reader.read({ at: { key: 'k', port: 'a' } })).toEqual(number(1));
});

it('knows where a value was read from, and takes the value itself where it was not', async () => {
  const stored = number(5);
  noteSource('key', { value: stored });
  expect(sourceOf(stored)).toEqual({ at: { key: 'key', port: 'value' } });
  expect(sourceOf(number(5))).toEqual({ value: number(5) });
  expect(await new ValueReader(async () => undefined).read(sourceOf(number(6)))).toEqual(number(6));
});
