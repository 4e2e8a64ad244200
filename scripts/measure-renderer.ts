import { basename, extname } from 'node:path';
import { parseArgs } from 'node:util';
import { spec as animate } from '../src/nodes/animate/animate.node.ts';
import { spec as takeReport } from '../src/nodes/take-report/take-report.node.ts';
import type { ClipReader } from '../src/values/clip.ts';
import { NodeError } from '../src/values/errors.ts';
import { acceptanceTable, type MeasuredClip } from './acceptance-table.ts';
import {
  idOf,
  type Job,
  PROMPTS,
  photoFiles,
  promptJob,
  readPhoto,
  reportOn,
  split,
} from './gallery-jobs.ts';
import { WorkflowBench } from './gallery-workflow.ts';
import { MeasuredClips } from './measured-clips.ts';

/**
 * Renders the prompts that the renderer is judged by on every portrait, measures the frames again with the models and
 * prints each line of acceptance as a table; exit code 1 when a cell fails.
 */
const HELP = `usage: npm run measure:renderer -- [--photos DIR] [--prompts "a; b"] [--only NAME] [--size 512]
                                 [--results FILE]
  --photos   more JPEG photos beside the bundled samples; those without a face are left out
  --prompts  prompts instead of the usual list
  --only     photos whose name contains this
  --size     longest side of the clips, px
  --results  keeps every clip's measures in this file and does not measure again what it has of this renderer`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      photos: { type: 'string' },
      prompts: { type: 'string' },
      only: { type: 'string', default: '' },
      size: { type: 'string' },
      results: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const prompts = values.prompts === undefined ? PROMPTS : split(values.prompts);
  const jobs = prompts.map((prompt) => promptJob(prompt, values.size));
  const implementations = `animate ${animate.implementation}, take-report ${takeReport.implementation}`;
  const known = new MeasuredClips(values.results, `${values.size ?? 'usual'} px, ${implementations}`);
  const clips: MeasuredClip[] = [];
  for (const file of photoFiles(values.photos).filter((path) => basename(path).includes(values.only))) {
    clips.push(...(await measurePortrait(file, jobs, known)));
  }
  const { text, passed, cells } = acceptanceTable(clips);
  console.log(text);
  if (passed < cells) process.exitCode = 1;
}

/** All jobs on one photo; none where it shows no face. */
async function measurePortrait(
  file: string,
  jobs: readonly Job[],
  known: MeasuredClips,
): Promise<MeasuredClip[]> {
  const photo = basename(file, extname(file));
  const bench = new WorkflowBench(readPhoto(file));
  const clips: MeasuredClip[] = [];
  for (const job of jobs) {
    const kept = known.get(photo, job.title);
    if (kept !== undefined) {
      clips.push(kept);
      continue;
    }
    console.error(`${photo}: ${job.title}`);
    const clip = await measureClip(bench, photo, job);
    if (clip === 'no-face') return [];
    known.add(clip);
    clips.push(clip);
  }
  return clips;
}

async function measureClip(
  bench: WorkflowBench,
  photo: string,
  { title: prompt, document }: Job,
): Promise<MeasuredClip | 'no-face'> {
  try {
    const clip = (await bench.input(document, idOf(document, 'encode@'), 'clip')) as ClipReader;
    const { measures } = await reportOn(bench, document, clip);
    // A moving camera may have to enlarge every frame: then frame 0 is not judged.
    const judged = measures.filter(({ key, verdict }) => key !== 'firstFrame' || verdict !== undefined);
    return {
      photo,
      prompt,
      measures: new Map(judged.flatMap(({ key, value }) => (key === undefined ? [] : [[key, value]]))),
    };
  } catch (cause) {
    if (cause instanceof NodeError && cause.code === 'no-face') return 'no-face';
    const problem = cause instanceof Error ? cause.message : String(cause);
    return { photo, prompt, measures: new Map(), problem };
  }
}

await main();
