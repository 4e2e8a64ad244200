import { describe, expect, it } from 'vitest';
import { cacheCommand, readBytes } from './cache-command.ts';

describe('cache sizes', () => {
  it.each([
    ['0', 0],
    ['1500', 1500],
    ['2kB', 2048],
    ['1.5 MB', 1.5 * 1024 ** 2],
    ['3GB', 3 * 1024 ** 3],
  ])('reads %s', (text, bytes) => expect(readBytes(text)).toBe(bytes));

  it.each(['', 'MB', '-1', '5 TB', '1e9'])('refuses %j', (text) => {
    expect(() => readBytes(text)).toThrow(/is no size/);
  });
});

describe('the cache command', () => {
  it.each([
    ['list', {}, /no "cache list"/],
    ['ls', { keep: '1MB' }, /for gc only/],
    ['gc', { keep: 'much' }, /is no size/],
    ['ls', {}, /no profile/],
  ])('refuses %s %j before a browser starts', async (action, options, message) => {
    await expect(cacheCommand(action, { profile: '/nowhere/at/all', ...options })).rejects.toThrow(message);
  });
});
