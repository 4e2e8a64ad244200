import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { german } from './de/german.ts';

/** Names of all texts below, as `group.name`, with their kinds. */
function kinds(texts: unknown, path = ''): string[] {
  if (typeof texts !== 'object' || texts === null) return [`${path}: ${typeof texts}`];
  return Object.entries(texts).flatMap(([name, below]) =>
    kinds(below, path === '' ? name : `${path}.${name}`),
  );
}

it('says everything in German that the English catalogues say', async () => {
  const files = (await readdir(import.meta.dirname)).filter((file) => /(^|-)en\.ts$/.test(file));
  const said = new Set(Object.values(german).flatMap((texts) => kinds(texts)));
  const missing: string[] = [];
  for (const file of files) {
    const module: Record<string, unknown> = await import(`./${file}`);
    for (const english of Object.values(module)) {
      if (typeof english !== 'object') continue;
      missing.push(...kinds(english).flatMap((text) => (said.has(text) ? [] : [`${file} ${text}`])));
    }
  }
  expect(files.length).toBeGreaterThan(8);
  expect(missing).toEqual([]);
});
