import { expect, it } from 'vitest';
import { testNodes } from '../../../tests/support/arithmetic-nodes.ts';
import { openTestEngine, workflow } from '../../../tests/support/test-engine.ts';
import type { Lane } from '../node.ts';
import { NodeRegistry } from '../registry.ts';
import { inProcessLanes } from './in-process-lanes.ts';

it('workers load the code of nodes that are due while the first nodes run, and of no others', async () => {
  const { declarations } = testNodes();
  const environment = { readModel: () => Promise.reject(new Error('no models')), hasGpu: false, threads: 1 };
  const lanes = inProcessLanes(new NodeRegistry(declarations), environment, { gpu: 1, cpu: 3, codec: 1 });
  const warmed: string[] = [];
  const engine = await openTestEngine(declarations, {
    lanes: {
      sizes: lanes.sizes,
      spawn: (lane: Lane) => {
        const worker = lanes.spawn(lane);
        return {
          perform: (task, services) => worker.perform(task, services),
          cancel: () => worker.cancel(),
          dispose: () => worker.dispose(),
          warm: (types) => warmed.push(`${lane}: ${types.join(', ')}`),
        };
      },
    },
  });
  const numbers = {
    start: { type: 'constant@1', params: { value: 1 } },
    sum: { type: 'add@1', inputs: { a: 'start.value' } },
  };
  await engine.run(workflow(numbers));
  expect(warmed).toEqual(['cpu: constant, add']);
  warmed.length = 0;
  await engine.run(workflow(numbers));
  expect(warmed).toEqual([]);
  await engine.run(
    workflow({
      ...numbers,
      ramp: { type: 'ramp@1', params: { side: 2 }, inputs: { start: 'sum.value' } },
      bytes: { type: 'first-bytes@1', inputs: { clip: 'ramp.clip' } },
    }),
  );
  expect(warmed).toEqual(['cpu: ramp', 'cpu: ramp', 'cpu: ramp', 'codec: first-bytes']);
});
