import { expect, it } from 'vitest';
import { readHeldOut } from './held-out.ts';
import { distancesOf, measureSettings, measureSource } from './measure-source.ts';
import { type MotionSource, SIMULATOR } from './motion-source.ts';
import { reportPage } from './report-page.ts';
import { verdictOn } from './targets.ts';

const COUNTS = { idle: 20, asked: 4, seeds: 1 };
/** A source that never moves. */
const STILL: MotionSource = {
  name: 'Still <b>',
  about: 'Moves nothing.',
  async sample(_prompt, { seconds, fps, loop }) {
    return { type: 'Motion', fps, frameCount: Math.round(seconds * fps), loop, channels: {} };
  },
};

it('shows every source beside the published figures, in one page that needs no network', async () => {
  const heldOut = await readHeldOut();
  const few = {
    ...heldOut,
    prompts: heldOut.prompts.slice(0, 12),
    more: [],
    orders: heldOut.orders.slice(0, 3),
  };
  const reports = [await measureSource(SIMULATOR, COUNTS, few), await measureSource(STILL, COUNTS, few)];
  const page = reportPage(reports, [await measureSettings(SIMULATOR, COUNTS)], 0.05);
  expect(page).not.toMatch(/https?:|<script|<link|src=|url\(/);
  expect(page).not.toContain('NaN');
  expect(page).toContain('Still &lt;b&gt;');
  expect(page.match(/<svg/g)?.length).toBeGreaterThan(30);
  for (const heading of ['Targets', 'Distributions', 'Prompts', 'Speed and distance', 'Six seeds']) {
    expect(page).toContain(`<h2>${heading}</h2>`);
  }
  expect(reports[1].answers[0].takes[0].missing).toEqual(few.prompts[0].moves);
  expect(distancesOf(reports[0].statistics, reports[0].statistics).mean).toBe(0);
});

it('tells values in range from those only like the simulator', () => {
  const target = { name: 'x', unit: '', published: '', range: [1, 2] as const, of: () => 0, digits: 0 };
  expect(verdictOn(target, 1.5, 9)).toBe('in range');
  expect(verdictOn(target, 2.9, 3)).toBe('like the simulator');
  expect(verdictOn(target, 2.5, 3)).toBe('outside');
  expect(verdictOn({ ...target, strict: true }, 2.9, 3)).toBe('outside');
  expect(verdictOn(target, Number.NaN, 3)).toBe('outside');
});
