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

/**
 * `npm test`: every check of the project, one after another, going on after failures. The last line is
 * `N passed, N failed`; the exit code is 1 when anything failed. `npm test -- lint unit` runs only these steps.
 */
const ROOT = resolve(import.meta.dirname, '..');

type ReadCounts = (report: string) => TestCounts;

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** Suites write a report; other steps count as one. */
  readonly suite?: { readonly read: ReadCounts; readonly reportTo: (file: string) => SuiteCall };
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
    read: vitestCounts,
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
      read: playwrightCounts,
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
  let total = NO_TESTS;
  try {
    for (const step of chosen) {
      const started = performance.now();
      const counts = step.needsBrowser && !hasBrowser ? refuse(step) : await perform(step, reports);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      lines.push(`${counts.failed === 0 ? 'ok  ' : 'FAIL'} ${step.name.padEnd(10)} ${seconds.padStart(6)} s`);
      total = addCounts(total, counts);
    }
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
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

function refuse(step: Step): TestCounts {
  console.error(
    `\n--- ${step.name}: no Chromium was found. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.`,
  );
  return ONE_FAILED;
}

async function perform(step: Step, reports: string): Promise<TestCounts> {
  console.log(`\n--- ${step.name}`);
  if (!step.suite) return (await run(step.command, {})) === 0 ? ONE_PASSED : ONE_FAILED;
  const file = join(reports, `${step.name}.json`);
  const { args, env } = step.suite.reportTo(file);
  const exitCode = await run([...step.command, ...args], env);
  return suiteCounts(await readReport(file, step.suite.read), exitCode);
}

async function readReport(file: string, read: ReadCounts): Promise<TestCounts | undefined> {
  if (!existsSync(file)) return undefined;
  try {
    return read(await readFile(file, 'utf8'));
  } catch (error) {
    console.error(`The report of the suite cannot be read: ${String(error)}`);
    return undefined;
  }
}

/** Runs a tool of the project and resolves with its exit code. */
function run(
  [tool = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const bin = join(ROOT, 'node_modules', '.bin', tool);
  return new Promise((done) => {
    const child = spawn(existsSync(bin) ? bin : tool, args, {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.once('error', (error) => {
      console.error(`${tool} could not be started: ${error.message}`);
      done(1);
    });
    child.once('exit', (code) => done(code ?? 1));
  });
}

await main();
