import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { HeadlessReply } from '../../src/cli/headless-job.ts';
import { type ExtraRoute, startAppServer } from '../../src/cli/server/app-server.ts';
import { createTransfer } from '../../src/cli/server/transfer-route.ts';
import type { WorkflowDocument } from '../../src/runtime/document.ts';
import type { RunEvent } from '../../src/runtime/events.ts';
import { type HeadlessSession, openHeadlessSession } from '../support/headless-session.ts';
import { APP_ROOT, expectToast, nodeCard, openApp, runWorkflow } from './support/app-test.ts';

/** Workers, tabs and the GPU process end in the middle of a run of the built app. */

test.describe.configure({ mode: 'serial' });
test.setTimeout(300_000);

const WORKFLOWS = join(import.meta.dirname, '../../workflows');
/** Software WebGPU, as for the tests of the renderer. */
const GPU_FLAGS = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

interface Host {
  readonly session: HeadlessSession;
  /** Runs to the document's first output. */
  perform(document: WorkflowDocument): Promise<HeadlessReply>;
  close(): Promise<void>;
}

async function openHost(flags: readonly string[] = [], route: ExtraRoute = async () => false): Promise<Host> {
  const folder = await mkdtemp(join(tmpdir(), 'kineograph-faults-'));
  const transfer = createTransfer();
  const extraRoute: ExtraRoute = async (request, response, path) =>
    (await route(request, response, path)) || transfer.route(request, response, path);
  const server = await startAppServer({ root: APP_ROOT, port: 0, extraRoute });
  const session = await openHeadlessSession(join(folder, 'profile'), `${server.url}headless.html`, flags);
  let files = 0;
  return {
    session,
    perform: (document) => {
      const uploadPaths = [transfer.accept(join(folder, `clip-${files++}`))];
      const job = { document, output: document.outputs[0] ?? '', assets: [], uploadPaths };
      return session.page.evaluate((given) => window.kineographRun(given), job);
    },
    close: async () => {
      await session.kill();
      await server.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

/** A clip that no run before has made. */
async function portrait(seed: number): Promise<WorkflowDocument> {
  const document = JSON.parse(await readFile(join(WORKFLOWS, 'blink-and-breathe.json'), 'utf8'));
  document.nodes.motion.params.seed = seed;
  return document;
}

const isRendering = (event: RunEvent) =>
  event.kind === 'task' && event.node === 'animate' && event.piece === 'render' && event.outcome === 'done';
const isCommitted = (event: RunEvent) => event.kind === 'committed';
const DONE = { ok: true, result: { outcome: 'done' } };

function keysOf(events: readonly RunEvent[]): string[] {
  return events.flatMap((event) => (event.kind === 'committed' ? [event.key] : []));
}

test.describe('in the middle of a run', () => {
  let host: Host;
  test.beforeAll(async () => {
    host = await openHost();
  });
  test.afterAll(() => host.close());

  /** Starts a run and waits until its clip is being rendered; what was told before it is left out. */
  async function begin(seed: number) {
    const document = await portrait(seed);
    const before = host.session.events.length;
    const rendered = host.session.events.filter(isRendering).length;
    const ended = host.perform(document);
    await host.session.told(isRendering, rendered + 1);
    return { document, ended, events: () => host.session.events.slice(before) };
  }

  test('all workers of the lanes crash: they are replaced, and the run comes to its end', async () => {
    const { ended, events } = await begin(101);
    const lanes = host.session.page.workers().filter((worker) => /lane\.worker/.test(worker.url()));
    expect(lanes.length).toBeGreaterThan(1);
    const crash = () =>
      void setTimeout(() => {
        throw new Error('crashed by a test');
      });
    // A busy worker takes it when it is done with its frames; one that is gone by then need not.
    for (const lane of lanes) void lane.evaluate(crash).catch(() => undefined);
    expect(await ended).toMatchObject(DONE);
    expect(events().filter((event) => event.kind === 'failed')).toEqual([]);
  });

  test('the GPU process is killed while it renders and encodes: the run and the next one are done', async () => {
    const { document, ended, events } = await begin(102);
    await host.session.killProcess('GPU');
    expect(await ended).toMatchObject(DONE);
    const committed = keysOf(events());
    expect(await host.perform(document)).toMatchObject(DONE);
    expect(keysOf(events())).toEqual(committed);
  });

  test('the tab crashes: the next one makes nothing that was committed, and takes up the clip', async () => {
    const { document, ended, events } = await begin(103);
    const { page } = host.session;
    const crashed = page.waitForEvent('crash');
    const devtools = await page.context().newCDPSession(page);
    void devtools.send('Page.crash').catch(() => undefined);
    await Promise.all([crashed, ended.catch(() => undefined)]);
    const before = keysOf(events());
    const at = host.session.events.length;

    await host.session.renew();
    const check = await host.session.page.evaluate(() => window.kineographCache({ do: 'verify' }));
    expect(check).toMatchObject({ ok: true, answer: { check: { damaged: 0, missing: 0 } } });
    expect(await host.perform(document)).toMatchObject(DONE);
    const after = host.session.events.slice(at);
    expect(before.length).toBeGreaterThan(0);
    expect(keysOf(after).filter((key) => before.includes(key))).toEqual([]);
    expect(after.filter(isCommitted).map((event) => 'node' in event && event.node)).toContain('animate');
  });
});

test('the engine itself crashes: the editor starts it again and says so, and keeps what was finished', async () => {
  const app = await openApp();
  try {
    const { page, errors } = app;
    const state = (title: string) => nodeCard(app, title).getByRole('img').first();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(state('Load image')).toHaveAttribute('aria-label', /Up to date/, { timeout: 120_000 });
    const engine = page.workers().find((worker) => /engine\.worker/.test(worker.url()));
    const ended = engine?.waitForEvent('close');
    void engine
      ?.evaluate(() => void setTimeout(() => Promise.resolve().then(() => reportError(new Error('crashed')))))
      .catch(() => undefined);
    await ended;
    await expectToast(app, /was started again\. Finished stages are kept/);

    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
    await expect(page.getByRole('contentinfo')).toContainText(/nodes? to run/);
    await expect(state('Load image')).toHaveAttribute('aria-label', /Up to date/);
    await expect(page.getByText('Working', { exact: true })).toHaveCount(0);
    expect(page.workers().filter((worker) => /engine\.worker/.test(worker.url()))).toHaveLength(1);

    expect(await runWorkflow(app)).toMatch(/Done in/);
    await expect(page.getByRole('region', { name: 'Result' }).locator('.player-count')).toHaveText(/\/ 72$/);
    expect(errors).toEqual([]);
  } finally {
    await app.close();
  }
});

test('a GPU that draws is lost with its process: the processor draws the rest, and that is said', async () => {
  // The app takes software adapters for none; to it, this one is real.
  const disguise =
    "Object.defineProperty(GPUAdapterInfo.prototype, 'isFallbackAdapter', { get: () => false });\n";
  const host = await openHost(GPU_FLAGS, async (_request, response, path) => {
    if (!/\/(engine|lane)\.worker-[^/]*\.js$/.test(path)) return false;
    response.setHeader('Content-Type', 'text/javascript');
    response.end(disguise + (await readFile(join(APP_ROOT, path), 'utf8')));
    return true;
  });
  try {
    // No models: on a software GPU they would take minutes.
    const document = JSON.parse(await readFile(join(WORKFLOWS, 'parallax-still.json'), 'utf8'));
    const { photo, crop, prompt, motion, animate, loop, encode } = document.nodes;
    animate.inputs = { image: 'crop.image', motion: 'motion.motion' };
    motion.params.seconds = 2;
    document.nodes = { photo, crop, prompt, motion, animate, loop, encode };
    const ended = host.perform(document);
    await host.session.told(isRendering);
    await host.session.killProcess('GPU');
    expect(await ended).toMatchObject(DONE);
    const notices = host.session.events.flatMap((event) =>
      event.kind === 'committed' && event.node === 'animate' ? event.notices : [],
    );
    expect(notices.join()).toContain('processor draws the rest');
    const committed = keysOf(host.session.events);
    expect(await host.perform(document)).toMatchObject(DONE);
    expect(keysOf(host.session.events)).toEqual(committed);
  } finally {
    await host.close();
  }
});
