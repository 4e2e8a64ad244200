import { beforeAll, describe, expect, it } from 'vitest';
import type { WorkflowDocument } from '../runtime/document.ts';
import type { RunEvent } from '../runtime/events.ts';
import type { RunRequest } from '../runtime/plan.ts';
import { connectEngine } from './connect-engine.ts';
import type { EngineApi } from './engine-api.ts';

const portrait: WorkflowDocument = {
  kineograph: 1,
  name: 'workers test',
  nodes: {
    photo: { type: 'load-image@1', params: { file: 'sample:astronaut' } },
    faces: { type: 'detect-faces@1', inputs: { image: 'photo.image' } },
    prompt: { type: 'motion-prompt@1', params: { text: 'blink and smile' } },
    motion: { type: 'natural-motion@1', inputs: { prompt: 'prompt.prompt' } },
  },
  outputs: ['motion.motion'],
};

let engine: EngineApi;

async function run(document: WorkflowDocument, request: RunRequest = { mode: 'all' }) {
  const events: RunEvent[] = [];
  let finish: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const stop = await engine.subscribe((batch) => {
    events.push(...batch);
    if (batch.some((event) => event.kind === 'run-ended')) finish();
  });
  const id = await engine.run(document, request);
  await ended;
  stop();
  return events.filter((event) => event.run === id);
}

function nodesWith(events: readonly RunEvent[], kind: RunEvent['kind']): string[] {
  return events.flatMap((event) => (event.kind === kind && 'node' in event ? [event.node] : [])).sort();
}

beforeAll(async () => {
  engine = await connectEngine();
  await engine.clearCache();
});

describe('the engine in its workers', () => {
  it('keeps results in the browser', async () => {
    const { persistent, cpuWorkers } = await engine.capabilities();
    expect(persistent).toBe(true);
    expect(cpuWorkers).toBeGreaterThanOrEqual(1);
  });

  it('runs real nodes with real models, then takes them from the cache', async () => {
    const first = await run(portrait);
    expect(first.filter((event) => event.kind === 'failed')).toEqual([]);
    expect(nodesWith(first, 'committed')).toEqual(['faces', 'motion', 'photo', 'prompt']);
    const plan = await engine.plan(portrait);
    expect(Object.values(plan.nodes).map((node) => node.state)).toEqual(Array(4).fill('fresh'));
    const faces = (await engine.outputs(plan.nodes.faces?.key ?? ''))?.faces;
    expect(faces).toMatchObject({ type: 'Faces', width: 512, height: 512 });
    expect(nodesWith(await run(portrait), 'cached')).toEqual(['faces', 'motion', 'photo', 'prompt']);
  });

  it('finds its results again after a reload', async () => {
    const reloaded = await connectEngine();
    const plan = await reloaded.plan(portrait);
    expect(Object.values(plan.nodes).map((node) => node.state)).toEqual(Array(4).fill('fresh'));
  });

  it('says which file is missing and how to mend it', async () => {
    const lost: WorkflowDocument = {
      ...portrait,
      nodes: { photo: { type: 'load-image@1', params: { file: `asset:${'0'.repeat(64)}` } } },
    };
    const { photo } = (await engine.plan(lost)).nodes;
    expect(photo?.state).toBe('blocked');
    expect(photo?.reasons.join(' ')).toMatch(/photo\.file .* is not on this device: choose it again/);
  });

  it('is started again when it dies: runs end, reads are answered by the next one, which has all that was stored', async () => {
    const workers: Worker[] = [];
    const mortal = await connectEngine(() => {
      const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
      workers.push(worker);
      return worker;
    });
    const events: RunEvent[] = [];
    await mortal.subscribe((batch) => events.push(...batch));
    const die = () => workers.at(-1)?.dispatchEvent(new ErrorEvent('error', { message: 'out of luck' }));
    const id = await mortal.run(portrait, { mode: 'all', force: true });
    die();
    expect(events.at(-1)).toMatchObject({ kind: 'run-ended', run: id, outcome: 'failed' });
    expect(events).toContainEqual(expect.objectContaining({ kind: 'notice', code: 'engine-restarted' }));
    await mortal.capabilities();
    const plan = mortal.plan(portrait);
    const refused = expect(mortal.run(portrait, { mode: 'all' })).rejects.toMatchObject({
      code: 'engine-restarted',
    });
    // Both wait for the engine to be there; then they are under way.
    await Promise.resolve();
    die();
    await refused;
    expect(Object.values((await plan).nodes).map((node) => node.state)).toEqual(Array(4).fill('fresh'));
    const cached = events.length;
    await mortal.run(portrait, { mode: 'all' });
    await expect.poll(() => nodesWith(events.slice(cached), 'cached'), { timeout: 60_000 }).toHaveLength(4);
    for (let death = 0; death < 2; death++) {
      die();
      await mortal.plan(portrait).catch(() => undefined);
    }
    await expect(mortal.plan(portrait)).rejects.toMatchObject({ code: 'engine-failed' });
    expect(workers).toHaveLength(4);
  });

  it('keeps files from the user by content', async () => {
    const bytes = new TextEncoder().encode('not a picture');
    const { reference } = await engine.putAsset({ name: 'note.txt', mediaType: 'text/plain', bytes });
    expect(reference).toMatch(/^asset:[0-9a-f]{64}$/);
    expect(await engine.assetInfo(reference)).toMatchObject({ name: 'note.txt', bytes: bytes.length });
    expect(new TextDecoder().decode((await engine.readAsset(reference)).bytes)).toBe('not a picture');
    await expect(
      engine.putAsset({ name: 'empty.jpg', mediaType: 'image/jpeg', bytes: new Uint8Array() }),
    ).rejects.toMatchObject({ code: 'asset-empty' });
  });
});
