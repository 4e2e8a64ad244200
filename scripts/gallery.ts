import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { contactSheet, type SheetPart } from '../src/motion/measures/contact-sheet.ts';
import { samplePlan } from '../src/motion/measures/sample-plan.ts';
import type { WorkflowDocument } from '../src/runtime/document.ts';
import type { ClipReader } from '../src/values/clip.ts';
import type { FacesValue } from '../src/values/faces.ts';
import type { MotionValue } from '../src/values/motion.ts';
import { encodePng } from './encode-png.ts';
import {
  idOf,
  type Job,
  PROMPTS,
  photoFiles,
  promptJob,
  readPhoto,
  reportOn,
  split,
  templateJob,
  templateNames,
} from './gallery-jobs.ts';
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

/** Longest side of a frame on the sheet of whole frames, px. */
const SHEET_FRAME = 208;

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
  const wanted = templates === undefined ? templateNames() : split(templates);
  const asked = prompts === undefined ? PROMPTS : split(prompts);
  return [...wanted.map((title) => templateJob(title, size)), ...asked.map((text) => promptJob(text, size))];
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

function nodeOf(document: WorkflowDocument, type: string): WorkflowDocument['nodes'][string] | undefined {
  return Object.values(document.nodes).find((node) => node.type.startsWith(type));
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
