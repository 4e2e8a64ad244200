import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { KnownFiles } from './known-files.ts';
import { prepareRun } from './prepare-run.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prepare-run-'));
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

/** A workflow whose output is a file although nothing in it needs a browser to be planned. */
const NODES = {
  photo: { type: 'load-image@1', params: { file: 'sample:astronaut' } },
  prompt: { type: 'motion-prompt@1', params: { text: 'blink' } },
  motion: { type: 'natural-motion@1', inputs: { prompt: 'prompt.prompt' } },
  animate: { type: 'animate@1', inputs: { image: 'photo.image', motion: 'motion.motion' } },
  encode: { type: 'encode@1', inputs: { clip: 'animate.clip' } },
};

async function workflowFile(nodes: Record<string, unknown> = NODES, outputs = ['encode.file']) {
  const path = join(folder, 'workflow.json');
  await writeFile(path, JSON.stringify({ kineograph: 1, name: 'test', nodes, outputs }));
  return path;
}

const prepare = async (path: string, ...set: string[]) =>
  prepareRun(path, { set, out: join(folder, 'clip.mp4') });

it('names a bound file by its content, and finds it again where it was, moved beside the workflow, or not at all', async () => {
  const workflow = await workflowFile();
  const photo = join(folder, 'me.txt');
  await writeFile(photo, 'not looked at yet');
  const bound = await prepare(workflow, `photo.file=${photo}`);
  const reference = String(bound.document.nodes.photo!.params?.file);
  expect(reference).toMatch(/^asset:[0-9a-f]{64}$/);
  expect(bound.files).toMatchObject([{ path: photo, name: 'me.txt' }]);

  const named = await workflowFile({
    ...NODES,
    photo: { type: 'load-image@1', params: { file: reference } },
  });
  expect((await prepare(named)).files).toMatchObject([{ path: photo }]);

  await writeFile(photo, 'something else since');
  await expect(prepare(named)).rejects.toThrow(/photo\.file is not known on this device/);
  await writeFile(photo, 'not looked at yet');
  await rename(photo, join(folder, 'moved.jpg'));
  expect((await prepare(named)).files).toMatchObject([{ name: 'moved.jpg', mediaType: 'image/jpeg' }]);
});

it('runs a workflow whose output is that of a subgraph, with the settings that it exposes', async () => {
  const { photo, encode, ...inside } = NODES;
  const path = join(folder, 'nested.json');
  const moving = {
    name: 'Moving',
    nodes: { ...inside, encode },
    inputs: { picture: { type: 'Image', to: ['animate.image'] } },
    outputs: { file: { type: 'File', from: 'encode.file' } },
    params: { text: { target: 'prompt.text' }, as: { target: 'encode.format' } },
  };
  const nodes = { photo, it: { type: 'subgraph:moving', inputs: { picture: 'photo.image' } } };
  const document = { kineograph: 1, name: 'test', nodes, outputs: ['it.file'], subgraphs: { moving } };
  await writeFile(path, JSON.stringify(document));
  const prepared = await prepareRun(path, { set: ['it.text=smile'], out: join(folder, 'clip.gif') });
  expect(prepared.output).toBe('it/encode.file');
  expect(prepared.document.nodes.it?.params).toEqual({ text: 'smile', as: 'gif' });
  await expect(prepare(path, 'it.seed=1')).rejects.toThrow('has no parameter "seed"');
});

it.each([
  [
    'a circle',
    {
      ...NODES,
      animate: { ...NODES.animate, inputs: { image: 'photo.image', motion: 'motion.motion' } },
      prompt: { ...NODES.prompt, inputs: { faces: 'crop.faces' } },
      crop: { type: 'crop@1', inputs: { image: 'photo.image', faces: 'crop.faces' } },
    },
    /circle/,
  ],
  ['an unknown node type', { ...NODES, animate: { type: 'teleport@1' } }, /type teleport@1 is unknown/],
  ['a missing wire', { ...NODES, encode: { type: 'encode@1' } }, /encode: Its input "Clip" is not connected/],
  [
    'a parameter out of range',
    { ...NODES, encode: { ...NODES.encode, params: { loops: 500 } } },
    /encode\.loops needs a number from 1 to 20/,
  ],
])('refuses %s before any browser starts', async (_name, nodes, message) => {
  await expect(prepare(await workflowFile(nodes))).rejects.toThrow(message);
});

it('refuses outputs that are no files, and folders that do not exist', async () => {
  await expect(prepare(await workflowFile(NODES, ['animate.clip']))).rejects.toThrow(/Clip, not a file/);
  await expect(prepare(await workflowFile(NODES, ['nobody.file']))).rejects.toThrow(/does not exist/);
  await expect(prepare(await workflowFile(NODES, []))).rejects.toThrow(/names no output/);
  const workflow = await workflowFile();
  await expect(prepareRun(workflow, { set: [], out: join(folder, 'no/clip.mp4') })).rejects.toThrow(
    /does not exist/,
  );
});

it('refuses files that cannot be photos, naming them', async () => {
  const workflow = await workflowFile();
  await writeFile(join(folder, 'empty.jpg'), '');
  await expect(prepare(workflow, `photo.file=${join(folder, 'empty.jpg')}`)).rejects.toThrow(/0 bytes/);
  await expect(prepare(workflow, `photo.file=${folder}`)).rejects.toThrow(/is no file/);
  await expect(prepare(workflow, 'photo.file=/no/such.jpg')).rejects.toThrow(/cannot be read/);
});

it('survives a damaged index of known files', async () => {
  const index = new KnownFiles(folder);
  await writeFile(join(folder, 'known-files.json'), '{"broken": ');
  expect(await index.find('0'.repeat(64))).toBeUndefined();
  await index.remember([{ sha256: '0'.repeat(64), path: '/gone' }]);
  expect(await index.find('0'.repeat(64))).toBeUndefined();
});
