import { expect, it } from 'vitest';
import { playwrightCounts, suiteCounts, vitestCounts } from './test-counts.ts';

it('reads the counts of both runners', () => {
  const vitest = { numPassedTests: 4, numFailedTests: 1, numPendingTests: 2, numTodoTests: 0 };
  expect(vitestCounts(JSON.stringify(vitest))).toEqual({ passed: 4, failed: 1, skipped: 2 });
  const playwright = { stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 0 } };
  expect(playwrightCounts(JSON.stringify(playwright))).toEqual({ passed: 7, failed: 2, skipped: 0 });
});

it('never takes a broken run for a good one', () => {
  const good = { passed: 3, failed: 0, skipped: 0 };
  expect(suiteCounts(good, 0)).toEqual(good);
  expect(suiteCounts(good, 1).failed).toBe(1);
  expect(suiteCounts(undefined, 0).failed).toBe(1);
  expect(suiteCounts({ passed: 0, failed: 0, skipped: 0 }, 0).failed).toBe(1);
  expect(() => vitestCounts('{}')).toThrow(TypeError);
});
