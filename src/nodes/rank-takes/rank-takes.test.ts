import { expect, it } from 'vitest';
import { testContext } from '../../../tests/support/run-context.ts';
import { sinTurns } from '../../motion/portable-math.ts';
import type { MotionValue } from '../../values/motion.ts';
import { run } from './rank-takes.run.ts';

function takeOf(size: number): MotionValue {
  const yaw = Float32Array.from({ length: 72 }, (_, i) => size * sinTurns(i / 72));
  return { type: 'Motion', fps: 24, frameCount: 72, loop: true, channels: { 'head.yaw': yaw } };
}

const takes = [takeOf(0), takeOf(3)];

it('gives the k-th best take and the scores of all', async () => {
  const best = await run(testContext(), { takes }, { pick: 1 });
  expect(best.motion).toBe(takes[1]);
  expect(best.report.measures[0]).toMatchObject({ key: 'picked', value: 2 });
  expect(best.report.measures.filter(({ key }) => key?.startsWith('take.'))).toHaveLength(2);
  const context = testContext();
  expect((await run(context, { takes }, { pick: 5 })).motion).toBe(takes[0]);
  expect(context.notices).toEqual(['There are only 2 takes; the last was picked.']);
});

it('refuses reports that belong to no take, and an empty list', async () => {
  const reports = [{ type: 'Report', measures: [] }] as const;
  await expect(run(testContext(), { takes, reports }, { pick: 1 })).rejects.toMatchObject({
    code: 'reports-differ',
  });
  await expect(run(testContext(), { takes: [] }, { pick: 1 })).rejects.toMatchObject({ code: 'no-takes' });
});
