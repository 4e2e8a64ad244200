import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import jpeg from 'jpeg-js';
import type { WorkflowDocument } from '../src/runtime/document.ts';
import { parseDocument } from '../src/runtime/parse-document.ts';
import type { ClipReader } from '../src/values/clip.ts';
import type { ImageValue, ReportValue } from '../src/values/value.ts';
import type { WorkflowBench } from './gallery-workflow.ts';

/** The prompts that the product is judged by. */
export const PROMPTS: readonly string[] = [
  ...['blink', 'slow blink', 'smile', 'turn head left', 'look right', 'talk', 'nod', 'gentle breathing'],
  ...['hair in the wind', 'push in'],
];

/** The template in which the prompts are rendered: what a user sees who types them. */
const PROMPT_TEMPLATE = 'living-portrait';

const ROOT = resolve(import.meta.dirname, '..');

/** A clip to render. */
export interface Job {
  readonly title: string;
  readonly document: WorkflowDocument;
}

/** Names of the shipped templates. */
export function templateNames(): string[] {
  return readdirSync(join(ROOT, 'workflows'))
    .filter((file) => file.endsWith('.json') && !file.endsWith('.gen.json'))
    .map((file) => basename(file, '.json'));
}

/** A template as it is. @param size longest side of the clip, px, instead of the template's */
export function templateJob(title: string, size: string | undefined): Job {
  const document = parseDocument(readFileSync(join(ROOT, 'workflows', `${title}.json`), 'utf8'));
  return {
    title,
    document: size === undefined ? document : withParam(document, 'crop@', 'size', Number(size)),
  };
}

/** A prompt in the template of portraits. */
export function promptJob(text: string, size: string | undefined): Job {
  const { document } = templateJob(PROMPT_TEMPLATE, size);
  return { title: text, document: withParam(document, 'motion-prompt@', 'text', text) };
}

/** Items between semicolons. */
export function split(list: string): string[] {
  return list
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');
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

/** The bundled samples and the JPEG photos of a folder. */
export function photoFiles(folder: string | undefined): string[] {
  const folders = [join(ROOT, 'public/samples'), ...(folder === undefined ? [] : [folder])];
  return folders.flatMap((path) =>
    readdirSync(path)
      .filter((file) => /\.jpe?g$/i.test(file))
      .sort()
      .map((file) => join(path, file)),
  );
}

export function readPhoto(file: string): ImageValue {
  const { width, height, data } = jpeg.decode(readFileSync(file), {
    useTArray: true,
    maxMemoryUsageInMB: 1024,
  });
  return { type: 'Image', width, height, data: new Uint8ClampedArray(data) };
}

/** Id of the first node of a type. */
export function idOf(document: WorkflowDocument, type: string): string {
  const found = Object.entries(document.nodes).find(([, node]) => node.type.startsWith(type));
  if (found === undefined) throw new Error(`the workflow has no node of type ${type}`);
  return found[0];
}

/** What “Take report” says of a job's clip, from its rendered frames. */
export async function reportOn(
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
