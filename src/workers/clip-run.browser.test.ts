import { beforeAll, describe, expect, it } from 'vitest';
import { readClipChunk } from '../../tests/support/clip-frames.ts';
import portrait from '../../workflows/living-portrait.json';
import type { WorkflowDocument } from '../runtime/document.ts';
import type { RunEvent } from '../runtime/events.ts';
import { readDocument } from '../runtime/parse-document.ts';
import type { Value, ValueOf, ValueType } from '../values/value.ts';
import { connectEngine } from './connect-engine.ts';
import type { EngineApi } from './engine-api.ts';

/** The shipped template as it is: real models, every lane, a clip through renderer and encoder. */
const template = readDocument(portrait);

let engine: EngineApi;

/** Runs the template; `watch` sees every event as it comes. */
async function run(
  api: EngineApi,
  document: WorkflowDocument,
  watch: (event: RunEvent) => void = () => undefined,
) {
  const events: RunEvent[] = [];
  let finish: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const stop = await api.subscribe((batch) => {
    for (const event of batch) {
      events.push(event);
      watch(event);
      if (event.kind === 'run-ended') finish();
    }
  });
  await api.run(document, { mode: 'all' });
  await ended;
  stop();
  return events;
}

function nodesWith(events: readonly RunEvent[], kind: RunEvent['kind']): string[] {
  return events.flatMap((event) => (event.kind === kind && 'node' in event ? [event.node] : [])).sort();
}

function outcome(events: readonly RunEvent[]) {
  const failures = events.flatMap((event) => (event.kind === 'failed' ? [event.error.message] : []));
  const last = events.at(-1);
  return { failures, outcome: last?.kind === 'run-ended' ? last.outcome : undefined };
}

async function output<T extends ValueType>(api: EngineApi, node: string, port: string, type: T) {
  const { key = '' } = (await api.plan(template)).nodes[node] ?? {};
  const value: Value | undefined = (await api.outputs(key))?.[port];
  if (value?.type !== type) throw new TypeError(`${node}.${port} is ${value?.type}`);
  return value as ValueOf<T>;
}

beforeAll(async () => {
  engine = await connectEngine();
  await engine.clearCache();
});

describe('the living portrait', { timeout: 180_000 }, () => {
  it('broken off while it renders goes on where it stopped', async () => {
    let chunks = 0;
    const broken = await run(engine, template, (event) => {
      if (event.kind !== 'progress' || event.node !== 'animate' || event.fraction < 0.3) return;
      if (chunks++ === 0) void engine.cancel(event.run);
    });
    expect(outcome(broken)).toEqual({ failures: [], outcome: 'cancelled' });
    expect(nodesWith(broken, 'cancelled')).toContain('animate');
    const resumed = await run(engine, template);
    expect(outcome(resumed)).toEqual({ failures: [], outcome: 'done' });
    expect(nodesWith(resumed, 'cached')).toEqual(
      expect.arrayContaining(['photo', 'crop', 'landmarks', 'motion']),
    );
    expect(nodesWith(resumed, 'committed')).toContain('animate');
  });

  it('gives frames that a canvas takes, and a file', async () => {
    const clip = await output(engine, 'animate', 'clip', 'Clip');
    expect(clip).toMatchObject({ width: 512, height: 512, fps: 24, frameCount: 72, loop: true });
    const frames = await readClipChunk(engine, clip.chunks[0]?.digest ?? '');
    const first = new ImageData(new Uint8ClampedArray(frames?.subarray(0, 512 * 512 * 4) ?? []), 512, 512);
    expect(frames?.buffer).toBeInstanceOf(ArrayBuffer);
    expect(first.data.some((byte, index) => index % 4 !== 3 && byte > 0)).toBe(true);
    const file = await output(engine, 'encode', 'file', 'File');
    expect(file.mediaType).toBe('video/mp4');
    expect(file.bytes.byteLength).toBeGreaterThan(10_000);
  });

  it('is all there for another tab, and the same when it is made in one go', async () => {
    const broken = await output(engine, 'animate', 'clip', 'Clip');
    const other = await connectEngine();
    expect(nodesWith(await run(other, template), 'committed')).toEqual([]);
    await other.clearCache();
    const whole = await run(other, template);
    expect(outcome(whole)).toEqual({ failures: [], outcome: 'done' });
    expect(nodesWith(whole, 'committed')).toHaveLength(Object.keys(template.nodes).length);
    expect((await output(other, 'animate', 'clip', 'Clip')).chunks).toEqual(broken.chunks);
  });

  it('still runs where another tab cleared the cache', async () => {
    await (await connectEngine()).clearCache();
    const again = await run(engine, template);
    expect(outcome(again)).toEqual({ failures: [], outcome: 'done' });
    expect((await output(engine, 'encode', 'file', 'File')).mediaType).toBe('video/mp4');
  });
});
