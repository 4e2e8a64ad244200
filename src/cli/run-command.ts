import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { embedWorkflow } from '../media/metadata/embed-workflow.ts';
import { withoutIdentity } from '../runtime/document-identity.ts';
import type { RunEvent } from '../runtime/events.ts';
import { serialiseDocument } from '../runtime/serialise-document.ts';
import { type ErrorReport, KineographError } from '../values/errors.ts';
import { appRoot } from './app-root.ts';
import { HEADLESS_HOST, type HeadlessBrowser, openHeadlessPage } from './headless-browser.ts';
import type { HeadlessJob, HeadlessReply } from './headless-job.ts';
import { outputFiles } from './output-files.ts';
import { type PreparedRun, prepareRun, type RunInputs } from './prepare-run.ts';
import { ProgressLine } from './progress-line.ts';
import { startAppServer } from './server/app-server.ts';
import { createTransfer, type Transfer } from './server/transfer-route.ts';
import { TraceWriter } from './trace-writer.ts';
import { EXIT, UsageError } from './usage-error.ts';

/** A page that does not stop within this time is closed, ms. */
const CANCEL_DEADLINE_MS = 3_000;

/** Longest timeout that timers can count, s. */
const MAX_TIMEOUT_S = 2_000_000;

export interface RunOptions extends RunInputs {
  readonly json?: boolean;
  readonly browser?: string;
  /** Where to write how the run went, for chrome://tracing or Perfetto. */
  readonly trace?: string;
  /** Seconds after which the run is given up. */
  readonly timeout?: string;
}

/** A file to write, and where it grows until it is whole. */
interface OutputFile {
  readonly path: string;
  readonly draft: string;
}

/** `kineograph run`: makes the workflow's first output and writes it to a file. Returns the exit code. */
export async function runCommand(workflowPath: string, options: RunOptions): Promise<number> {
  const timeoutMs = readTimeout(options.timeout);
  const prepared = await prepareRun(workflowPath, options);
  const trace = options.trace === undefined ? undefined : new TraceWriter(options.trace);
  await trace?.requireFolder();
  const line = new ProgressLine(options.json === true);
  const stop = stopOnSignals(timeoutMs);
  const transfer = createTransfer();
  const outputs = outputFiles(options.out, prepared.outputCount).map((path) => ({
    path,
    draft: `${path}.${randomBytes(6).toString('hex')}.part`,
  }));
  const server = await startAppServer({
    root: appRoot(),
    port: 0,
    hostNames: [HEADLESS_HOST],
    extraRoute: transfer.route,
  });
  let browser: HeadlessBrowser | undefined;
  try {
    const notice = (message: string) => line.notice(message);
    const onEvents = (events: readonly RunEvent[]) => {
      line.take(events);
      trace?.take(events);
    };
    browser = await openHeadlessPage({ ...options, port: server.port, onEvents, notice });
    const job = makeJob(prepared, transfer, outputs);
    const reply = await performInPage(browser, job, stop.signal);
    if (reply !== undefined) return await conclude(reply, prepared, outputs, line);
    if (stop.signal.reason === 'interrupted') return EXIT.interrupted;
    line.error(timeoutError(options.timeout));
    return EXIT.nodeFailed;
  } finally {
    stop.release();
    await browser?.close().catch(() => undefined);
    await server.close();
    await trace?.write(prepared.document.name);
    for (const { draft } of outputs) await rm(draft, { force: true });
  }
}

function readTimeout(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (seconds > 0 && seconds < MAX_TIMEOUT_S) return seconds * 1000;
  throw new UsageError(`--timeout ${text} is no time.`, 'Give seconds, e.g. --timeout 120.');
}

function timeoutError(seconds: string | undefined): ErrorReport {
  return {
    code: 'timeout',
    message: `The run did not end within ${seconds} s.`,
    remedy: 'Raise --timeout; with --profile finished stages are kept.',
  };
}

/** A signal that fires on Ctrl-C, on the ends of terminal or session, and when the time is over. */
function stopOnSignals(timeoutMs: number | undefined): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const interrupt = () => controller.abort('interrupted');
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupt);
  const timer =
    timeoutMs === undefined ? undefined : setTimeout(() => controller.abort('timeout'), timeoutMs);
  const release = () => {
    clearTimeout(timer);
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.removeListener(name, interrupt);
  };
  return { signal: controller.signal, release };
}

function makeJob(prepared: PreparedRun, transfer: Transfer, outputs: readonly OutputFile[]): HeadlessJob {
  return {
    document: prepared.document,
    output: prepared.output,
    assets: prepared.files.map(({ path, name, mediaType }) => ({
      path: transfer.offer(path),
      name,
      mediaType,
    })),
    uploadPaths: outputs.map(({ draft }) => transfer.accept(draft)),
  };
}

/** The page's answer; undefined when the run was stopped from outside. @throws {KineographError} `page-lost` */
async function performInPage(
  { page, close }: HeadlessBrowser,
  job: HeadlessJob,
  stop: AbortSignal,
): Promise<HeadlessReply | undefined> {
  if (stop.aborted) return undefined;
  const lost = new Promise<never>((_resolve, reject) => {
    const fail = () => reject(pageLost());
    page.once('crash', fail);
    page.once('close', fail);
  });
  lost.catch(() => undefined);
  stop.addEventListener('abort', () => {
    void page.evaluate(() => window.kineographCancel()).catch(() => undefined);
    setTimeout(() => void close().catch(() => undefined), CANCEL_DEADLINE_MS).unref();
  });
  try {
    const reply = await Promise.race([page.evaluate((given) => window.kineographRun(given), job), lost]);
    return stop.aborted ? undefined : reply;
  } catch (error) {
    if (stop.aborted) return undefined;
    throw page.isClosed() ? pageLost() : error;
  }
}

function pageLost(): KineographError {
  const remedy = 'Run again; if it stays, try a smaller picture or fewer other programs.';
  return new KineographError('page-lost', 'The browser page ended unexpectedly (out of memory?).', remedy);
}

/** Writes what there is: elements of a list that failed do not void the others. */
async function conclude(
  reply: HeadlessReply,
  prepared: PreparedRun,
  outputs: readonly OutputFile[],
  line: ProgressLine,
): Promise<number> {
  if (!reply.ok) {
    line.error(reply.error);
    return EXIT.nodeFailed;
  }
  const { outcome, files } = reply.result;
  for (const { index, mediaType } of files) {
    const output = outputs[index];
    if (!output) continue;
    const { path, draft } = output;
    // The workflow goes into the file at the very end: keys must not depend on node names or layout.
    const stamped = embedWorkflow(
      await readFile(draft),
      mediaType,
      serialiseDocument(withoutIdentity(prepared.document)),
    );
    await writeFile(draft, stamped);
    await rename(draft, path);
    line.done(path, stamped.byteLength);
  }
  return outcome === 'done' && files.length === outputs.length ? EXIT.done : EXIT.nodeFailed;
}
