import { describe, expect, it } from 'vitest';
import { testNodes } from '../../../tests/support/arithmetic-nodes.ts';
import {
  type FinishedRun,
  openTestEngine,
  type TestEngine,
  workflow,
} from '../../../tests/support/test-engine.ts';
import type { WorkflowDocument, WorkflowNode } from '../document.ts';

/** `node.element fate`, sorted, of the events that tell an end. */
function fates({ events }: FinishedRun): string[] {
  const ends = ['committed', 'cached', 'failed', 'cancelled'];
  return events
    .flatMap((event) => {
      if (!('node' in event) || !ends.includes(event.kind)) return [];
      return `${event.node}${event.element === undefined ? '' : `.${event.element}`} ${event.kind}`;
    })
    .sort();
}

/** Numbers of a node's list by its planned keys; undefined where nothing is stored. */
async function numbers({ engine }: TestEngine, document: WorkflowDocument, node: string) {
  const planned = (await engine.plan(document)).nodes[node];
  const values = (planned?.elements ?? []).map(async ({ key }) => (await engine.outputs(key))?.value);
  return (await Promise.all(values)).map((value) => (value?.type === 'Number' ? value.value : undefined));
}

/** start -> spread (count) -> add (plus) -> refuse (one number) -> total */
function takes(count: number, refused = -1, plus = 10): WorkflowDocument {
  return workflow({
    start: { type: 'constant@1', params: { value: 1 } },
    spread: { type: 'spread@1', params: { count }, inputs: { a: 'start.value' } },
    add: { type: 'add@1', params: { plus }, inputs: { a: 'spread.value' } },
    pass: { type: 'refuse@1', params: { number: refused }, inputs: { a: 'add.value' } },
    total: { type: 'total@1', inputs: { values: 'pass.value' } },
  });
}

async function open() {
  const nodes = testNodes();
  return { ...nodes, ...(await openTestEngine(nodes.declarations, { sizes: { gpu: 1, cpu: 1, codec: 1 } })) };
}

