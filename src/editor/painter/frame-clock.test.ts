import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { beginClockAt } from './clock.ts';
import { countAt, eachFrame } from './frame-clock.ts';

/** A screen that is drawn sixty times a second. */
const REFRESH_MS = 1000 / 60;
let asked = 0;

beforeEach(() => {
  vi.useFakeTimers();
  beginClockAt(performance.timeOrigin);
  asked = 0;
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => {
    asked += 1;
    return setTimeout(draw, REFRESH_MS - (performance.now() % REFRESH_MS));
  });
  vi.stubGlobal('cancelAnimationFrame', clearTimeout);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('tells every frame once, in the same moments to all of one rate, and wakes for nothing else', () => {
  const told: string[] = [];
  const ends = ['a', 'b'].map((name) => eachFrame(24, () => void told.push(`${name}${countAt(24)}`)));
  vi.advanceTimersByTime(2000);
  const counts = Array.from({ length: 47 }, (_, k) => k + 1);
  expect(told.slice(0, 94)).toEqual(counts.flatMap((count) => [`a${count}`, `b${count}`]));
  expect(asked).toBeLessThanOrEqual(49);
  for (const end of ends) end();
  vi.advanceTimersByTime(1000);
  expect(told.length).toBeLessThanOrEqual(96);
  expect(vi.getTimerCount()).toBe(0);
});

it('keeps several rates apart', () => {
  const passed: Record<number, number> = { 8: 0, 48: 0 };
  const ends = [8, 48].map((rate) => {
    let last = countAt(rate);
    return eachFrame(rate, () => {
      const count = countAt(rate);
      expect(count).toBeGreaterThan(last);
      passed[rate] = (passed[rate] ?? 0) + count - last;
      last = count;
    });
  });
  vi.advanceTimersByTime(3000 + REFRESH_MS);
  expect(passed[8]).toBe(24);
  expect(passed[48]).toBeGreaterThanOrEqual(143);
  expect(passed[48]).toBeLessThanOrEqual(145);
  for (const end of ends) end();
});

it('tells once of the frames that passed while the page was not drawn', () => {
  const told: number[] = [];
  const end = eachFrame(10, () => void told.push(countAt(10)));
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => setTimeout(draw, 1000));
  vi.advanceTimersByTime(1200);
  expect(told).toEqual([11]);
  end();
});

it('can be ended, and begun anew, from within', () => {
  const told: number[] = [];
  let end = () => {};
  const begin = () => {
    end = eachFrame(10, () => {
      told.push(countAt(10));
      end();
      if (countAt(10) < 3) begin();
    });
  };
  begin();
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([1, 2, 3]);
  expect(vi.getTimerCount()).toBe(0);
});
