import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { CHROMIUM_TEST_FLAGS } from '../../scripts/chromium-test-flags.ts';
import { findChromium } from '../../src/cli/find-chromium.ts';
import type { EncodeMeasure } from './encode-page.ts';

/**
 * Times every way to encode a 72-frame 512 × 512 portrait clip in Chromium, in one run, so that the ratios count:
 * `node --import tsx tests/bench/encode.bench.ts [folder for the files]`.
 */
const CASES = [
  ['mp4-h264', 'fast', 'good'],
  ['mp4-h264', 'small', 'good'],
  ['mp4-h264', 'fast', 'draft'],
  ['mp4-h264', 'fast', 'best'],
  ['mp4-h264', 'small', 'best'],
  ['mp4-av1', 'fast', 'good'],
  ['webm', 'fast', 'good'],
  ['gif', 'fast', 'good'],
  ['webp', 'fast', 'good'],
  ['webp', 'small', 'good'],
  ['png-sequence', 'fast', 'good'],
] as const;

const folder = process.argv[2];
const server = await createServer({ server: { port: 0, hmr: false }, logLevel: 'error' });
await server.listen();
const browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_TEST_FLAGS] });
try {
  const page = await browser.newPage();
  const address = server.resolvedUrls?.local[0];
  // Any page of the server's origin will do; the modules are loaded by hand.
  await page.goto(`${address}samples/astronaut.jpg`);
  const results: (EncodeMeasure & { readonly isSame: boolean })[] = [];
  for (const [format, route, quality] of CASES) {
    const measured = await page.evaluate(
      async ([format, route, quality]) => {
        const path = '/tests/bench/encode-page.ts';
        const { measure } = await import(/* @vite-ignore */ path);
        const first: Uint8Array = (await measure(format, route, quality)).file;
        const result = await measure(format, route, quality);
        const isSame = first.length === result.bytes && first.every((byte, i) => byte === result.file[i]);
        const blob = new Blob([result.file]);
        const url: string = await new Promise((resolve) => {
          const reader = new FileReader();
          reader.onload = () => resolve(String(reader.result));
          reader.readAsDataURL(blob);
        });
        return { ...result, isSame, file: url.slice(url.indexOf(',') + 1) };
      },
      [format, route, quality] as const,
    );
    results.push(measured);
    const extension =
      { 'mp4-h264': 'mp4', 'mp4-av1': 'mp4', 'png-sequence': 'zip' }[format as string] ?? format;
    if (folder) {
      const name = `${format}-${route}-${quality}.${extension}`;
      await writeFile(join(folder, name), Buffer.from(measured.file, 'base64'));
    }
  }
  const base = results[0]!;
  console.log('format        route  quality      ms     kB   time ×   size ×  same bytes twice');
  for (const { format, route, quality, ms, bytes, isSame } of results) {
    const numbers = [
      ms.toFixed(0),
      (bytes / 1000).toFixed(0),
      (ms / base.ms).toFixed(2),
      (bytes / base.bytes).toFixed(2),
    ];
    const words = [format.padEnd(13), route.padEnd(6), quality.padEnd(7)];
    console.log(
      words.join(' '),
      numbers.map((number) => number.padStart(8)).join(' '),
      isSame ? ' yes' : ' NO',
    );
  }
} finally {
  await browser.close();
  await server.close();
}
