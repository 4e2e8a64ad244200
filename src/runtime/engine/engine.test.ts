import { describe, expect, it } from 'vitest';
import { testNodes } from '../../../tests/support/arithmetic-nodes.ts';
import { fates, openTestEngine, workflow } from '../../../tests/support/test-engine.ts';
import type { WorkflowNode } from '../document.ts';
import { DOCUMENT_LIMITS } from '../document-limits.ts';

describe('a run', () => {
  it('computes what is new and takes the rest from the cache', async () => {
    const nodes = testNodes();
    const engine = await openTestEngine(nodes.declarations);
    const sum = (value: number) =>
      workflow({
        a: { type: 'constant@1', params: { value } },
        b: { type: 'constant@1', params: { value: 2 } },
        sum: { type: 'add@1', inputs: { a: 'a.value', b: 'b.value' } },
      });
    const first = await engine.run(sum(1));
    expect(first.outcome).toBe('done');
    expect(nodes.ledger.sort()).toEqual(['add(3)', 'constant(1)', 'constant(2)']);
    expect(await engine.output(sum(1), 'sum.value')).toEqual({ type: 'Number', value: 3 });
    nodes.ledger.length = 0;
    expect(fates(await engine.run(sum(1)))).toEqual(['a cached', 'b cached', 'sum cached']);
    expect(fates(await engine.run(sum(5)))).toEqual(['a committed', 'b cached', 'sum committed']);
    expect(nodes.ledger).toEqual(['constant(5)', 'add(7)']);
  });

  it('follows a chain as long as documents may be', async () => {
    const engine = await openTestEngine(testNodes().declarations, { keepsEvents: false });
    const nodes: Record<string, WorkflowNode> = { n0: { type: 'constant@1', params: { value: 7 } } };
    for (let index = 1; index < DOCUMENT_LIMITS.nodes; index++) {
      nodes[`n${index}`] = { type: 'sign@1', inputs: { a: `n${index - 1}.value` } };
    }
    expect(await engine.run(workflow(nodes))).toMatchObject({ outcome: 'done' });
    expect(await engine.output(workflow(nodes), `n${DOCUMENT_LIMITS.nodes - 1}.value`)).toMatchObject({
      value: 1,
    });
  });

  it('stops a change where it gives the same bytes', async () => {
    const nodes = testNodes();
    const engine = await openTestEngine(nodes.declarations);
    const signed = (value: number) =>
      workflow({
        a: { type: 'constant@1', params: { value } },
        sign: { type: 'sign@1', inputs: { a: 'a.value' } },
        after: { type: 'add@1', params: { plus: 10 }, inputs: { a: 'sign.value' } },
      });
    await engine.run(signed(3));
    nodes.ledger.length = 0;
    const second = await engine.run(signed(4));
    expect(nodes.ledger).toEqual(['constant(4)', 'sign(4)']);
    expect(second.events.find((event) => event.kind === 'cached')).toMatchObject({
      node: 'after',
      how: 'cutoff',
    });
    expect(await engine.output(signed(4), 'after.value')).toEqual({ type: 'Number', value: 11 });
  });

  it('fails only what stands below the fault', async () => {
    const nodes = testNodes();
    const engine = await openTestEngine(nodes.declarations);
    const run = await engine.run(
      workflow({
        a: { type: 'constant@1', params: { value: 1 } },
        bad: { type: 'fail@1', inputs: { a: 'a.value' } },
        below: { type: 'add@1', inputs: { a: 'bad.value' } },
        beside: { type: 'add@1', params: { plus: 1 }, inputs: { a: 'a.value' } },
        unknown: { type: 'from-the-future@1' },
      }),
    );
    expect(run.outcome).toBe('failed');
    expect(fates(run)).toEqual([
      'a committed',
      'bad failed',
      'below cancelled',
      'beside committed',
      'unknown failed',
    ]);
    expect(run.events.find((event) => event.kind === 'failed' && event.node === 'bad')).toMatchObject({
      error: { code: 'test-failure', remedy: 'Use another node.' },
    });
  });
});

describe('clips', () => {
  /** Two small frames in a chunk. */
  const SIDE = 8;
  const chunkBytes = 2 * SIDE * SIDE * 4;
  const clip = workflow({
    start: { type: 'constant@1', params: { value: 3 } },
    ramp: { type: 'ramp@1', params: { frames: 6, side: SIDE }, inputs: { start: 'start.value' } },
    invert: { type: 'invert@1', inputs: { clip: 'ramp.clip' } },
    bytes: { type: 'first-bytes@1', inputs: { clip: 'invert.clip' } },
  });

  it('flow through framewise nodes', async () => {
    const nodes = testNodes();
    const engine = await openTestEngine(nodes.declarations, { chunkBytes });
    const run = await engine.run(clip);
    expect(fates(run)).toEqual(['bytes committed', 'invert committed', 'ramp committed', 'start committed']);
    expect(await engine.output(clip, 'bytes.text')).toEqual({
      type: 'Text',
      value: '252 251 250 249 248 247',
    });
  });

  it('reach their consumers while they are being made, on a single worker too', async () => {
    const nodes = testNodes();
    const engine = await openTestEngine(nodes.declarations, {
      sizes: { gpu: 1, cpu: 1, codec: 1 },
      chunkBytes,
    });
    const { ramp, ...others } = clip.nodes;
    const long = workflow({
      ...others,
      ramp: { ...ramp, type: 'ramp@1', params: { frames: 10, side: SIDE } },
    });
    expect((await engine.run(long)).outcome).toBe('done');
    const { ledger } = nodes;
    expect(ledger.indexOf('invert 0..2')).toBeLessThan(ledger.indexOf('ramp 8..10'));
    expect(ledger.indexOf('read 0')).toBeLessThan(ledger.indexOf('invert 8..10'));
  });
});
