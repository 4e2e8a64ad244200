import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defineNode, type NodeDeclaration, type NodeSpec } from '../../src/runtime/node.ts';
import type { ImageValue } from '../../src/values/value.ts';
import { samplePhoto } from '../support/photos.ts';
import { openTestEngine, workflow } from '../support/test-engine.ts';

/** Performs "Add a node in ten minutes" of CONTRIBUTING.md, word for word, in a copy of the source tree. */
const ROOT = resolve(import.meta.dirname, '../..');
let copy = '';

beforeAll(async () => {
  const results = join(ROOT, 'test-results');
  await mkdir(results, { recursive: true });
  copy = await mkdtemp(join(results, 'recipe-'));
  await mkdir(join(copy, 'src'));
  for (const folder of await readdir(join(ROOT, 'src'))) {
    if (folder === 'nodes') await cp(join(ROOT, 'src/nodes'), join(copy, 'src/nodes'), { recursive: true });
    else await symlink(join(ROOT, 'src', folder), join(copy, 'src', folder));
  }
  for (const name of ['tests', 'models', 'public']) await symlink(join(ROOT, name), join(copy, name));
  for (const [path, code] of await documentedFiles()) {
    await mkdir(dirname(join(copy, path)), { recursive: true });
    await writeFile(join(copy, path), code);
  }
  await register('mirrorNode', './mirror/mirror.node.ts');
});

afterAll(() => rm(copy, { recursive: true, force: true }));

/** Code blocks of CONTRIBUTING.md that name a file: path -> code. */
async function documentedFiles(): Promise<Map<string, string>> {
  const text = await readFile(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
  const blocks = text.matchAll(/^```ts (\S+)\n([\s\S]*?)^```$/gm);
  return new Map(Array.from(blocks, ([, path = '', code = '']) => [path, code]));
}

/** Step 4 of the recipe. */
async function register(node: string, module: string): Promise<void> {
  const index = join(copy, 'src/nodes/index.ts');
  const text = await readFile(index, 'utf8');
  const listed = text.replace(/(NODE_DECLARATIONS[^=]*=\s*\[)/, `$1\n  ${node},`);
  expect(listed).not.toBe(text);
  await writeFile(index, `import { ${node} } from '${module}';\n${listed}`);
}

function runTool(tool: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    const bin = join(ROOT, 'node_modules/.bin', tool);
    execFile(bin, args, { cwd: copy, maxBuffer: 1e8 }, (error, stdout, stderr) =>
      done({ code: error ? 1 : 0, output: stdout + stderr }),
    );
  });
}

it('names declaration, code and test', async () => {
  expect([...(await documentedFiles()).keys()]).toEqual([
    'src/nodes/mirror/mirror.node.ts',
    'src/nodes/mirror/mirror.run.ts',
    'src/nodes/mirror/mirror.test.ts',
  ]);
});

it('compiles under the strict settings', async () => {
  const config = {
    extends: join(ROOT, 'tsconfig.json'),
    include: ['src/nodes/mirror', 'src/nodes/index.ts', join(ROOT, 'src/**/*.d.ts')],
  };
  await writeFile(join(copy, 'tsconfig.json'), JSON.stringify(config));
  const { code, output } = await runTool('tsc', ['-p', '.', '--noEmit']);
  expect(output).toBe('');
  expect(code).toBe(0);
}, 120_000);

it('passes its own test and keeps to the floors', async () => {
  const config = "export default { test: { include: ['src/nodes/mirror/*.test.ts'] } };\n";
  await writeFile(join(copy, 'vitest.config.mjs'), config);
  const tests = await runTool('vitest', ['run', '--config', 'vitest.config.mjs']);
  expect(tests.code, tests.output).toBe(0);
  expect(tests.output).toMatch(/2 passed/);
  const floors = ['src/nodes/mirror', '--config', join(ROOT, '.dependency-cruiser.cjs')];
  const cruise = await runTool('depcruise', floors);
  expect(cruise.code, cruise.output).toBe(0);
}, 120_000);

it('runs in the engine, with keys and cache', async () => {
  const photo = samplePhoto('coffee');
  const { NODE_DECLARATIONS } = (await import(
    /* @vite-ignore */ pathToFileURL(join(copy, 'src/nodes/index.ts')).href
  )) as { NODE_DECLARATIONS: readonly NodeDeclaration[] };
  const source = defineNode(pictureSpec, async () => ({ run: async () => ({ image: photo }) }));
  const engine = await openTestEngine([source, ...NODE_DECLARATIONS]);
  const document = workflow({
    picture: { type: 'test-picture@1' },
    mirror: { type: 'mirror@1', params: { axis: 'left-right' }, inputs: { image: 'picture.image' } },
  });
  const first = await engine.run(document);
  expect(first.events.filter((event) => event.kind === 'failed')).toEqual([]);
  const image = (await engine.output(document, 'mirror.image')) as ImageValue;
  expect(image.data.slice(0, 4)).toEqual(photo.data.slice((photo.width - 1) * 4, photo.width * 4));
  const again = await engine.run(document);
  expect(again.events.some((event) => event.kind === 'cached' && event.node === 'mirror')).toBe(true);
});

const pictureSpec = {
  type: 'test-picture',
  version: 1,
  implementation: 1,
  title: 'Picture',
  summary: 'A picture for tests.',
  category: 'input',
  keywords: [],
  lane: 'cpu',
  purity: 'pure',
  inputs: {},
  outputs: { image: { type: 'Image', label: 'Image' } },
  params: {},
  typicalMs: 1,
} as const satisfies NodeSpec;
