import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import jpeg from 'jpeg-js';
import { contactSheet, type SheetPart } from '../src/motion/measures/contact-sheet.ts';
import { samplePlan } from '../src/motion/measures/sample-plan.ts';
import type { WorkflowDocument } from '../src/runtime/document.ts';
import { parseDocument } from '../src/runtime/parse-document.ts';
import type { ClipReader } from '../src/values/clip.ts';
import type { FacesValue } from '../src/values/faces.ts';
import type { MotionValue } from '../src/values/motion.ts';
import type { ImageValue, ReportValue } from '../src/values/value.ts';
import { encodePng } from './encode-png.ts';
import { type GalleryPhoto, type GalleryTake, galleryPage } from './gallery-page.ts';
import { reduceImage } from './gallery-reduce.ts';
import { WorkflowBench } from './gallery-workflow.ts';

/**
 * Renders every template and a list of prompts on every photo, in this process and without a browser, into one HTML
 * page with contact sheets and the measures of the "Take report" node.
 */
const HELP = `usage: npm run gallery -- [--photos DIR] [--out FILE.html] [--prompts "a; b"] [--templates "a; b"]
                       [--only NAME] [--frames 6] [--size 512] [--quick] [--png DIR]
  --photos     more JPEG photos beside the bundled samples
  --prompts    prompts to render instead of the usual list; "" for none
  --templates  templates to render instead of all; "" for none
  --only       photos whose name contains this
  --frames     evenly spread frames a take; those where the motion is at its extremes come on top
  --quick      four frames a take, and no measures of change
  --png        the sheets as PNG files as well`;

/** The prompts that the product is judged by. */
const PROMPTS = [
  ...['blink', 'slow blink', 'smile', 'turn head left', 'look right', 'talk', 'nod', 'gentle breathing'],
  ...['hair in the wind', 'push in'],
];

/** The template in which the prompts are rendered: what a user sees who types them. */
const PROMPT_TEMPLATE = 'living-portrait';

/** Longest side of a frame on the sheet of whole frames, px. */
const SHEET_FRAME = 208;

const ROOT = resolve(import.meta.dirname, '..');

interface Job {
  readonly title: string;
  readonly document: WorkflowDocument;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      photos: { type: 'string' },
      out: { type: 'string', default: 'gallery.html' },
      prompts: { type: 'string' },
      templates: { type: 'string' },
      only: { type: 'string', default: '' },
      frames: { type: 'string', default: '6' },
      size: { type: 'string' },
      quick: { type: 'boolean', default: false },
      png: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const jobs = jobsOf(values.templates, values.prompts, values.size);
  const files = photoFiles(values.photos).filter((file) => basename(file).includes(values.only));
  const frames = values.quick ? 4 : Number(values.frames);
  const photos: GalleryPhoto[] = [];
  for (const file of files) {
    const name = basename(file, extname(file));
    const bench = new WorkflowBench(readPhoto(file));
    const takes: GalleryTake[] = [];
    for (const job of jobs) {
      console.error(`${name}: ${job.title}`);
      const take = await renderTake(bench, job, frames, values.quick);
      if (values.png !== undefined) writeSheets(values.png, name, take);
      takes.push(take);
    }
    photos.push({ name, takes });
  }
  mkdirSync(dirname(resolve(values.out)), { recursive: true });
  writeFileSync(values.out, galleryPage(photos, `${new Date().toISOString().slice(0, 10)}.`));
}

/** The templates, then the prompts. */
function jobsOf(templates: string | undefined, prompts: string | undefined, size: string | undefined): Job[] {
  const names = readdirSync(join(ROOT, 'workflows'))
    .filter((file) => file.endsWith('.json') && !file.endsWith('.gen.json'))
    .map((file) => basename(file, '.json'));
  const sized = (document: WorkflowDocument): WorkflowDocument =>
    size === undefined ? document : withParam(document, 'crop@', 'size', Number(size));
  const wanted = templates === undefined ? names : split(templates);
  return [
    ...wanted.map((title) => ({ title, document: sized(readTemplate(title)) })),
    ...(prompts === undefined ? PROMPTS : split(prompts)).map((text) => ({
      title: text,
      document: sized(withParam(readTemplate(PROMPT_TEMPLATE), 'motion-prompt@', 'text', text)),
    })),
  ];
}