describe('a list', () => {
  it('runs per element through nodes that take one, and whole into nodes that gather', async () => {
    const engine = await open();
    const run = await engine.run(takes(3));
    expect(run.outcome).toBe('done');
    expect(await numbers(engine, takes(3), 'pass')).toEqual([11, 12, 13]);
    expect(await engine.output(takes(3), 'total.value')).toEqual({ type: 'Number', value: 11 + 24 + 39 });
    expect(fates(run)).toEqual(
      ['add', 'pass', 'spread']
        .flatMap((node) => [0, 1, 2].map((element) => `${node}.${element} committed`))
        .concat('start committed', 'total committed')
        .sort(),
    );
  });

  it('brings its first elements to the end before it begins the last', async () => {
    const nodes = testNodes();
    // Longer than it takes to store a result: a worker does not wait for that, but goes on with the next element.
    nodes.before = () => new Promise((resolve) => setTimeout(resolve, 10));
    const engine = await openTestEngine(nodes.declarations, { sizes: { gpu: 1, cpu: 1, codec: 1 } });
    await engine.run(takes(6));
    const at = (line: string) => nodes.ledger.indexOf(line);
    expect(at('refuse(11)')).toBeLessThan(at('spread 3'));
    expect(at('refuse(12)')).toBeLessThan(at('spread 4'));
    expect(at('refuse(13)')).toBeLessThan(at('spread 5'));
  });

  it('keeps its elements when it grows, and when it shrinks again', async () => {
    const engine = await open();
    await engine.run(takes(2));
    engine.ledger.length = 0;
    await engine.run(takes(4));
    expect(engine.ledger.filter((line) => line.startsWith('spread'))).toEqual(['spread 2', 'spread 3']);
    expect(engine.ledger.filter((line) => line.startsWith('add'))).toEqual(['add(13)', 'add(14)']);
    engine.ledger.length = 0;
    await engine.run(takes(2));
    expect(engine.ledger).toEqual([]);
  });

  it('computes only the elements that an edit reaches: early cutoff is per element', async () => {
    const nodes = (step: number): WorkflowDocument =>
      workflow({
        spread: { type: 'spread@1', params: { count: 3, step } },
        sign: { type: 'sign@1', inputs: { a: 'spread.value' } },
        after: { type: 'add@1', params: { plus: 5 }, inputs: { a: 'sign.value' } },
      });
    const engine = await open();
    await engine.run(nodes(1));
    engine.ledger.length = 0;
    const run = await engine.run(nodes(2));
    expect(engine.ledger.filter((line) => line.startsWith('add'))).toEqual([]);
    // Elements 1 and 2 have the same sign: one sign(2), and one sign(4).
    expect(engine.ledger.filter((line) => line.startsWith('sign'))).toEqual(['sign(4)']);
    expect(run.outcome).toBe('done');
    expect(await numbers(engine, nodes(2), 'after')).toEqual([5, 6, 6]);
  });

  it('of length 1 and single values enter every element of a longer one', async () => {
    const engine = await open();
    const document = workflow({
      one: { type: 'constant@1', params: { value: 100 } },
      single: { type: 'spread@1', params: { count: 1 }, inputs: { a: 'one.value' } },
      three: { type: 'spread@1', params: { count: 3 } },
      both: { type: 'add@1', inputs: { a: 'three.value', b: 'single.value' } },
      plain: { type: 'add@1', inputs: { a: 'one.value', b: 'three.value' } },
    });
    expect((await engine.run(document)).outcome).toBe('done');
    expect(await numbers(engine, document, 'both')).toEqual([100, 101, 102]);
    expect(await numbers(engine, document, 'plain')).toEqual([100, 101, 102]);
  });

  it('cannot be zipped with one of another length, and says how to mend it', async () => {
    const engine = await open();
    const document = workflow({
      two: { type: 'spread@1', params: { count: 2 } },
      three: { type: 'spread@1', params: { count: 3 } },
      both: { type: 'add@1', inputs: { a: 'two.value', b: 'three.value' } },
      none: { type: 'spread@1', params: { count: 0 } },
      made: { type: 'spread@1', params: { count: 2 }, inputs: { a: 'three.value' } },
    });
    const { nodes } = await engine.engine.plan(document);
    expect(nodes.both?.reasons).toEqual([
      'Its inputs "A" and "B" are lists of 2 and 3: make them equally long.',
    ]);
    expect(nodes.none?.reasons).toEqual(['none.count needs a whole number from 1 to 1000.']);
    expect(nodes.made?.reasons).toEqual([
      'It makes 2 elements, but its input "A" is a list of 3: make them equally many.',
    ]);
  });

  it('is given anew by a node that gathers one and has as many elements', async () => {
    const engine = await open();
    const document = workflow({
      spread: { type: 'spread@1', params: { count: 3, step: -2 } },
      sorted: { type: 'sorted@1', inputs: { values: 'spread.value' } },
    });
    await engine.run(document);
    expect(await numbers(engine, document, 'spread')).toEqual([0, -2, -4]);
    expect(await numbers(engine, document, 'sorted')).toEqual([-4, -2, 0]);
  });

  it('of clips is made clip by clip and gathered whole', async () => {
    const engine = await open();
    const clip = { frames: 3, side: 16 };
    const document = workflow({
      spread: { type: 'spread@1', params: { count: 3, step: 50 } },
      ramp: { type: 'ramp@1', params: clip, inputs: { start: 'spread.value' } },
      invert: { type: 'invert@1', inputs: { clip: 'ramp.clip' } },
      montage: { type: 'montage@1', inputs: { clips: 'invert.clip' } },
    });
    expect((await engine.run(document)).outcome).toBe('done');
    expect(await engine.output(document, 'montage.text')).toEqual({ type: 'Text', value: '255 205 155' });
  });

  it('tells what its elements look like while they are made', async () => {
    const engine = await open();
    const { events } = await engine.run(takes(2));
    const previews = events.flatMap((event) => (event.kind === 'preview' ? [event] : []));
    expect(previews.map(({ element, value }) => [element, value])).toEqual([
      [0, { type: 'Number', value: 1 }],
      [1, { type: 'Number', value: 2 }],
    ]);
  });

  it('is planned per element, with reasons', async () => {
    const engine = await open();
    await engine.run(takes(2));
    const { nodes } = await engine.engine.plan(takes(3));
    expect(nodes.spread?.elements?.map(({ state }) => state)).toEqual(['fresh', 'fresh', 'new']);
    expect(nodes.spread).toMatchObject({ state: 'stale', reasons: ['never run'] });
    expect(nodes.total).toMatchObject({ state: 'stale', reasons: ['input values.2 was connected'] });
  });
});

