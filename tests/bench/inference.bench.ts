import { run as crop } from '../../src/nodes/crop/crop.run.ts';
import { run as detectFaces } from '../../src/nodes/detect-faces/detect-faces.run.ts';
import { run as landmarks } from '../../src/nodes/landmarks/landmarks.run.ts';
import { run as matte } from '../../src/nodes/matte/matte.run.ts';
import { run as regions } from '../../src/nodes/regions/regions.run.ts';
import { samplePhoto } from '../support/photos.ts';
import { testContext } from '../support/run-context.ts';

/**
 * Times the nodes that run models, one after another on the astronaut, on one thread in plain Node: the first
 * round with loading the runtime and starting the sessions, the others without.
 */
const ROUNDS = 5;

type Times = Record<string, number>;

async function timeRound(): Promise<Times> {
  const context = testContext();
  const image = samplePhoto('astronaut');
  const times: Times = {};
  const time = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work();
    times[name] = performance.now() - start;
    return result;
  };
  const search = { index: 0, effort: 'auto', minConfidence: 0.7 } as const;
  const { faces } = await time('detect-faces', () => detectFaces(context, { image }, search));
  const frame = { mode: 'face', aspect: '1:1', margin: 1.2, rect: [0, 0, 1, 1], size: 512 } as const;
  const cropped = await time('crop', () => crop(context, { image, faces }, frame));
  const points = await time('landmarks', () =>
    landmarks(context, cropped, { minPresence: 0.5, refine: false }),
  );
  const mask = await time('matte', () => matte(context, { image: cropped.image }, { reach: 6, grow: 0 }));
  const inputs = { image: cropped.image, faces: points.faces, matte: mask.matte };
  await time('regions', () => regions(context, inputs, { hair: 1, feather: 4 }));
  times.total = Object.values(times).reduce((sum, ms) => sum + ms, 0);
  return times;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function main(): Promise<void> {
  const cold = await timeRound();
  const warm: Times[] = [];
  for (let round = 1; round < ROUNDS; round++) warm.push(await timeRound());
  for (const [name, first] of Object.entries(cold)) {
    const again = median(warm.map((times) => times[name] as number));
    console.log(
      `${name.padEnd(14)} first ${first.toFixed(0).padStart(6)} ms, then ${again.toFixed(0).padStart(5)} ms`,
    );
  }
}

await main();
