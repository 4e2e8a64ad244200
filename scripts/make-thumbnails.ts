import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { TEMPLATES } from '../src/editor/gallery/templates.ts';

/**
 * `npm run thumbnails`: runs every template at a small size and keeps the clip as the gallery's moving thumbnail.
 * The files are committed; run it when templates or the renderer change what a clip looks like.
 */
const ROOT = resolve(import.meta.dirname, '..');
const SIZE_PX = 256;
/** Enough for a thumbnail, and a third less to download than the frames of a clip. */
const FRAME_RATE = 16;

for (const file of TEMPLATES) {
  const out = join(ROOT, 'public', 'thumbnails', `${file}.webp`);
  await mkdir(join(ROOT, 'public', 'thumbnails'), { recursive: true });
  const settings = [`crop.size=${SIZE_PX}`, `motion.fps=${FRAME_RATE}`, 'encode.quality=good'];
  await run([
    'run',
    join(ROOT, 'workflows', `${file}.json`),
    ...settings.flatMap((setting) => ['--set', setting]),
    '--out',
    out,
  ]);
}

function run(args: readonly string[]): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(ROOT, 'bin', 'kineograph.js'), ...args], {
      stdio: 'inherit',
    });
    child.once('error', fail);
    child.once('exit', (code) =>
      code === 0 ? done() : fail(new Error(`${args.join(' ')} ended with ${code}`)),
    );
  });
}