describe('an element that fails', () => {
  it('does not void the others; what gathers takes those and says what is missing', async () => {
    const engine = await open();
    const run = await engine.run(takes(3, 12));
    expect(run.outcome).toBe('failed');
    expect(fates(run)).toContain('pass.1 failed');
    expect(fates(run).filter((fate) => fate.includes('cancelled'))).toEqual([]);
    const total = run.events.find((event) => event.kind === 'committed' && event.node === 'total');
    expect(total).toMatchObject({ notices: ['Values: 1 of 3 are missing because they failed (2).'] });
    const key = total?.kind === 'committed' ? total.key : '';
    expect((await engine.engine.outputs(key))?.value).toEqual({ type: 'Number', value: 11 + 2 * 13 });
  });

  it('leaves no partial result under the key of the whole', async () => {
    let broken = true;
    const nodes = testNodes();
    nodes.before = (line) => {
      if (broken && line === 'refuse(12)') throw new Error('a passing fault');
    };
    const faulty = await openTestEngine(nodes.declarations);
    await faulty.run(takes(3));
    expect((await faulty.engine.plan(takes(3))).nodes.total?.state).toBe('stale');
    broken = false;
    nodes.ledger.length = 0;
    expect((await faulty.run(takes(3))).outcome).toBe('done');
    expect(nodes.ledger).toEqual(['refuse(12)', 'total 3']);
    expect(await faulty.output(takes(3), 'total.value')).toEqual({ type: 'Number', value: 11 + 24 + 39 });
  });

  it('leaves its place out of all lists that are gathered together', async () => {
    const engine = await open();
    const document = workflow({
      spread: { type: 'spread@1', params: { count: 3, step: 1 } },
      weights: { type: 'refuse@1', params: { number: 1 }, inputs: { a: 'spread.value' } },
      weigh: { type: 'weigh@1', inputs: { values: 'spread.value', weights: 'weights.value' } },
    });
    const run = await engine.run(document);
    expect(engine.ledger).toContain('weigh 2 2');
    const weighed = run.events.find((event) => event.kind === 'committed' && event.node === 'weigh');
    const key = weighed?.kind === 'committed' ? weighed.key : '';
    expect((await engine.engine.outputs(key))?.value).toEqual({ type: 'Number', value: 0 * 0 + 2 * 2 });
  });

  it('is tried again by the next run, and nothing else is', async () => {
    const engine = await open();
    await engine.run(takes(3, 12));
    engine.ledger.length = 0;
    const again = await engine.run(takes(3, 12));
    expect(engine.ledger).toEqual(['refuse(12)']);
    expect(fates(again)).toContain('total cached');
  });

  it('cancels only its own place in lists below, and a gathering node when all fail', async () => {
    const engine = await open();
    const nodes: Record<string, WorkflowNode> = {
      spread: { type: 'spread@1', params: { count: 2 } },
      pass: { type: 'refuse@1', params: { number: 1 }, inputs: { a: 'spread.value' } },
      below: { type: 'add@1', inputs: { a: 'pass.value' } },
      fail: { type: 'fail@1', inputs: { a: 'spread.value' } },
      total: { type: 'total@1', inputs: { values: 'fail.value' } },
    };
    expect(fates(await engine.run(workflow(nodes))).filter((fate) => !fate.startsWith('spread'))).toEqual([
      'below.0 committed',
      'below.1 cancelled',
      'fail.0 failed',
      'fail.1 failed',
      'pass.0 committed',
      'pass.1 failed',
      'total cancelled',
    ]);
  });
});
