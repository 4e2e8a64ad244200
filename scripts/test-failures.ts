/** A failed test as it is told at the end of a run. */
export interface TestFailure {
  readonly test: string;
  /** The first lines of its message, without colours. */
  readonly message: string;
}

const SHOWN_FAILURES = 20;
const MESSAGE_LINES = 12;
const MESSAGE_CHARACTERS = 1_200;
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** Failed tests of Vitest's JSON report, with files whose import failed. */
export function vitestFailures(report: string): readonly TestFailure[] {
  const { testResults = [] } = JSON.parse(report) as {
    testResults?: readonly {
      name: string;
      status: string;
      message?: string;
      assertionResults: readonly { fullName: string; status: string; failureMessages?: readonly string[] }[];
    }[];
  };
  return testResults.flatMap((file) => {
    const failed = file.assertionResults.filter((result) => result.status === 'failed');
    if (failed.length === 0 && file.status === 'failed') return [failure(file.name, file.message)];
    return failed.map((result) => failure(`${file.name} › ${result.fullName}`, result.failureMessages?.[0]));
  });
}

interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly status: string;
      readonly results: readonly {
        readonly error?: { readonly message?: string; readonly stack?: string };
      }[];
    }[];
  }[];
}

/** Failed and flaky tests of Playwright's JSON report, with errors outside of tests. */
export function playwrightFailures(report: string): readonly TestFailure[] {
  const { suites = [], errors = [] } = JSON.parse(report) as {
    suites?: readonly PlaywrightSuite[];
    errors?: readonly { message?: string }[];
  };
  return [
    ...suites.flatMap((suite) => failuresOf(suite, [])),
    ...errors.map((error) => failure('outside of the tests', error.message)),
  ];
}

function failuresOf(suite: PlaywrightSuite, above: readonly string[]): readonly TestFailure[] {
  const path = [...above, suite.title];
  const here = (suite.specs ?? []).flatMap((spec) =>
    spec.tests
      .filter((test) => test.status === 'unexpected' || test.status === 'flaky')
      .map((test) => {
        const error = test.results.find((result) => result.error)?.error;
        return failure([...path, spec.title].join(' › '), error?.message ?? error?.stack);
      }),
  );
  return [...here, ...(suite.suites ?? []).flatMap((inner) => failuresOf(inner, path))];
}

function failure(test: string, message = ''): TestFailure {
  const lines = message.replace(COLOURS, '').trim().split('\n').slice(0, MESSAGE_LINES);
  return { test, message: lines.join('\n').slice(0, MESSAGE_CHARACTERS) };
}

/** The failures of a suite as text, at most {@link SHOWN_FAILURES} of them; empty when there are none. */
export function describeFailures(suite: string, failures: readonly TestFailure[]): string {
  const shown = failures
    .slice(0, SHOWN_FAILURES)
    .map(({ test, message }) => `FAILED ${suite}: ${test}\n${message.replace(/^/gm, '    ')}`);
  const more = failures.length - shown.length;
  return [...shown, ...(more > 0 ? [`… and ${more} more of ${suite}`] : [])].join('\n');
}
