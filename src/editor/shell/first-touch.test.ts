import { afterEach, beforeEach, expect, it, vi } from 'vitest';

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('fetches nothing before the first touch, then one part after the other, once', async () => {
  const page = new EventTarget();
  vi.stubGlobal('window', page);
  const told: number[] = [];
  const { useTurns, watchFirstTouch } = await import('./first-touch.ts');
  useTurns.subscribe((turns) => told.push(turns));
  watchFirstTouch();
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([]);
  page.dispatchEvent(new Event('pointermove'));
  expect(told).toEqual([1]);
  page.dispatchEvent(new Event('keydown'));
  expect(told).toEqual([1]);
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(vi.getTimerCount()).toBe(0);
});
