import { deleteDB, openDB } from 'idb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import portrait from '../../workflows/living-portrait.json';
import type { RunEvent } from '../runtime/events.ts';
import { readDocument } from '../runtime/parse-document.ts';
import { connectEngine } from './connect-engine.ts';

/** Room for the picture and its analysis, not for the clip. */
const QUOTA_BYTES = 16 * 1024 * 1024;

interface QuotaSession {
  send(
    method: 'Storage.overrideQuotaForOrigin',
    params: { origin: string; quotaSize?: number },
  ): Promise<unknown>;
}

const session = cdp() as unknown as QuotaSession;
const { origin } = location;

describe('a full disk', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    await (await connectEngine()).clearCache();
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: QUOTA_BYTES });
    await untilDiskIsFull();
  }, 120_000);

  afterAll(async () => {
    await session.send('Storage.overrideQuotaForOrigin', { origin });
  });

  it('ends no run: what does not fit stays in memory, and the user is told', async () => {
    // A take of its own: results that other pages still hold would need no room.
    const seeded = { ...portrait.nodes.motion, params: { ...portrait.nodes.motion.params, seed: 90_210 } };
    const template = readDocument({ ...portrait, nodes: { ...portrait.nodes, motion: seeded } });
    const engine = await connectEngine();
    const events: RunEvent[] = [];
    const ended = new Promise<void>((resolve) => {
      void engine.subscribe((batch) => {
        events.push(...batch);
        if (batch.some((event) => event.kind === 'run-ended')) resolve();
      });
    });
    await engine.run(template, { mode: 'all' });
    await ended;
    expect(events.filter((event) => event.kind === 'failed')).toEqual([]);
    expect(events.at(-1)).toMatchObject({ outcome: 'done' });
    const notices = events.flatMap((event) => (event.kind === 'notice' ? [event.code] : []));
    expect(notices).toContain('storage-full');
    const { encode } = (await engine.plan(template)).nodes;
    expect((await engine.outputs(encode?.key ?? ''))?.file).toMatchObject({ type: 'File' });
  });
});

/**
 * Chromium remembers for half a minute how much room there was, so a new quota holds only after a while: writes more
 * than the quota to a database of its own until that is refused, then removes it.
 */
async function untilDiskIsFull(): Promise<void> {
  const name = 'disk-probe';
  const database = await openDB(name, 1, { upgrade: (fresh) => void fresh.createObjectStore('probe') });
  try {
    await vi.waitFor(
      () => expect(database.put('probe', new Uint8Array(2 * QUOTA_BYTES), 1)).rejects.toThrow(),
      {
        timeout: 100_000,
        interval: 2_000,
      },
    );
  } finally {
    database.close();
    await deleteDB(name);
  }
}
