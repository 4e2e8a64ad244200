import type { Page } from 'playwright-core';
import { handWork } from '../../tests/support/hand-work.ts';
import type { Screen } from './screen.ts';
import { drop, inspect, RUN_MS, runAll, settled } from './ways.ts';

/** What is worked on by hand, and the takes, in the order of a visit: the first screen runs the workflow. */
export const HAND_SCREENS: readonly Screen[] = [
  { name: 'hand-graph', reach: runHandWork },
  ...(
    [
      ['crop-frame', 'Crop', '.rect-area'],
      ['landmarks', 'Correct landmarks', '.direct'],
      ['mask-brush', 'Paint mask', '.direct'],
      ['pick-regions', 'Pick regions', '.direct'],
      ['depth-brush', 'Touch up depth', '.direct'],
      ['camera-path', 'Camera path', '.direct'],
      ['curves', 'Keyframes', '.curves'],
    ] as const
  ).map(
    ([name, title, place]): Screen => ({
      name,
      panel: 'Inspector',
      goesOn: true,
      reach: async (page) => {
        await openNode(page, title);
        await page.locator(`.inspector ${place}`).first().scrollIntoViewIfNeeded();
        await page.waitForTimeout(600);
      },
    }),
  ),
  ...(
    [
      ['landmarks-large', 'Correct landmarks'],
      ['mask-large', 'Paint mask'],
      ['regions-large', 'Pick regions'],
      ['depth-large', 'Touch up depth'],
      ['camera-large', 'Camera path'],
    ] as const
  ).map(
    ([name, title]): Screen => ({
      name,
      goesOn: true,
      reach: async (page) => {
        await openNode(page, title);
        await page.getByRole('button', { name: /in a large view/ }).click();
        await page.locator('.dialog-direct').waitFor();
        await page.waitForTimeout(800);
      },
      leave: (page) => page.keyboard.press('Escape'),
    }),
  ),
  {
    name: 'prompt-chips',
    panel: 'Inspector',
    goesOn: true,
    reach: (page) => openNode(page, 'Motion prompt'),
  },
  { name: 'takes-grid', panel: 'Result', reach: takes },
  ...(['Side by side', 'One over the other', 'One through the other'] as const).map(
    (mode): Screen => ({
      name: `takes-${mode.toLowerCase().replaceAll(' ', '-')}`,
      panel: 'Result',
      reach: async (page) => {
        await takes(page);
        for (const number of [1, 2])
          await page.getByRole('button', { name: `Put take ${number} beside another` }).click();
        await page.getByRole('button', { name: mode, exact: true }).click();
        await page.waitForTimeout(800);
      },
    }),
  ),
];

async function runHandWork(page: Page): Promise<void> {
  await settled(page);
  await drop(page, 'by-hand.json', handWork());
  await page.locator('.react-flow__node[data-id="deeper"]').waitFor();
  await settled(page);
  await runAll(page);
}

/** A node of the workflow, whatever was open before; its results are stored. */
async function openNode(page: Page, title: string): Promise<void> {
  await settled(page);
  if ((await page.locator('.react-flow__node[data-id="deeper"]').count()) === 0) await runHandWork(page);
  await inspect(page, title);
  await page.waitForTimeout(800);
}

async function takes(page: Page): Promise<void> {
  await openNode(page, 'Diffusion sampler');
  await page.getByRole('button', { name: /^Takes/ }).click();
  await page.locator('.take canvas').nth(3).waitFor({ timeout: RUN_MS });
  await page.getByRole('button', { name: 'Check the takes' }).click();
  await page.locator('.take-flags').nth(3).waitFor({ timeout: RUN_MS });
  await page.waitForTimeout(500);
}
