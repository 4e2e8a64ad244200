import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appRoot } from '../../src/cli/app-root.ts';
import { withParam } from '../../src/cli/bind-params.ts';
import { HEADLESS_HOST, openHeadlessPage } from '../../src/cli/headless-browser.ts';
import type { HeadlessJob } from '../../src/cli/headless-job.ts';
import { startAppServer } from '../../src/cli/server/app-server.ts';
import { createTransfer } from '../../src/cli/server/transfer-route.ts';
import type { WorkflowDocument } from '../../src/runtime/document.ts';
import type { RunEvent } from '../../src/runtime/events.ts';
import { parseDocument } from '../../src/runtime/parse-document.ts';

/**
 * Times the default workflow in the built app (`npm run build` first), from the request to the clip's file: with
 * nothing cached, with nothing changed, with only the encoding changed, with other seeds, and after a reload. Beside
 * the time stands what the engine expected it to be.
 * Budgets are those of two cores without a GPU.
 */
const WORKFLOW = join(import.meta.dirname, '../../workflows/living-portrait.json');

interface Case {
  readonly name: string;
  readonly budgetMs: number;
  readonly change: (document: WorkflowDocument) => WorkflowDocument;
  readonly reload?: boolean;
}

const CASES: readonly Case[] = [
  { name: 'nothing cached', budgetMs: 10_000, change: (document) => document },
  { name: 'nothing changed', budgetMs: 100, change: (document) => document },
  {
    name: 'only encode changed',
    budgetMs: 1_500,
    change: (document) => withParam(document, 'encode', 'quality', 'draft'),
  },
  {
    name: 'another seed',
    budgetMs: 8_000,
    change: (document) => withParam(document, 'motion', 'seed', 12_345),
  },
  {
    name: 'a third seed',
    budgetMs: 8_000,
    change: (document) => withParam(document, 'motion', 'seed', 54_321),
  },
  {
    name: 'twice as long',
    budgetMs: 16_000,
    change: (document) => withParam(document, 'motion', 'seconds', 6),
  },
  { name: 'nothing changed, after a reload', budgetMs: 100, change: (document) => document, reload: true },
];

async function main(): Promise<void> {
  const document = parseDocument(await readFile(WORKFLOW, 'utf8'));
  const folder = await mkdtemp(join(tmpdir(), 'kineograph-bench-'));
  const transfer = createTransfer();
  const route = { hostNames: [HEADLESS_HOST], extraRoute: transfer.route };
  const server = await startAppServer({ root: appRoot(), port: 0, ...route });
  const events: RunEvent[] = [];
  const browser = await openHeadlessPage({
    profile: join(folder, 'profile'),
    port: server.port,
    onEvents: (batch) => events.push(...batch),
    notice: () => undefined,
  });
  try {
    let cold = 0;
    for (const { name, budgetMs, change, reload } of CASES) {
      if (reload) await browser.page.reload();
      // The first plan of a page opens storage and starts the engine; a page that is looked at has done that.
      await browser.page.waitForTimeout(1_000);
      events.length = 0;
      const uploadPaths = [transfer.accept(join(folder, 'clip.mp4'))];
      const job: HeadlessJob = { document: change(document), output: 'encode.file', assets: [], uploadPaths };
      const reply = await browser.page.evaluate((given) => window.kineographRun(given), job);
      if (!reply.ok || reply.result.outcome !== 'done') throw new Error(`${name}: ${JSON.stringify(reply)}`);
      const ms = events.reduce((sum, event) => (event.kind === 'run-ended' ? event.ms : sum), 0);
      cold ||= ms;
      const started = events.findLast((event) => event.kind === 'run-started');
      const expected = (started?.kind === 'run-started' && started.expectedMs) || 0;
      console.log(`${line(name, ms, cold, budgetMs)}   expected ${expected.toFixed(0)} ms`);
      if (name === 'nothing cached') printStages(events);
    }
  } finally {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function line(name: string, ms: number, cold: number, budgetMs: number): string {
  const share = `${((100 * ms) / cold).toFixed(1)} %`;
  const verdict = ms <= budgetMs ? 'within' : 'OVER';
  return `${name.padEnd(32)} ${ms.toFixed(0).padStart(7)} ms ${share.padStart(8)}   ${verdict} ${budgetMs} ms`;
}

function printStages(events: readonly RunEvent[]): void {
  for (const event of events) {
    if (event.kind === 'committed')
      console.log(`    ${event.node.padEnd(28)} ${event.ms.toFixed(0).padStart(7)} ms`);
  }
}

await main();
