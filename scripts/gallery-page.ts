import jpeg from 'jpeg-js';
import { MEASURES, type MeasureKey } from '../src/motion/measures/verdicts.ts';
import type { ImageValue, ReportValue } from '../src/values/value.ts';

/** One take as the gallery shows it. */
export interface GalleryTake {
  /** What was rendered: the name of a template, or a prompt. */
  readonly title: string;
  readonly prompt: string;
  /** Frames that the pictures show, in order. */
  readonly frames: readonly number[];
  readonly sheets: ReadonlyArray<{ readonly label: string; readonly picture: ImageValue }>;
  readonly report?: ReportValue;
  readonly notices: readonly string[];
  /** Why there is no clip. */
  readonly problem?: string;
  /** How long the frames took, ms per frame. */
  readonly frameMs?: number;
}

export interface GalleryPhoto {
  readonly name: string;
  readonly takes: readonly GalleryTake[];
}

const JPEG_QUALITY = 86;

const STYLE = `
:root { color-scheme: dark light; font: 13px/1.5 system-ui, sans-serif; }
body { margin: 0; padding: 20px; background: #16181d; color: #e8eaf0; }
h1 { font-size: 20px; } h2 { margin-top: 40px; font-size: 17px; } h3 { margin: 0; font-size: 14px; }
p { margin: 4px 0; color: #a9afbd; }
article { margin: 14px 0; padding: 12px; border: 1px solid #333844; border-radius: 8px; background: #1d2027; }
.sheets { overflow-x: auto; } .sheets img { display: block; margin: 6px 0; image-rendering: auto; }
ul { display: flex; flex-wrap: wrap; gap: 4px; margin: 8px 0 0; padding: 0; list-style: none; }
li { padding: 1px 8px; border-radius: 9px; background: #2a2e38; font-variant-numeric: tabular-nums; }
.good { background: #1d4a34; } .fair { background: #5a4713; } .poor { background: #682626; font-weight: 600; }
table { border-collapse: collapse; } td, th { padding: 2px 8px; border: 1px solid #333844; text-align: right; }
td:first-child, th { text-align: left; }
@media (prefers-color-scheme: light) {
  body { background: #f6f7f9; color: #1b1e25; } article { background: #fff; border-color: #d8dce4; }
  p { color: #555c6b; } li { background: #e9ecf1; }
  .good { background: #c9eed8; } .fair { background: #f6e3a8; } .poor { background: #f5c0c0; }
}`;

/** The whole gallery as one HTML page that needs no other file. */
export function galleryPage(photos: readonly GalleryPhoto[], made: string): string {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Kineograph gallery</title><style>${STYLE}</style>
<h1>Kineograph gallery</h1>
<p>${escapeHtml(made)} Every row of pictures runs from the first frame to the last. The measures are those of the
“Take report” node, from the frames shown here and their neighbours.</p>
${summaryTable(photos)}
${photos.map(photoSection).join('\n')}
</html>
`;
}

/** Poor and fair measures by photo and take. */
function summaryTable(photos: readonly GalleryPhoto[]): string {
  const titles = [...new Set(photos.flatMap(({ takes }) => takes.map(({ title }) => title)))];
  const cell = (photo: GalleryPhoto, title: string): string => {
    const take = photo.takes.find((candidate) => candidate.title === title);
    if (take === undefined) return '<td></td>';
    if (take.report === undefined) return '<td class="poor">none</td>';
    const counts = (['poor', 'fair'] as const).map(
      (verdict) => take.report?.measures.filter((measure) => measure.verdict === verdict).length ?? 0,
    );
    const worst = counts[0] ? 'poor' : counts[1] ? 'fair' : 'good';
    return `<td class="${worst}">${counts.join(' / ')}</td>`;
  };
  const rows = photos.map(
    (photo) =>
      `<tr><td>${escapeHtml(photo.name)}</td>${titles.map((title) => cell(photo, title)).join('')}</tr>`,
  );
  return `<p>Measures that are poor / fair:</p><table><tr><th></th>${titles
    .map((title) => `<th>${escapeHtml(title)}</th>`)
    .join('')}</tr>${rows.join('')}</table>`;
}

function photoSection({ name, takes }: GalleryPhoto): string {
  return `<h2>${escapeHtml(name)}</h2>${takes.map(takeArticle).join('\n')}`;
}

function takeArticle(take: GalleryTake): string {
  const { title, prompt, frames, sheets, report, notices, problem, frameMs } = take;
  const facts = [
    title === prompt ? '' : `“${prompt}”`,
    frames.length > 0 ? `frames ${frames.join(', ')}` : '',
    frameMs === undefined ? '' : `${Math.round(frameMs)} ms a frame`,
  ].filter((fact) => fact !== '');
  return `<article><h3>${escapeHtml(title)}</h3><p>${escapeHtml(facts.join(' · '))}</p>
${problem === undefined ? '' : `<p class="poor">${escapeHtml(problem)}</p>`}
<div class="sheets">${sheets.map(({ label, picture }) => pictureTag(label, picture)).join('')}</div>
${report === undefined ? '' : measureList(report)}
${notices.map((notice) => `<p>${escapeHtml(notice)}</p>`).join('')}</article>`;
}

function pictureTag(label: string, { width, height, data }: ImageValue): string {
  const { data: bytes } = jpeg.encode({ width, height, data: Buffer.from(data.buffer) }, JPEG_QUALITY);
  const source = `data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}`;
  return `<img alt="${escapeHtml(label)}" width="${width}" height="${height}" src="${source}" loading="lazy">`;
}

function measureList({ measures }: ReportValue): string {
  const rows = measures.map(({ key, name, value, unit, verdict = '', frame }) => {
    const bounds = boundsOf(key);
    const place = frame === undefined ? '' : ` (frame ${frame})`;
    return `<li class="${verdict}" title="${escapeHtml(bounds)}">${escapeHtml(name)} ${formatValue(value)} ${escapeHtml(unit)}${place}</li>`;
  });
  return `<ul>${rows.join('')}</ul>`;
}

function boundsOf(key: string | undefined): string {
  if (key === undefined || !(key in MEASURES)) return '';
  const kind: { better: unknown; good?: number; fair?: number } = MEASURES[key as MeasureKey];
  return kind.good === undefined ? '' : `good ${kind.good}, fair ${kind.fair}`;
}

function formatValue(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(4)));
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
