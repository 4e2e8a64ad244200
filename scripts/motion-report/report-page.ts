import { CHANNELS, type ChannelName } from '../../src/motion/channels.ts';
import type { Adherence } from '../../src/motion/measures/prompt-adherence.ts';
import { quantile } from '../../src/motion/measures/take-statistics-samples.ts';
import {
  ABOUT_TAKES,
  COMPARED,
  distancesOf,
  orderedShare,
  type SourceReport,
  shareOf,
} from './measure-source.ts';
import { colourOf, courses, histogram, scatter } from './plots.ts';
import { PAGE_STYLE } from './report-style.ts';
import { TARGETS, verdictOn } from './targets.ts';

type Settings = Pick<SourceReport, 'source' | 'statistics' | 'milliseconds'>;

/** Shown as courses, a plot a channel and source. */
const SHOWN_CHANNELS: readonly ChannelName[] = [
  'head.yaw',
  'head.pitch',
  'eye.blinkLeft',
  'gaze.yaw',
  'body.breath',
  'brow.upLeft',
];
const DOTS = 250;
const MILLISECONDS = 1000;
/** Prompts that fail are listed up to this many. */
const MOST_FAILURES = 60;

/** The whole report as one HTML page that needs nothing else. */
export function reportPage(
  reports: readonly SourceReport[],
  settings: readonly Settings[],
  noise: number,
): string {
  const sections = [
    targetsSection(reports),
    distributionsSection(reports),
    adherenceSection(reports),
    speedSection(reports, settings, noise),
    coursesSection(reports),
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Motion report</title><style>${PAGE_STYLE}</style></head>
<body><main><h1>Motion report</h1>
<p>How takes move, beside published figures of living faces. ${reports[0]?.statistics.takes ?? 0} takes of three seconds without
a prompt from each source, ${ABOUT_TAKES}; smiles and speech from takes that ask for them. Measures and sources of the
figures: <code>docs/kinematics.md</code>.</p>
<ul class="legend">${reports.map(({ source }, i) => `<li class="${colourOf(i)}"><b>${escapeHtml(source.name)}</b> ${escapeHtml(source.about)}</li>`).join('')}</ul>
${sections.join('\n')}
</main></body></html>
`;
}

function targetsSection(reports: readonly SourceReport[]): string {
  const [simulator] = reports;
  const rows = TARGETS.map((target) => {
    const reference = simulator === undefined ? Number.NaN : target.of(simulator.statistics);
    const cells = reports.map(({ statistics }) => {
      const value = target.of(statistics);
      const verdict = verdictOn(target, value, reference);
      return `<td class="number ${verdict.replaceAll(' ', '-')}" title="${verdict}">${number(value, target.digits)}</td>`;
    });
    return `<tr><th>${target.name}</th><td>${target.unit}</td><td>${target.published}</td>${cells.join('')}</tr>`;
  });
  return `<section><h2>Targets</h2>
<table><thead><tr><th>Measure</th><th>Unit</th><th>Published or asked</th>${namesRow(reports)}</tr></thead><tbody>${rows.join('')}</tbody></table>
<p class="note"><span class="in-range">in range</span> <span class="like-the-simulator">within 10 % of the simulator</span>
<span class="outside">outside</span>. A loop of three seconds holds one breath, 20 a minute. At 24 frames a second
a saccade lasts one or two frames.</p></section>`;
}

function distributionsSection(reports: readonly SourceReport[]): string {
  const plots = COMPARED.map(({ name, unit, scale, of, target: shaded }) => {
    const target = TARGETS.find((candidate) => candidate.name === shaded);
    const sets = reports.map(({ statistics }) => of(statistics).map((value) => scale * value));
    return `<figure>${histogram(sets, { unit, ...(target?.range === undefined ? {} : { range: target.range }) })}<figcaption>${name}</figcaption></figure>`;
  });
  const saccades = reports.map(({ statistics }) =>
    statistics.saccades.large.map(({ amplitude, peakSpeed }) => ({ x: amplitude, y: peakSpeed })),
  );
  const sequence = scatter(saccades, { x: '°', y: '°/s', most: DOTS });
  return `<section><h2>Distributions</h2><div class="plots">${plots.join('')}<figure>${sequence}<figcaption>Saccades: peak speed over amplitude</figcaption></figure></div>
<p class="note">Shaded: published range. Areas of all sources are alike.</p></section>`;
}

function adherenceSection(reports: readonly SourceReport[]): string {
  const follows = ({ missing, restless }: Adherence): boolean => missing.length + restless.length === 0;
  const rows: readonly (readonly [string, number, (report: SourceReport) => number])[] = [
    ['Asked channels move, others rest', 0.95, ({ answers }) => shareOf(answers, follows)],
    ['Asked channels move', 0.95, ({ answers }) => shareOf(answers, ({ missing }) => missing.length === 0)],
    ['Others rest', 0.95, ({ answers }) => shareOf(answers, ({ restless }) => restless.length === 0)],
    ['Limits hold exactly', 1, ({ answers }) => shareOf(answers, ({ broken }) => broken.length === 0)],
    [
      'Times, order and counts',
      0.95,
      ({ answers }) => shareOf(answers, ({ untimely }) => untimely.length === 0),
    ],
    ['Subtle, natural, strong are ordered', 0.98, ({ orders }) => orderedShare(orders)],
  ];
  const lines = rows.map(([name, least, of]) => {
    const cells = reports.map((report) => {
      const share = of(report);
      return `<td class="number ${share >= least ? 'in-range' : 'outside'}">${number(100 * share, 1)} %</td>`;
    });
    return `<tr><th>${name}</th><td>${least === 1 ? '100 %' : `at least ${100 * least} %`}</td>${cells.join('')}</tr>`;
  });
  const prompts = reports[0]?.answers.length ?? 0;
  return `<section><h2>Prompts</h2><p>${prompts} prompts written by hand (<code>tests/motion/held-out-prompts.json</code>), against what must be seen.</p>
<table><thead><tr><th>What</th><th>Wanted</th>${namesRow(reports)}</tr></thead><tbody>${lines.join('')}</tbody></table>
${reports.map(failures).join('')}</section>`;
}

function failures({ source, answers, orders }: SourceReport): string {
  const failed = answers.flatMap(({ asked, takes }) => {
    const faults = takes.flatMap(faultsOf);
    return faults.length === 0 ? [] : [`<li><q>${escapeHtml(asked.prompt)}</q> ${tally(faults)}</li>`];
  });
  const unordered = orders.flatMap(({ asked, amounts }) => {
    const wrong = amounts.filter(([subtle, natural, strong]) => !(subtle < natural && natural < strong));
    const text = `${asked.subtle} / ${asked.natural} / ${asked.strong}`;
    return wrong.length === 0 ? [] : [`<li><q>${escapeHtml(text)}</q> ${wrong.length} not in order</li>`];
  });
  const all = [...failed, ...unordered];
  if (all.length === 0) return '';
  return `<details><summary>${escapeHtml(source.name)}: ${all.length} with a fault</summary><ul>${all.slice(0, MOST_FAILURES).join('')}</ul></details>`;
}

function faultsOf({ missing, restless, broken, untimely }: Adherence): string[] {
  return [
    ...missing.map((move) => `${move} not seen`),
    ...restless.map((channel) => `${channel} restless`),
    ...broken.map((channel) => `${channel} leaves its limit`),
    ...untimely.map((what) => `${what} wrong`),
  ];
}

function tally(faults: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const fault of faults) counts.set(fault, (counts.get(fault) ?? 0) + 1);
  return [...counts].map(([fault, count]) => (count === 1 ? fault : `${fault} (${count}×)`)).join(', ');
}

function speedSection(
  reports: readonly SourceReport[],
  settings: readonly Settings[],
  noise: number,
): string {
  const [simulator] = reports;
  const rows = [...reports, ...settings].map(({ source, statistics, milliseconds }) => {
    const distance =
      simulator === undefined ? Number.NaN : distancesOf(simulator.statistics, statistics).mean;
    const from =
      source === simulator?.source ? `${number(noise, 3)} (to itself with other seeds)` : number(distance, 3);
    return `<tr><th>${escapeHtml(source.name)}</th><td class="number">${number(quantile(milliseconds, 0.5), 1)}</td><td class="number">${number(quantile(milliseconds, 0.95), 1)}</td><td class="number">${number(MILLISECONDS / quantile(milliseconds, 0.5), 1)}</td><td class="number">${from}</td></tr>`;
  });
  return `<section><h2>Speed and distance</h2>
<table><thead><tr><th>Source and settings</th><th>ms a take, median</th><th>95 %</th><th>Takes a second</th><th>Distance to the simulator</th></tr></thead><tbody>${rows.join('')}</tbody></table>
<p class="note">Takes of 72 frames, one after the other, on this machine. Distance: mean over the distributions above of the
greatest difference of the cumulative shares; 0 alike, 1 apart.</p></section>`;
}

function coursesSection(reports: readonly SourceReport[]): string {
  const plots = SHOWN_CHANNELS.flatMap((channel) => {
    const all = reports.flatMap(({ examples }) =>
      examples.flatMap((take) => Array.from(take.channels[channel] ?? [0])),
    );
    const lowest = Math.min(0, ...all);
    const highest = Math.max(1e-6, ...all);
    return reports.map(({ source, examples }, i) => {
      const takes = examples.map((take) => take.channels[channel] ?? new Float32Array(take.frameCount));
      return `<figure>${courses(takes, { source: i, lowest, highest })}<figcaption>${CHANNELS[channel].label} (${channel}), ${escapeHtml(source.name)}</figcaption></figure>`;
    });
  });
  return `<section><h2>Six seeds</h2><div class="plots">${plots.join('')}</div></section>`;
}

function namesRow(reports: readonly SourceReport[]): string {
  return reports
    .map(({ source }, i) => `<th class="${colourOf(i)}">${escapeHtml(source.name)}</th>`)
    .join('');
}

function number(value: number, digits: number): string {
  return Number.isFinite(value) ? value.toFixed(digits) : '–';
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
