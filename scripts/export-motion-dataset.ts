/**
 * Writes training data for the motion sampler, drawn from the kinematics simulator.
 * Run: npm run motion:dataset -- --takes 20000 --seed 1 --out models/training/data
 *
 * `motion.f32` holds all takes one after the other, channels x frames; `takes.jsonl` one line per take with its
 * prompt, frames and condition segments; `dataset.json` the names of channels and conditions.
 */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { CHANNEL_NAMES, CHANNELS } from '../src/motion/channels.ts';
import { simulateMotion } from '../src/motion/kinematics/simulate-motion.ts';
import { timelineOf } from '../src/motion/kinematics/timeline.ts';
import { parsePrompt } from '../src/motion/prompt/parse-prompt.ts';
import { Random } from '../src/motion/random.ts';
import { CONDITION_NAMES, conditionSegments, SKETCH_GAIN } from '../src/motion/sampling/conditions.ts';
import { trainingPrompt } from '../src/motion/sampling/training-prompts.ts';
import type { SubjectFacts } from '../src/motion/subject-facts.ts';

const FPS = 24;
/** Lengths of takes, frames; batches are made of takes of one length. */
const FRAME_COUNTS = [48, 72, 72, 72, 96, 120, 168, 240];

/** Heads whose turn in the photo leaves less room to one side. */
const TURNED_SHARE = 0.4;
/** Takes that are weaker or stronger as a whole. */
const OTHER_AMOUNT_SHARE = 0.2;

const { values } = parseArgs({
  options: {
    takes: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: 'models/training/data' },
  },
});

/** What photos say of people: mouths that are closed, heads that are turned already, eyes that are shut, no hair. */
function photoFacts(random: Random): SubjectFacts {
  return {
    mouthClosed: random.chance(0.6),
    ...(random.chance(TURNED_SHARE)
      ? { pose: { yaw: random.range(-30, 30), pitch: random.range(-20, 20), roll: 0 } }
      : {}),
    eyesClosed: random.chance(0.04),
    hasHair: !random.chance(0.08),
  };
}

async function exportDataset(takes: number, seed: number, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const motionFile = createWriteStream(`${folder}/motion.f32`);
  const takeFile = createWriteStream(`${folder}/takes.jsonl`);
  const random = new Random(seed);
  for (let index = 0; index < takes; index++) {
    const own = random.fork(`take ${index}`);
    const text = trainingPrompt(own);
    const frames = FRAME_COUNTS[Math.floor(own.uniform() * FRAME_COUNTS.length)];
    const loop = own.chance(0.75);
    const idle = own.chance(0.85) ? 'alive' : 'asked';
    const facts = photoFacts(own.fork('photo'));
    const prompt = parsePrompt(text);
    const amount = own.chance(OTHER_AMOUNT_SHARE) ? own.range(0.3, 2) : 1;
    const options = {
      seconds: frames / FPS,
      fps: FPS,
      seed: own.uint32(),
      loop,
      amount,
      idle,
      facts,
    } as const;
    const motion = simulateMotion(prompt, options);
    const rows = new Float32Array(CHANNEL_NAMES.length * frames);
    CHANNEL_NAMES.forEach((channel, row) => {
      const track = motion.channels[channel];
      if (track !== undefined) rows.set(track, row * frames);
    });
    const segments = conditionSegments({
      prompt,
      timeline: timelineOf(frames / FPS, FPS, loop),
      seed: options.seed,
      amount,
      idle,
      facts,
    });
    const line = {
      text,
      frames,
      loop,
      idle,
      seed: options.seed,
      segments: segments.map(({ name, start, end, value }) => [
        CONDITION_NAMES.indexOf(name),
        start,
        end,
        Number(value.toPrecision(5)),
      ]),
    };
    if (!motionFile.write(Buffer.from(rows.buffer))) await once(motionFile, 'drain');
    if (!takeFile.write(`${JSON.stringify(line)}\n`)) await once(takeFile, 'drain');
  }
  motionFile.end();
  takeFile.end();
  await Promise.all([once(motionFile, 'finish'), once(takeFile, 'finish')]);
  const ranges = CHANNEL_NAMES.map((name) => ({ name, min: CHANNELS[name].min, max: CHANNELS[name].max }));
  const facts = {
    fps: FPS,
    takes,
    seed,
    channels: ranges,
    conditions: CONDITION_NAMES,
    sketchGain: SKETCH_GAIN,
  };
  await writeFile(`${folder}/dataset.json`, `${JSON.stringify(facts, undefined, 1)}\n`);
  console.log(
    `${takes} takes, ${CHANNEL_NAMES.length} channels, ${CONDITION_NAMES.length} conditions in ${folder}`,
  );
}

await exportDataset(Number(values.takes), Number(values.seed), values.out);
