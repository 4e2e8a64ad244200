import { afterEach, expect, it, vi } from 'vitest';
import { WorkerLostError } from '../../runtime/engine/lane.ts';
import { askLayout } from './ask-layout.ts';
import { layOut } from './lay-out.ts';
import type { LayoutGraph } from './layout-graph.ts';

const GRAPH: LayoutGraph = {
  aspect: 1,
  groups: [],
  pieces: Array.from({ length: 6 }, () => ({ kind: 'card', width: 224, height: 260 })),
  wires: Array.from({ length: 5 }, (_, from) => ({
    from,
    fromAt: { x: 224, y: 49 },
    to: from + 1,
    toAt: { x: 0, y: 49 },
  })),
};

afterEach(() => vi.unstubAllGlobals());

it('answers from a worker what would be answered here', async () => {
  expect(await askLayout(GRAPH)).toEqual(layOut(GRAPH));
});

it.each([
  ['dies', 'throw new Error("out of memory")'],
  ['breaks in the middle', 'self.onmessage = () => { throw new Error("out of memory") }'],
])('says so when the worker %s', async (_, code) => {
  const Real = Worker;
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  vi.stubGlobal(
    'Worker',
    class extends Real {
      constructor() {
        super(url, { type: 'module' });
      }
    },
  );
  await expect(askLayout(GRAPH)).rejects.toThrow(WorkerLostError);
});
