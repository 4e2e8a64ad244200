import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'floors-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Names of the rules that a tree of source files breaks. */
async function brokenRules(files: Readonly<Record<string, string>>): Promise<string[]> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const cruiser = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = join(ROOT, '.dependency-cruiser.cjs');
  const output = await new Promise<string>((done, fail) => {
    const args = [cruiser, 'src', '--config', config, '--output-type', 'json'];
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1e8 }, (error, stdout, stderr) =>
      stdout ? done(stdout) : fail(error ?? new Error(stderr)),
    );
  });
  const { summary } = JSON.parse(output) as { summary: { violations: { rule: { name: string } }[] } };
  return summary.violations.map((violation) => violation.rule.name).sort();
}

it('lets imports go down', async () => {
  const broken = await brokenRules({
    'src/values/value.ts': 'export type Value = number;\n',
    'src/runtime/plan.ts': "import type { Value } from '../values/value.ts';\nexport type Plan = Value[];\n",
    'src/nodes/crop/crop.run.ts': 'export const run = 1;\n',
    'src/nodes/crop/crop.node.ts':
      "import type { Plan } from '../../runtime/plan.ts';\nexport const crop = () => import('./crop.run.ts');\nexport type P = Plan;\n",
  });
  expect(broken).toEqual([]);
});

it('refuses imports that go up, even of types', async () => {
  const broken = await brokenRules({
    'src/runtime/plan.ts': 'export type Plan = number;\n',
    'src/values/value.ts': "import type { Plan } from '../runtime/plan.ts';\nexport type Value = Plan;\n",
  });
  expect(broken).toEqual(['floor-0-values']);
});

it('refuses a declaration that loads its code, workflows in kernels, and Node below the hosts', async () => {
  const broken = await brokenRules({
    'src/runtime/plan.ts': 'export type Plan = number;\n',
    'src/nodes/crop/crop.run.ts': 'export const run = 1;\n',
    'src/nodes/crop/crop.node.ts': "export { run } from './crop.run.ts';\n",
    'src/motion/rig.ts': "import type { Plan } from '../runtime/plan.ts';\nexport type Rig = Plan;\n",
    'src/media/read.ts': "export { readFile } from 'node:fs/promises';\n",
  });
  expect(broken).toEqual(['declarations-load-no-code', 'floor-2-apart-from-runtime', 'node-only-in-hosts']);
});

it('refuses a command line that uses the editor', async () => {
  const broken = await brokenRules({
    'src/editor/app.tsx': 'export const app = () => <p>1</p>;\n',
    'src/cli/main.ts': "export { app } from '../editor/app.tsx';\n",
  });
  expect(broken).toEqual(['hosts-apart-too']);
});
