import { expect, it } from 'vitest';
import { describeFailures, playwrightFailures, vitestFailures } from './test-failures.ts';

it('tells the failed tests of Vitest, and files that could not be read', () => {
  const report = JSON.stringify({
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [
          { fullName: 'adds', status: 'passed', failureMessages: [] },
          {
            fullName: 'divides',
            status: 'failed',
            failureMessages: [`${String.fromCharCode(27)}[31mexpected 1\nto be 2`],
          },
        ],
      },
      { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
    ],
  });
  expect(vitestFailures(report)).toEqual([
    { test: 'a.test.ts › divides', message: 'expected 1\nto be 2' },
    { test: 'b.test.ts', message: 'no such module' },
  ]);
});

it('tells the failed and the flaky tests of Playwright, however deep', () => {
  const spec = (title: string, status: string, message: string) => ({
    title,
    tests: [{ status, results: [{}, { error: { message } }] }],
  });
  const report = JSON.stringify({
    suites: [
      {
        title: 'a.spec.ts',
        specs: [spec('opens', 'expected', '')],
        suites: [{ title: 'on a phone', specs: [spec('runs', 'flaky', 'timed out')] }],
      },
    ],
    errors: [{ message: 'no server' }],
  });
  expect(playwrightFailures(report)).toEqual([
    { test: 'a.spec.ts › on a phone › runs', message: 'timed out' },
    { test: 'outside of the tests', message: 'no server' },
  ]);
});

it('bounds what it tells', () => {
  const many = Array.from({ length: 25 }, (_, index) => ({ test: `t${index}`, message: 'a\nb' }));
  const text = describeFailures('unit', many);
  expect(text.split('\n')).toHaveLength(20 * 3 + 1);
  expect(text.endsWith('… and 5 more of unit')).toBe(true);
  expect(describeFailures('unit', [])).toBe('');
});
