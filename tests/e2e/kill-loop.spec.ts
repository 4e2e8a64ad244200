import { expect, test } from '@playwright/test';
import { killLoop } from '../support/kill-loop.ts';

/** `npm run kill-loop` does more; the suite kills among the stages, in the middle of the clip, and in the resumed clip. */
const KILLS = Number(process.env.KILLS ?? 3);
const SPREAD_MS = 150;

test(`a browser that is killed ${KILLS} times while it writes loses no finished stage`, async () => {
  test.setTimeout(60_000 + KILLS * 40_000);
  const result = await killLoop(KILLS, SPREAD_MS);
  console.log(JSON.stringify(result));
  expect(result).toMatchObject({ kills: KILLS, met: KILLS, lost: 0, damaged: 0 });
  expect(result.stages).toBeGreaterThan(0);
  // What was rendered before the kill is taken up: at most what was being stored in that moment is made once more.
  expect(result.rendered).toBeGreaterThan(0);
  expect(result.repeated).toBeLessThan(result.rendered);
});
