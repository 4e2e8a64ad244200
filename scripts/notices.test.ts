import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const notice = read('NOTICE');

/** Licences of what may be linked into the app; the one other program is named apart. */
const PERMITTED = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'MPL-2.0']);
const SEPARATE = new Set(['@ffmpeg/core']);

describe('notices', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  const named = (name: string) =>
    new RegExp(`(^|[\\s,(])${name.replace(/[.*+?^$()|[\]\\/]/g, '\\$&')}($|[\\s,)])`, 'm').test(notice);

  it.each(Object.keys(dependencies))('name %s and its licence', (name) => {
    const { license } = JSON.parse(read(`node_modules/${name}/package.json`)) as { license: string };
    expect(named(name)).toBe(true);
    expect(SEPARATE.has(name) ? license : PERMITTED.has(license)).toBe(
      SEPARATE.has(name) ? 'GPL-2.0-or-later' : true,
    );
    const line = notice.split('\n').find((text) => text.includes(name)) ?? '';
    if (!line.includes('models')) expect(notice).toContain(license.replace('-or-later', ''));
  });

  it('name every model and every sample photo', () => {
    for (const file of readdirSync(join(ROOT, 'models/embedded')))
      if (file.endsWith('.onnx')) expect(notice).toContain(file);
    const credits = read('public/samples/CREDITS.md');
    for (const file of readdirSync(join(ROOT, 'public/samples')))
      if (file.endsWith('.jpg')) expect(credits).toContain(`\`${file}\``);
  });
});
