import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import jpeg from 'jpeg-js';
import { modelEntry } from '../src/inference/manifest.ts';
import { contactSheet, type SheetPart } from '../src/motion/measures/contact-sheet.ts';
import { NODE_DECLARATIONS } from '../src/nodes/index.ts';
import type { NodeModule, RunContext } from '../src/runtime/node.ts';
import type { FacesValue } from '../src/values/faces.ts';
import type { MotionValue } from '../src/values/motion.ts';
import type { ImageValue, Value } from '../src/values/value.ts';
import { encodePng } from './encode-png.ts';

/**
 * Draws contact sheets of a take without a browser: `node --import tsx scripts/contact-sheet.ts PHOTO.jpg
 * --prompt "blink, slight head turn" --out sheet.png [--part full|head|eyes|mouth] [--frames 8] [--size 512]`.
 */
const HELP =
  'usage: contact-sheet.ts PHOTO.jpg --prompt TEXT --out FILE.png [--part full|head|eyes|mouth] [--frames 8] [--size 512] [--seed 1] [--motion natural-motion|diffusion-sampler]';

function context(): RunContext {
  return {
    signal: new AbortController().signal,
    progress: () => {},
    notice: (message) => console.error(`note: ${message}`),
    readAsset: () => Promise.reject(new Error('photos are read from files here')),
    readModel: async (id) => {
      const entry = modelEntry(id);
      const bytes = readFileSync(resolve(import.meta.dirname, '../models', entry.file));
      const hash = createHash('sha256').update(bytes).digest('hex');
      if (hash !== entry.sha256) throw new Error(`${entry.file} differs from the manifest`);
      return new Uint8Array(bytes);
    },
    hasGpu: false,
    threads: 1,
    element: { index: 0, count: 1 },
  };
}

/** Runs one node with its default parameters, some of them replaced. */
async function runNode(type: string, inputs: Record<string, Value>, params: Record<string, unknown> = {}) {
  const node = NODE_DECLARATIONS.find((declaration) => declaration.type === type);
  if (node === undefined) throw new Error(`there is no node ${type}`);
  const module: NodeModule = await node.load();
  if (!('run' in module)) throw new Error(`${type} is made frame by frame`);
  const defaults = Object.fromEntries(
    Object.entries(node.params).map(([name, spec]) => [name, spec.default]),
  );
  return module.run(context(), inputs as never, { ...defaults, ...params } as never);
}

/** Analyses the photo, or does without what it does not show. */
async function analyse(photo: ImageValue, size: number): Promise<Record<string, Value>> {
  try {
    const { faces } = await runNode('detect-faces', { image: photo });
    const crop = await runNode('crop', { image: photo, faces }, { mode: 'face', size });
    const marks = await runNode('landmarks', { image: crop.image, faces: crop.faces });
    const { matte } = await runNode('matte', { image: crop.image });
    const { regions } = await runNode('regions', { image: crop.image, faces: marks.faces, matte });
    return { image: crop.image, faces: marks.faces, matte, regions };
  } catch (problem) {
    console.error(`note: ${problem instanceof Error ? problem.message : String(problem)}`);
    const crop = await runNode('crop', { image: photo }, { mode: 'full', size });
    const { matte } = await runNode('matte', { image: crop.image });
    return { image: crop.image, matte };
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      prompt: { type: 'string', default: 'natural blink, subtle head turn, gentle breathing' },
      out: { type: 'string', default: 'contact-sheet.png' },
      part: { type: 'string', default: 'full' },
      frames: { type: 'string', default: '8' },
      size: { type: 'string', default: '512' },
      seed: { type: 'string', default: '1' },
      motion: { type: 'string', default: 'natural-motion' },
    },
  });
  const [file] = positionals;
  if (file === undefined) {
    console.error(HELP);
    process.exit(2);
  }
  const { width, height, data } = jpeg.decode(readFileSync(file), {
    useTArray: true,
    maxMemoryUsageInMB: 1024,
  });
  const inputs = await analyse(
    { type: 'Image', width, height, data: new Uint8ClampedArray(data) },
    Number(values.size),
  );
  const { prompt } = await runNode('motion-prompt', inputs.faces ? { faces: inputs.faces } : {}, {
    text: values.prompt,
  });
  const { motion } = await runNode(
    values.motion,
    { prompt, ...(inputs.faces && { faces: inputs.faces }) },
    { seed: Number(values.seed) },
  );
  const { depth } = await runNode('depth', inputs);
  const animate = await NODE_DECLARATIONS.find((node) => node.type === 'animate')?.load();
  if (animate === undefined || !('render' in animate)) throw new Error('the animate node is missing');
  const started = performance.now();
  const params = { headStrength: 1, parallax: 1, sharpness: 0.25, followThrough: 0.5 };
  const all = { ...inputs, depth, motion };
  const prepared = await animate.prepare(context(), all as never, params as never);
  const ready = performance.now();
  const { frameCount } = motion as MotionValue;
  const count = Number(values.frames);
  const indices = Array.from({ length: count }, (_, n) => Math.floor((n * frameCount) / count));
  const frames: Uint8ClampedArray[] = [];
  for (const index of indices) {
    const range = { start: index, end: index + 1 };
    frames.push((await animate.render(context(), prepared as never, range, all as never)).data);
  }
  console.error(
    `prepared in ${Math.round(ready - started)} ms, ${Math.round((performance.now() - ready) / count)} ms a frame`,
  );
  const sheet = contactSheet(
    frames,
    prepared.facts,
    values.part as SheetPart,
    inputs.faces as FacesValue | undefined,
  );
  writeFileSync(values.out, encodePng(sheet));
}

await main();
