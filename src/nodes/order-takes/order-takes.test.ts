import { expect, it } from 'vitest';
import { testContext } from '../../../tests/support/run-context.ts';
import { sinTurns } from '../../motion/portable-math.ts';
import type { MotionValue } from '../../values/motion.ts';
import { run } from './order-takes.run.ts';

function takeOf(size: number): MotionValue {
  const yaw = Float32Array.from({ length: 72 }, (_, i) => size * sinTurns(i / 72));
  return { type: 'Motion', fps: 24, frameCount: 72, loop: true, channels: { 'head.yaw': yaw } };
}

it('gives the best take first and the worst last', async () => {
  const takes = [takeOf(0), takeOf(3)];
  const at = (index: number) => run({ ...testContext(), element: { index, count: 2 } }, { takes }, {});
  const [first, second] = await Promise.all([at(0), at(1)]);
  expect([first.motion, second.motion]).toEqual([takes[1], takes[0]]);
  const score = (report: typeof first.report) => report.measures.find(({ key }) => key === 'total')?.value;
  expect(score(first.report)).toBeGreaterThan(score(second.report) as number);
});

it('puts rejected takes last', async () => {
  const takes = [takeOf(0), takeOf(3)];
  const good = { type: 'Report', measures: [] } as const;
  const reports = [good, { ...good, rejected: ['The face drifts.'] }];
  const last = await run({ ...testContext(), element: { index: 1, count: 2 } }, { takes, reports }, {});
  expect(last.motion).toBe(takes[1]);
  expect(last.report.rejected).toEqual(['The face drifts.']);
});
