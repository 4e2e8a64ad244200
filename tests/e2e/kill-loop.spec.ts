import { expect, test } from '@playwright/test';
import { killLoop } from '../support/kill-loop.ts';

/** More kills for a long search; the suite does three. */
const KILLS = Number(process.env.KILLS ?? 3);
/** Running time before a kill goes through this range, so that kills fall on different stages, ms. */
const SHORTEST_MS = 2500;
const SPREAD_MS = 7000;

test(`a browser that is killed ${KILLS} times while it writes loses no finished stage`, async () => {
  test.setTimeout(60_000 + KILLS * 20_000);
  const result = await killLoop(KILLS, (kill) => SHORTEST_MS + ((kill * 2371) % SPREAD_MS));
  expect(result.stages).toBeGreaterThan(0);
  expect(result).toMatchObject({ kills: KILLS, lost: 0, damaged: 0 });
});
