import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { embedWorkflow } from '../media/metadata/embed-workflow.ts';
import { NODE_DECLARATIONS } from '../nodes/index.ts';
import type { WorkflowDocument } from '../runtime/document.ts';
import type { RunEvent } from '../runtime/events.ts';
import { NodeRegistry } from '../runtime/registry.ts';
import { serialiseDocument } from '../runtime/serialise-document.ts';
import { KineographError } from '../values/errors.ts';
import { appRoot } from './app-root.ts';
import { bindParams, parseSetting, withParam } from './bind-params.ts';
import { HEADLESS_HOST, type HeadlessBrowser, openHeadlessPage } from './headless-browser.ts';
import type { HeadlessJob, HeadlessReply } from './headless-job.ts';
import { inspectFile, KnownFiles, type LocalFile } from './known-files.ts';
import { chooseFormat } from './output-format.ts';
import { ProgressLine } from './progress-line.ts';
import { readWorkflow } from './read-workflow.ts';
import { startAppServer } from './server/app-server.ts';
import { createTransfer } from './server/transfer-route.ts';
import { EXIT, UsageError } from './usage-error.ts';

export interface RunOptions {
  readonly set: readonly string[];
  readonly out: string;
  readonly json?: boolean;
  readonly profile?: string;
  readonly browser?: string;
}

/** `kineograph run`: makes the workflow's first output and writes it to a file. Returns the exit code. */
export async function runCommand(workflowPath: string, options: RunOptions): Promise<number> {
  const prepared = await prepare(workflowPath, options);
  const transfer = createTransfer();
  const draft = `${resolve(options.out)}.${randomBytes(6).toString('hex')}.part`;
  const server = await startAppServer({
    root: appRoot(),
    port: 0,
    hostNames: [HEADLESS_HOST],
    extraRoute: transfer.route,
  });
  const line = new ProgressLine(options.json === true);
  let browser: HeadlessBrowser | undefined;
  let interrupted = false;
  const interrupt = () => {
    interrupted = true;
    void browser?.page.evaluate(() => window.kineographCancel()).catch(() => undefined);
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    const notice = (message: string) => line.notice(message);
    const onEvents = (events: readonly RunEvent[]) => line.take(events);
    browser = await openHeadlessPage({ ...options, port: server.port, onEvents, notice });
    const job: HeadlessJob = {
      document: prepared.document,
      output: prepared.output,
      assets: prepared.files.map(({ path, name, mediaType }) => ({
        path: transfer.offer(path),
        name,
        mediaType,
      })),
      uploadPath: transfer.accept(draft),
    };
    const reply = interrupted ? undefined : await performInPage(browser, job);
    if (interrupted || reply === undefined) return EXIT.interrupted;
    return await conclude(reply, prepared, draft, options, line);
  } finally {
    process.removeListener('SIGINT', interrupt);
    process.removeListener('SIGTERM', interrupt);
    await browser?.close().catch(() => undefined);
    await server.close();
    await rm(draft, { force: true });
  }
}

interface Prepared {
  readonly document: WorkflowDocument;
  readonly output: string;
  readonly files: readonly LocalFile[];
}

async function prepare(workflowPath: string, options: RunOptions): Promise<Prepared> {
  const registry = new NodeRegistry(NODE_DECLARATIONS);
  const settings = options.set.map(parseSetting);
  const bound = bindParams(await readWorkflow(workflowPath), settings, registry);
  const output = bound.document.outputs[0];
  if (output === undefined)
    throw new UsageError('The workflow names no output.', 'Add one to its "outputs".');
  let document = chooseFormat(bound.document, output, options.out, settings);
  const files: LocalFile[] = [];
  for (const { node, param, path } of bound.files) {
    const file = await inspectFile(path);
    files.push(file);
    document = withParam(document, node, param, `asset:${file.sha256}`);
  }
  const known = new KnownFiles();
  await known.remember(files).catch(() => undefined);
  files.push(...(await recallFiles(document, registry, files, known)));
  return { document, output, files };
}

/** Files that the document names by content and that were read on this device before. */
async function recallFiles(
  document: WorkflowDocument,
  registry: NodeRegistry,
  bound: readonly LocalFile[],
  known: KnownFiles,
): Promise<LocalFile[]> {
  const recalled: LocalFile[] = [];
  for (const node of Object.values(document.nodes)) {
    for (const [param, spec] of Object.entries(registry.get(node.type)?.params ?? {})) {
      const reference = String(node.params?.[param] ?? '');
      if (spec.kind !== 'asset' || !reference.startsWith('asset:')) continue;
      const sha256 = reference.slice('asset:'.length);
      if (bound.some((file) => file.sha256 === sha256)) continue;
      const file = await known.find(sha256);
      if (file) recalled.push(file);
    }
  }
  return recalled;
}

async function performInPage(browser: HeadlessBrowser, job: HeadlessJob): Promise<HeadlessReply> {
  const crashed = new Promise<never>((_resolve, reject) => {
    const lost = () =>
      reject(
        new KineographError(
          'page-lost',
          'The browser page ended unexpectedly.',
          'Run again; try a smaller picture.',
        ),
      );
    browser.page.once('crash', lost);
    browser.page.once('close', lost);
  });
  crashed.catch(() => undefined);
  return Promise.race([browser.page.evaluate((given) => window.kineographRun(given), job), crashed]);
}

async function conclude(
  reply: HeadlessReply,
  prepared: Prepared,
  draft: string,
  options: RunOptions,
  line: ProgressLine,
): Promise<number> {
  if (!reply.ok) {
    line.error(reply.error);
    return EXIT.nodeFailed;
  }
  const { file } = reply.result;
  if (reply.result.outcome !== 'done' || !file) return EXIT.nodeFailed;
  // The workflow goes into the file at the very end: keys must not depend on node names or layout.
  const stamped = embedWorkflow(await readFile(draft), file.mediaType, serialiseDocument(prepared.document));
  await writeFile(draft, stamped);
  await rename(draft, resolve(options.out));
  line.done(options.out, stamped.byteLength);
  return EXIT.done;
}
