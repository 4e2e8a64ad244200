import { describe, expect, it } from 'vitest';
import { testNodes } from '../../../tests/support/arithmetic-nodes.ts';
import { openTestEngine, workflow } from '../../../tests/support/test-engine.ts';
import { GrowingClip } from './growing-clip.ts';
import { RangeOrder } from './range-order.ts';

const SIDE = 8;
const FRAMES = 200;
const CHUNK_FRAMES = 2;

const film = workflow({
  zero: { type: 'constant@1', params: { value: 0 } },
  ramp: { type: 'ramp@1', params: { frames: FRAMES, side: SIDE }, inputs: { start: 'zero.value' } },
  invert: { type: 'invert@1', inputs: { clip: 'ramp.clip' } },
  bytes: { type: 'first-bytes@1', inputs: { clip: 'invert.clip' } },
});

/** Runs the film; with its first frame `look` is called once. */
async function runLooking(look: (want: (node: string, frame: number) => void) => void) {
  const nodes = testNodes();
  const engine = await openTestEngine(nodes.declarations, { chunkBytes: CHUNK_FRAMES * SIDE * SIDE * 4 });
  let id = '';
  let isLooking = false;
  nodes.before = async (line) => {
    // Time passes, or all would be over before anybody could look.
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (isLooking || !/^invert \d/.test(line)) return;
    isLooking = true;
    look((node, frame) => engine.engine.wantFrame(id, node, frame));
  };
  id = await engine.engine.run(film, { mode: 'all' });
  return { engine, ledger: nodes.ledger, run: await engine.ended(id) };
}

describe('frames that somebody looks at', () => {
  it('are made first, with the frames of other nodes that they are made from', async () => {
    const { engine, ledger, run } = await runLooking((want) => want('invert', 180));
    expect(run.outcome).toBe('done');
    const place = (line: string) => ledger.indexOf(line);
    for (const node of ['ramp', 'invert']) {
      expect(place(`${node} 180..182`)).toBeGreaterThan(-1);
      expect(place(`${node} 180..182`)).toBeLessThan(place(`${node} 100..102`));
    }
    // Every range once, and the same bytes as in order.
    expect(new Set(ledger).size).toBe(ledger.length);
    const bytes = Array.from({ length: FRAMES }, (_, frame) => 255 - frame);
    expect(await engine.output(film, 'bytes.text')).toMatchObject({ value: bytes.join(' ') });
  });

  it('are told of while the run goes on, with the chunks that are still to come', async () => {
    const { engine, run } = await runLooking((want) => want('invert', 180));
    const looks = run.events.flatMap((event) =>
      event.kind === 'preview' && event.node === 'invert' && event.value.type === 'Clip' ? [event.value] : [],
    );
    const look = looks.find(({ chunks }) => chunks[90]?.digest);
    expect(look).toMatchObject({ frameCount: FRAMES, width: SIDE });
    expect(look?.chunks.some(({ digest }) => digest === '')).toBe(true);
    const pixels = await engine.engine.clipChunk(look?.chunks[90]?.digest ?? '');
    expect(pixels?.[0]).toBe(255 - 180);
  });

  it('of a node that is not running change nothing', async () => {
    const { run } = await runLooking((want) => {
      want('bytes', 3);
      want('nowhere', 3);
    });
    expect(run.outcome).toBe('done');
  });
});

it('a range order gives what is wanted, what follows it, and the rest from the start', () => {
  const facts = { width: 2, height: 2, fps: 24, frameCount: 6, loop: true };
  const ranges = Array.from({ length: 6 }, (_, start) => ({ start, end: start + 1 }));
  const clip = new GrowingClip(facts, 0, ranges);
  const order = new RangeOrder(clip);
  const taken = [order.take()?.index];
  clip.want([
    { start: 3, end: 4 },
    { start: 5, end: 6 },
  ]);
  for (let next = order.take(); next; next = order.take()) {
    expect(next.order).toBeGreaterThan(0);
    expect(next.order).toBeLessThanOrEqual(1);
    taken.push(next.index);
  }
  expect(taken).toEqual([0, 3, 5, 4, 1, 2]);
});
