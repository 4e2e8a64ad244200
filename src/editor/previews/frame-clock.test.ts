import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { eachFrame } from './frame-clock.ts';

/** A screen that is drawn sixty times a second. */
const REFRESH_MS = 1000 / 60;
let asked = 0;

beforeEach(() => {
  vi.useFakeTimers();
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
  const ends = ['a', 'b'].map((name) => eachFrame(24, (count) => told.push(`${name}${count}`)));
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
  let [slow, fast] = [0, 0];
  const ends = [
    eachFrame(8, (_count, passed) => {
      slow += passed;
    }),
    eachFrame(48, (_count, passed) => {
      fast += passed;
    }),
  ];
  vi.advanceTimersByTime(3000 + REFRESH_MS);
  expect(slow).toBe(24);
  expect(fast).toBeGreaterThanOrEqual(143);
  expect(fast).toBeLessThanOrEqual(145);
  for (const end of ends) end();
});

it('tells how many frames passed while the page was not drawn', () => {
  const passed: number[] = [];
  const end = eachFrame(10, (_count, frames) => passed.push(frames));
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => setTimeout(draw, 1000));
  vi.advanceTimersByTime(1200);
  expect(passed).toEqual([11]);
  end();
});

it('can be ended, and begun anew, from within', () => {
  const told: number[] = [];
  let end = () => {};
  const begin = () => {
    end = eachFrame(10, (count) => {
      told.push(count);
      end();
      if (count < 3) begin();
    });
  };
  begin();
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([1, 2, 3]);
  expect(vi.getTimerCount()).toBe(0);
});
