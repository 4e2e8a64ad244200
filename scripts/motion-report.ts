/**
 * Measures the sources of motion and writes one HTML page. Run: npm run motion:report -- [--out file] [--takes n]
 * [--seeds n].
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { takeStatistics } from '../src/motion/measures/take-statistics.ts';
import { readHeldOut } from './motion-report/held-out.ts';
import { distancesOf, measureSettings, measureSource, shareOf } from './motion-report/measure-source.ts';
import { takesOf } from './motion-report/motion-source.ts';
import { reportPage } from './motion-report/report-page.ts';
import { reportSources } from './motion-report/sources.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'motion-report.html' },
    takes: { type: 'string', default: '300' },
    seeds: { type: 'string', default: '1' },
  },
});

const idle = Math.max(20, Number(values.takes));
const counts = { idle, asked: Math.ceil(idle / 4), seeds: Math.max(1, Number(values.seeds)) };
const OTHER_SEEDS = 900_001;

const heldOut = await readHeldOut();
const { measured, settings } = await reportSources();
const reports = [];
for (const source of measured) {
  const report = await measureSource(source, counts, heldOut);
  const follows = shareOf(report.answers, ({ missing, restless }) => missing.length + restless.length === 0);
  console.log(`${source.name}: ${(100 * follows).toFixed(1)} % of ${report.answers.length} prompts followed`);
  reports.push(report);
}
const variants = [];
for (const source of settings) variants.push(await measureSettings(source, counts));
const [first] = reports;
if (first === undefined) throw new Error('There is no source of motion to report on.');
const again = takeStatistics(await takesOf(first.source, '', idle, { firstSeed: OTHER_SEEDS }));
const noise = distancesOf(first.statistics, {
  ...again,
  smile: first.statistics.smile,
  speech: first.statistics.speech,
}).mean;
await writeFile(values.out, reportPage(reports, variants, noise));
console.log(`Wrote ${values.out}`);
