import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const LOCKFILE = resolve(import.meta.dirname, '../package-lock.json');

async function lockedPackages(): Promise<Readonly<Record<string, LockedPackage>>> {
  return JSON.parse(await readFile(LOCKFILE, 'utf8')).packages;
}

/** `npm ci` refuses a lockfile that was written where a platform's packages could not be seen. */
it('locks the packages of every platform', async () => {
  const packages = await lockedPackages();
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
    ),
  );
  expect(missing).toEqual([]);
});

it('names no registry', async () => {
  const named = Object.values(await lockedPackages()).filter(({ resolved }) => resolved?.startsWith('http'));
  expect(named).toEqual([]);
});
