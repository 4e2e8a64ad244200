import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const THEMES = ['light', 'dark'] as const;
/** Places told of a broken rule. */
const SHOWN_PLACES = 3;

/** What the page broke, by place and theme. */
export type BrokenRules = Record<string, readonly string[]>;

/** Looks at the page as it is now, in both themes, and notes under the place's name which rules it breaks. */
export async function noteBrokenRules(page: Page, place: string, found: BrokenRules): Promise<void> {
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Two frames later everything has its new colours.
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    const broken = await brokenRules(page);
    if (broken.length > 0) found[`${place}, ${colorScheme}`] = broken;
  }
}

/** Rules of WCAG 2.2 A and AA that the page breaks: rule and the places. */
async function brokenRules(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await readFile(AXE, 'utf8'));
  const results = await page.evaluate(() => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    return axe.run({ runOnly: { type: 'tag', values } });
  });
  return results.violations.map(({ id, nodes }) => {
    const places = nodes.slice(0, SHOWN_PLACES).map(({ html }) => html);
    return `${id}, ${nodes.length} places: ${places.join(' | ')}`;
  });
}
