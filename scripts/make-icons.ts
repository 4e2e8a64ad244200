import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../src/cli/find-chromium.ts';

/**
 * `node --import tsx scripts/make-icons.ts`: draws the icons of the installed app from `public/icon.svg`.
 * The maskable ones fill the whole square, with the drawing inside the circle that every system keeps.
 */
const ROOT = resolve(import.meta.dirname, '..');
const ICONS = [
  { name: 'icon-192.png', side: 192, maskable: false },
  { name: 'icon-512.png', side: 512, maskable: false },
  { name: 'maskable-512.png', side: 512, maskable: true },
  { name: 'apple-touch-icon.png', side: 180, maskable: true },
] as const;

async function main(): Promise<void> {
  const svg = await readFile(resolve(ROOT, 'public/icon.svg'), 'utf8');
  const folder = resolve(ROOT, 'public/icons');
  await mkdir(folder, { recursive: true });
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage();
    for (const { name, side, maskable } of ICONS) {
      await page.setViewportSize({ width: side, height: side });
      const drawing = maskable
        ? svg.replace(/ rx="\d+"/, '').replace('viewBox="0 0 32 32"', 'viewBox="-4 -4 40 40"')
        : svg;
      const background = maskable ? '#4f7cff' : 'transparent';
      await page.setContent(
        `<style>*{margin:0}body{background:${background}}svg{display:block;width:100vw;height:100vh}</style>${drawing}`,
      );
      await writeFile(resolve(folder, name), await page.screenshot({ omitBackground: true }));
    }
  } finally {
    await browser.close();
  }
}

await main();
