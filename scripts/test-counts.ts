/** How many tests of a suite ended how. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const NO_TESTS: TestCounts = { passed: 0, failed: 0, skipped: 0 };
export const ONE_PASSED: TestCounts = { passed: 1, failed: 0, skipped: 0 };
export const ONE_FAILED: TestCounts = { passed: 0, failed: 1, skipped: 0 };

export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** Counts of Vitest's JSON report. @throws {TypeError} when the text is no such report */
export function vitestCounts(report: string): TestCounts {
  const data = JSON.parse(report) as Record<string, unknown>;
  return {
    passed: whole(data.numPassedTests),
    failed: whole(data.numFailedTests),
    skipped: whole(data.numPendingTests) + whole(data.numTodoTests),
  };
}

/** Counts of Playwright's JSON report; a flaky test counts as failed. @throws {TypeError} */
export function playwrightCounts(report: string): TestCounts {
  const { stats } = JSON.parse(report) as { stats?: Record<string, unknown> };
  return {
    passed: whole(stats?.expected),
    failed: whole(stats?.unexpected) + whole(stats?.flaky),
    skipped: whole(stats?.skipped),
  };
}

/**
 * Counts of a suite together with how its process ended: a runner that fails without a failed test (an error outside
 * of tests, a crash, no report, no tests at all) is one failure.
 */
export function suiteCounts(counts: TestCounts | undefined, exitCode: number): TestCounts {
  if (counts === undefined || counts.passed + counts.failed === 0) return ONE_FAILED;
  return exitCode !== 0 && counts.failed === 0 ? addCounts(counts, ONE_FAILED) : counts;
}

function whole(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw new TypeError('the test report has no counts');
}
