import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startAppServer } from '../../src/cli/server/app-server.ts';
import { createTransfer } from '../../src/cli/server/transfer-route.ts';
import type { RunEvent } from '../../src/runtime/events.ts';
import { openHeadlessSession } from './headless-session.ts';

/** One browser on the profile, and what its page told. */
interface Session {
  readonly page: Page;
  /** Keys that were committed, as the page heard of them. */
  readonly committed: ReadonlySet<string>;
  /** Frames of the clip that were rendered: `start..end`. */
  readonly rendered: ReadonlySet<string>;
  readonly hasEnded: () => boolean;
  kill(): Promise<void>;
}

export interface KillLoopResult {
  readonly kills: number;
  /** Kills that met a run that was under way. */
  readonly met: number;
  /** Stages that were committed before some kill. */
  readonly stages: number;
  /** Those of them that had to be computed again. */
  readonly lost: number;
  /** Values that a check after a kill found damaged or missing. */
  readonly damaged: number;
  /** Ranges of clips that were rendered before a kill in the middle of the clip, whose run was taken up after it. */
  readonly rendered: number;
  /** Those of them that were rendered once more: they were not stored yet. */
  readonly repeated: number;
}

/** A workflow is killed so often before the next one begins: among its stages, in its clip, in the clip resumed. */
const KILLS_OF_WORKFLOW = 3;
/** The clip's length: more ranges than any machine has under way at once, s. */
const CLIP_SECONDS = 10;
/** Of so many rendered ranges some are stored: each worker has one under way, and two wait. */
const UNDER_WAY = availableParallelism() + 3;
/** How often a kill looks whether its moment has come, and how long it waits for that, ms. */
const LOOK_MS = 15;
const PATIENCE_MS = 60_000;

/**
 * Kills a real browser with SIGKILL while it writes results, again and again on the same profile. After each kill the
 * cache is checked value by value, and the same workflow is run further: no stage whose commit was told may be
 * computed again. Every third kill another crop makes all stages behind it new, so that each kill meets a run.
 * @param spreadMs moments after which a kill comes once the work it waits for was seen lie within this time
 */
export async function killLoop(kills: number, spreadMs: number): Promise<KillLoopResult> {
  const folder = await mkdtemp(join(tmpdir(), 'kineograph-kill-'));
  const transfer = createTransfer();
  const root = process.env.APP_ROOT ?? join(import.meta.dirname, '../../dist/app');
  const server = await startAppServer({ root, port: 0, extraRoute: transfer.route });
  const known = new Set<string>();
  const tally = { met: 0, lost: 0, damaged: 0, rendered: 0, repeated: 0 };
  let before: ReadonlySet<string> = new Set();
  try {
    for (let kill = 0; kill <= kills; kill++) {
      const session = await openSession(join(folder, 'profile'), `${server.url}headless.html`);
      tally.damaged += await damagedValues(session.page);
      if (kill < kills) {
        await startWork(session.page, kill, transfer.accept(join(folder, `clip-${kill}`)));
        await momentOf(session, kill, spreadMs);
        if (!session.hasEnded()) tally.met += 1;
      }
      await session.kill();
      for (const key of session.committed) {
        if (known.has(key)) tally.lost += 1;
        known.add(key);
      }
      if (kill % KILLS_OF_WORKFLOW === KILLS_OF_WORKFLOW - 1) {
        tally.rendered += before.size;
        tally.repeated += [...before].filter((range) => session.rendered.has(range)).length;
      }
      before = session.rendered;
    }
    return { kills, stages: known.size, ...tally };
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

async function damagedValues(page: Page): Promise<number> {
  const reply = await page.evaluate(() => window.kineographCache({ do: 'verify' }));
  if (!reply.ok || reply.answer.did !== 'verify') throw new Error('the cache could not be checked');
  return reply.answer.check.damaged + reply.answer.check.missing;
}

async function startWork(page: Page, kill: number, uploadPath: string): Promise<void> {
  const path = join(import.meta.dirname, '../../workflows/blink-and-breathe.json');
  const document = JSON.parse(await readFile(path, 'utf8'));
  document.nodes.crop.params.margin = 0.6 + Math.floor(kill / KILLS_OF_WORKFLOW) / 100;
  document.nodes.motion.params.seconds = CLIP_SECONDS;
  const job = { document, output: document.outputs[0], assets: [], uploadPaths: [uploadPath] };
  // A killed page never answers.
  void page.evaluate((given) => window.kineographRun(given), job).catch(() => undefined);
}

/** Waits until stages were committed, or ranges of the clip rendered; another number of them for each kill. */
async function momentOf(session: Session, kill: number, spreadMs: number): Promise<void> {
  const isAmongStages = kill % KILLS_OF_WORKFLOW === 0;
  const seen = () => (isAmongStages ? session.committed : session.rendered);
  const enough = (kill % 4) + (isAmongStages ? 1 : UNDER_WAY);
  const lookUntil = Date.now() + PATIENCE_MS;
  while (seen().size < enough && !session.hasEnded() && Date.now() < lookUntil) await pause(LOOK_MS);
  await pause((kill * 37) % spreadMs);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function openSession(profile: string, url: string): Promise<Session> {
  const { page, events, kill } = await openHeadlessSession(profile, url);
  return {
    page,
    kill,
    get committed() {
      return new Set(events.flatMap((event) => (event.kind === 'committed' ? [event.key] : [])));
    },
    get rendered() {
      return new Set(events.flatMap((event) => rangeOf(event) ?? []));
    },
    hasEnded: () => events.some((event) => event.kind === 'run-ended'),
  };
}

function rangeOf(event: RunEvent): string | undefined {
  if (event.kind !== 'task' || event.outcome !== 'done' || !event.range) return undefined;
  return `${event.node} ${event.range.start}..${event.range.end}`;
}
