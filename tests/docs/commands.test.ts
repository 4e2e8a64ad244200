import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const commandLine = readdirSync(join(ROOT, 'src/cli'))
  .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
  .map((file) => read(`src/cli/${file}`))
  .join('\n');

describe.each(PAGES)('%s', (page) => {
  const text = read(page);

  it('names scripts that exist', () => {
    const named = [...text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, script]) => script ?? '');
    expect(named.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
  });

  it('names commands and options of the command line that exist', () => {
    for (const [line, command = ''] of text.matchAll(/^npx kineograph (\w+).*$/gm)) {
      expect(commandLine).toMatch(new RegExp(`command\\('${command}\\b`));
      for (const [option] of line.split('#')[0]?.matchAll(/--[a-z]+/g) ?? [])
        expect(commandLine).toContain(option);
    }
  });

  it('links to files that exist', () => {
    const folder = join(ROOT, page, '..');
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link]) => link ?? '');
    const pictures = [...text.matchAll(/src="([^"]+)"/g)].map(([, link]) => link ?? '');
    expect([...links, ...pictures].filter((link) => !existsSync(join(folder, link)))).toEqual([]);
  });
});
