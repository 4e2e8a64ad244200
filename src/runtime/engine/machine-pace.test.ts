import { expect, it } from 'vitest';
import { MachinePace, measurePace } from './machine-pace.ts';

it('is the machine of the declarations until something is known', () => {
  expect(new MachinePace().factor).toBe(1);
  expect(new MachinePace(2).factor).toBeCloseTo(2);
});

it('follows what first stages took, the longer ones more', () => {
  const pace = new MachinePace();
  pace.learn(1, 50);
  expect(pace.factor).toBeLessThan(1.01);
  pace.learn(700, 2100);
  expect(pace.factor).toBeGreaterThan(1.8);
  for (let stage = 0; stage < 5; stage++) pace.learn(1000, 3000);
  expect(pace.factor).toBeGreaterThan(2.8);
  expect(pace.factor).toBeLessThan(3.1);
});

it('is not led astray by what was believed wrongly, or took no time', () => {
  const pace = new MachinePace();
  pace.learn(100, 1e9);
  pace.learn(100, 0);
  pace.learn(0, 100);
  expect(pace.factor).toBeLessThan(2);
  expect(new MachinePace(Number.POSITIVE_INFINITY).factor).toBeCloseTo(8);
});

it('takes the look in the middle, after those that compile the code, and believes it in part', async () => {
  const durations = [80, 30, 20, 9, 4.4, 2.1, 9, 4, 3.9, 60, 2.2, 70, 4.1];
  let now = 0;
  let calls = 0;
  const clock = () => {
    if (calls % 2 === 1) now += durations[(calls - 1) / 2]!;
    calls += 1;
    return now;
  };
  let rests = 0;
  const rest = () => {
    rests += 1;
    return Promise.resolve();
  };
  const pace = await measurePace(clock, rest);
  // 4.1 ms where the machine of the declarations takes 1.9.
  expect(pace).toBeGreaterThan(1.4);
  expect(pace).toBeLessThan(4.1 / 1.9);
  expect([calls, rests]).toEqual([2 * durations.length, 9]);
});