function split(list: string): string[] {
  return list
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function readTemplate(name: string): WorkflowDocument {
  return parseDocument(readFileSync(join(ROOT, 'workflows', `${name}.json`), 'utf8'));
}

/** The document with one parameter set in every node of a type. */
function withParam(
  document: WorkflowDocument,
  type: string,
  param: string,
  value: string | number,
): WorkflowDocument {
  const nodes = Object.entries(document.nodes).map(([id, node]) => {
    const changed = { ...node, params: { ...node.params, [param]: value } };
    return [id, node.type.startsWith(type) ? changed : node] as const;
  });
  return { ...document, nodes: Object.fromEntries(nodes) };
}

function photoFiles(folder: string | undefined): string[] {
  const folders = [join(ROOT, 'public/samples'), ...(folder === undefined ? [] : [folder])];
  return folders.flatMap((path) =>
    readdirSync(path)
      .filter((file) => /\.jpe?g$/i.test(file))
      .sort()
      .map((file) => join(path, file)),
  );
}

function readPhoto(file: string): ImageValue {
  const { width, height, data } = jpeg.decode(readFileSync(file), {
    useTArray: true,
    maxMemoryUsageInMB: 1024,
  });
  return { type: 'Image', width, height, data: new Uint8ClampedArray(data) };
}

async function renderTake(
  bench: WorkflowBench,
  { title, document }: Job,
  count: number,
  quick: boolean,
): Promise<GalleryTake> {
  const prompt = String(nodeOf(document, 'motion-prompt@')?.params?.text ?? '');
  bench.notices.length = 0;
  const seen = new Set<string>();
  try {
    const clip = (await bench.input(document, idOf(document, 'encode@'), 'clip')) as ClipReader;
    const motion = (await bench.input(document, idOf(document, 'animate@'), 'motion')) as MotionValue;
    const frames = samplePlan(clip, motion, count, 1).looks;
    const report = quick ? undefined : await reportOn(bench, document, clip);
    const ready = performance.now();
    const pixels: Uint8ClampedArray[] = [];
    for (const frame of frames) pixels.push((await clip.read({ start: frame, end: frame + 1 })).data);
    for (const notice of bench.notices) seen.add(notice);
    return {
      title,
      prompt,
      frames,
      sheets: await sheetsOf(bench, document, clip, pixels),
      ...(report && { report }),
      notices: [...seen],
      ...(quick && { frameMs: (performance.now() - ready) / frames.length }),
    };
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message : String(problem);
    return { title, prompt, frames: [], sheets: [], notices: [...seen], problem: reason };
  }
}

function idOf(document: WorkflowDocument, type: string): string {
  const found = Object.entries(document.nodes).find(([, node]) => node.type.startsWith(type));
  if (found === undefined) throw new Error(`the workflow has no node of type ${type}`);
  return found[0];
}

function nodeOf(document: WorkflowDocument, type: string): WorkflowDocument['nodes'][string] | undefined {
  return Object.values(document.nodes).find((node) => node.type.startsWith(type));
}

async function reportOn(
  bench: WorkflowBench,
  document: WorkflowDocument,
  clip: ClipReader,
): Promise<ReportValue> {
  const animate = idOf(document, 'animate@');
  const { report } = await bench.run('take-report', {
    clip,
    image: await bench.input(document, animate, 'image'),
    motion: await bench.input(document, animate, 'motion'),
    faces: await bench.input(document, animate, 'faces'),
    regions: await bench.input(document, animate, 'regions'),
    prompt: await bench.output(document, `${idOf(document, 'motion-prompt@')}.prompt`),
  });
  return report as ReportValue;
}

/** Whole frames, reduced, and eyes and mouth enlarged where there is a face. */
async function sheetsOf(
  bench: WorkflowBench,
  document: WorkflowDocument,
  clip: ClipReader,
  frames: readonly Uint8ClampedArray[],
): Promise<GalleryTake['sheets']> {
  const faces = (await bench.input(document, idOf(document, 'animate@'), 'faces')) as FacesValue | undefined;
  const whole = reduceImage(
    contactSheet(frames, clip, 'full', faces, frames.length),
    Math.max(1, Math.round(Math.max(clip.width, clip.height) / SHEET_FRAME)),
  );
  const parts: SheetPart[] = faces === undefined ? [] : ['eyes', 'mouth'];
  return [
    { label: 'whole frames', picture: whole },
    ...parts.map((part) => ({
      label: part,
      picture: contactSheet(frames, clip, part, faces, frames.length),
    })),
  ];
}

function writeSheets(folder: string, photo: string, { title, sheets }: GalleryTake): void {
  mkdirSync(folder, { recursive: true });
  for (const { label, picture } of sheets) {
    const name = `${photo}-${title}-${label}`.replace(/[^a-z0-9]+/gi, '-');
    writeFileSync(join(folder, `${name}.png`), encodePng(picture));
  }
}

await main();
