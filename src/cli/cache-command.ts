import { stat } from 'node:fs/promises';
import { formatBytes } from '../values/describe.ts';
import { KineographError } from '../values/errors.ts';
import type { StoredInventory } from '../workers/engine-api.ts';
import { appRoot } from './app-root.ts';
import type { CacheAnswer, CacheRequest } from './cache-request.ts';
import { HEADLESS_HOST, openHeadlessPage } from './headless-browser.ts';
import { startAppServer } from './server/app-server.ts';
import { EXIT, UsageError } from './usage-error.ts';

export interface CacheOptions {
  readonly profile: string;
  readonly json?: boolean;
  readonly browser?: string;
  /** For `gc`: evict until so much is left, e.g. `500MB`. */
  readonly keep?: string;
}

const BYTES_PER_UNIT: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1024,
  mb: 1024 ** 2,
  gb: 1024 ** 3,
};

/**
 * `kineograph cache ls|gc|verify|clear`: shows, cleans up, checks or empties the results kept in a profile. Returns the
 * exit code.
 * @throws {UsageError} when there is no such profile
 */
export async function cacheCommand(action: string, options: CacheOptions): Promise<number> {
  const request = readRequest(action, options);
  const facts = await stat(options.profile).catch(() => undefined);
  if (!facts?.isDirectory()) {
    throw new UsageError(`There is no profile ${options.profile}.`, 'Name the folder that --profile named.');
  }
  const answer = await askPage(request, options);
  const { did: _did, ...result } = answer;
  process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : inWords(answer));
  return answer.did === 'verify' && answer.check.damaged > 0 ? EXIT.nodeFailed : EXIT.done;
}

/** "500MB" -> bytes (1 MB = 1024² bytes). @throws {UsageError} */
export function readBytes(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*([kmg]?b)?$/i.exec(text.trim()) ?? [];
  const factor = BYTES_PER_UNIT[(unit ?? '').toLowerCase()];
  if (amount === undefined || factor === undefined) {
    throw new UsageError(`--keep ${text} is no size.`, 'Write for example --keep 500MB.');
  }
  return Math.floor(Number(amount) * factor);
}

function readRequest(action: string, { keep }: CacheOptions): CacheRequest {
  if (keep !== undefined && action !== 'gc') throw new UsageError('--keep is for gc only.', 'Leave it out.');
  switch (action) {
    case 'gc':
      return { do: 'gc', ...(keep === undefined ? {} : { toBytes: readBytes(keep) }) };
    case 'ls':
    case 'verify':
    case 'clear':
      return { do: action };
    default:
      throw new UsageError(`There is no "cache ${action}".`, 'Use ls, gc, verify or clear.');
  }
}

async function askPage(request: CacheRequest, options: CacheOptions): Promise<CacheAnswer> {
  const server = await startAppServer({ root: appRoot(), port: 0, hostNames: [HEADLESS_HOST] });
  try {
    const notice = (message: string) => process.stderr.write(`${message}\n`);
    const browser = await openHeadlessPage({
      ...options,
      port: server.port,
      onEvents: () => undefined,
      notice,
    });
    try {
      const reply = await browser.page.evaluate((given) => window.kineographCache(given), request);
      if (reply.ok) return reply.answer;
      const { code, message, remedy } = reply.error;
      throw new KineographError(code, message, remedy);
    } finally {
      await browser.close().catch(() => undefined);
    }
  } finally {
    await server.close();
  }
}

function inWords(answer: CacheAnswer): string {
  switch (answer.did) {
    case 'ls':
      return describeInventory(answer.inventory);
    case 'verify': {
      const { values, bytes, damaged, missing, forgotten } = answer.check;
      return `${values} values checked (${formatBytes(bytes)}): ${damaged} damaged, ${missing} missing, ${forgotten} results forgotten\n`;
    }
    case 'gc': {
      const { orphans, evicted, bytesBefore, bytes } = answer.collection;
      const lost = orphans === undefined ? 'in use elsewhere, not swept' : `${orphans} orphans deleted`;
      return `${lost}, ${evicted} results evicted, ${formatBytes(bytesBefore)} → ${formatBytes(bytes)}\n`;
    }
    case 'clear':
      return `${answer.results} results deleted (${formatBytes(answer.bytes)})\n`;
  }
}

function describeInventory(inventory: StoredInventory): string {
  const header = ['node', 'results', 'size', 'computed in', 'pinned'];
  const rows = inventory.rows.map(({ type, results, bytes, ms, pinned }) => [
    type,
    String(results),
    formatBytes(bytes),
    `${(ms / 1000).toFixed(1)} s`,
    pinned > 0 ? String(pinned) : '',
  ]);
  const { results, bytes, limitBytes, brokenClips, brokenBytes, assets } = inventory;
  const sum = `${results} results, ${formatBytes(bytes)} of ${formatBytes(limitBytes)}`;
  const broken =
    brokenClips > 0 ? `, ${brokenClips} unfinished clips (${formatBytes(brokenBytes)}, part of the sum)` : '';
  const table = rows.length > 0 ? columns([header, ...rows]) : '';
  return `${table}${sum}${broken}, ${assets} photos\n`;
}

/** Lines with columns as wide as their widest cell: the first flush left, numbers flush right. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
  return rows.map((row) => `${line(row).join('  ').trimEnd()}\n`).join('');
}
