import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findChromium } from '../src/cli/find-chromium.ts';
import {
  addCounts,
  NO_TESTS,
  ONE_FAILED,
  ONE_PASSED,
  playwrightCounts,
  suiteCounts,
  type TestCounts,
  vitestCounts,
} from './test-counts.ts';
import { describeFailures, playwrightFailures, type TestFailure, vitestFailures } from './test-failures.ts';

/**
 * `npm test`: every check of the project, one after another, going on after failures. What failed is told once more at
 * the end, where a log that was cut still shows it; the last line is `N passed, N failed`; the exit code is 1 when
 * anything failed. `npm test -- lint unit` runs only these steps.
 */
const ROOT = resolve(import.meta.dirname, '..');

/** Characters of a tool's output that are told again when it failed without a failed test. */
const KEPT_OUTPUT = 4_000;

interface ReadReport {
  readonly counts: (report: string) => TestCounts;
  readonly failures: (report: string) => readonly TestFailure[];
}

interface Outcome {
  readonly counts: TestCounts;
  /** What failed, told at the end of the run. */
  readonly failures: string;
}

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** Suites write a report; other steps count as one. */
  readonly suite?: { readonly read: ReadReport; readonly reportTo: (file: string) => SuiteCall };
  readonly needsBrowser?: boolean;
}

interface SuiteCall {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const vitest = (name: string, project: string, needsBrowser = false): Step => ({
  name,
  command: ['vitest', 'run', '--project', project],
  needsBrowser,
  suite: {
    read: { counts: vitestCounts, failures: vitestFailures },
    reportTo: (file) => ({
      args: ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
      env: {},
    }),
  },
});

const STEPS: readonly Step[] = [
  { name: 'lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: ['tsc', '-p', '.', '--noEmit'] },
  { name: 'floors', command: ['depcruise', 'src', '--config', '.dependency-cruiser.cjs'] },
  { name: 'dead-code', command: ['knip', '--no-progress', '--no-config-hints'] },
  vitest('unit', 'node'),
  { name: 'build', command: ['npm', 'run', '--silent', 'build'] },
  vitest('browser', 'browser', true),
  {
    name: 'e2e',
    command: ['playwright', 'test'],
    needsBrowser: true,
    suite: {
      read: { counts: playwrightCounts, failures: playwrightFailures },
      reportTo: (file) => ({
        args: ['--reporter=list,json'],
        env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
      }),
    },
  },
];

async function main(): Promise<void> {
  const chosen = chooseSteps(process.argv.slice(2));
  const hasBrowser = findChromium() !== undefined;
  const reports = await mkdtemp(join(tmpdir(), 'kineograph-tests-'));
  const lines: string[] = [];
  const failures: string[] = [];
  let total = NO_TESTS;
  try {
    for (const step of chosen) {
      const started = performance.now();
      const outcome = step.needsBrowser && !hasBrowser ? refuse(step) : await perform(step, reports);
      const { counts } = outcome;
      if (outcome.failures !== '') failures.push(outcome.failures);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      lines.push(`${counts.failed === 0 ? 'ok  ' : 'FAIL'} ${step.name.padEnd(10)} ${seconds.padStart(6)} s`);
      total = addCounts(total, counts);
    }
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
  if (failures.length > 0) console.log(`\n${failures.join('\n')}`);
  console.log(`\n${lines.join('\n')}`);
  if (total.skipped > 0) console.log(`${total.skipped} skipped`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

function chooseSteps(names: readonly string[]): readonly Step[] {
  const unknown = names.find((name) => !STEPS.some((step) => step.name === name));
  if (unknown === undefined)
    return names.length === 0 ? STEPS : STEPS.filter((step) => names.includes(step.name));
  console.error(`There is no step "${unknown}". Steps: ${STEPS.map((step) => step.name).join(', ')}.`);
  process.exit(2);
}

function refuse(step: Step): Outcome {
  const why = `${step.name}: no Chromium was found. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.`;
  console.error(`\n--- ${why}`);
  return { counts: ONE_FAILED, failures: `FAILED ${why}` };
}

async function perform(step: Step, reports: string): Promise<Outcome> {
  console.log(`\n--- ${step.name}`);
  const file = join(reports, `${step.name}.json`);
  const { args, env } = step.suite?.reportTo(file) ?? { args: [], env: {} };
  const { exitCode, end } = await run([...step.command, ...args], env);
  const ended = `FAILED ${step.name}: exit code ${exitCode}; its output ended so:\n${end.replace(/^/gm, '    ')}`;
  if (!step.suite)
    return exitCode === 0 ? { counts: ONE_PASSED, failures: '' } : { counts: ONE_FAILED, failures: ended };
  const report = await readReport(file, step.suite.read);
  const failures = describeFailures(step.name, report?.failures ?? []);
  const counts = suiteCounts(report?.counts, exitCode);
  return { counts, failures: counts.failed > 0 && failures === '' ? ended : failures };
}

async function readReport(
  file: string,
  read: ReadReport,
): Promise<{ readonly counts: TestCounts; readonly failures: readonly TestFailure[] } | undefined> {
  if (!existsSync(file)) return undefined;
  try {
    const report = await readFile(file, 'utf8');
    return { counts: read.counts(report), failures: read.failures(report) };
  } catch (error) {
    console.error(`The report of the suite cannot be read: ${String(error)}`);
    return undefined;
  }
}

/** Runs a tool of the project, shows its output, and resolves with its exit code and the end of that output. */
function run(
  [tool = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly exitCode: number; readonly end: string }> {
  const bin = join(ROOT, 'node_modules', '.bin', tool);
  const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  return new Promise((done) => {
    const child = spawn(existsSync(bin) ? bin : tool, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...colours, ...env },
    });
    let end = '';
    const show = (stream: NodeJS.WriteStream) => (piece: Buffer) => {
      stream.write(piece);
      end = (end + piece.toString()).slice(-KEPT_OUTPUT);
    };
    child.stdout.on('data', show(process.stdout));
    child.stderr.on('data', show(process.stderr));
    child.once('error', (error) => {
      console.error(`${tool} could not be started: ${error.message}`);
      done({ exitCode: 1, end: error.message });
    });
    child.once('close', (code) => done({ exitCode: code ?? 1, end }));
  });
}

await main();
