import { Download, X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import type { RunRecord } from '../../runtime/trace/run-record.ts';
import { formatBytes } from '../../values/describe.ts';
import { formatMs } from '../format.ts';
import { engineStrings } from '../strings/engine-en.ts';
import { FateChips } from './fate-chips.tsx';
import { saveTrace } from './save-trace.ts';
import './timeline.css';
import { TimelineLane } from './timeline-lane.tsx';
import { fatesIn, storedBytes, timelineRows, timelineTicks } from './timeline-rows.ts';
import { toggleTimeline, useTimeline } from './timeline-state.ts';

const strings = engineStrings.timeline;

/** How the last run went: workers × time, what came from the cache, and why each piece was computed. */
export default function Timeline() {
  const record = useTimeline((state) => state.record);
  return (
    <section className="timeline" aria-label={strings.title}>
      <header className="timeline-header">
        <h2>{strings.title}</h2>
        {record && <Summary record={record} />}
        <span className="bar-space" />
        {record && (
          <button
            type="button"
            className="button"
            title={strings.saveTraceHint}
            onClick={() => void saveTrace(record)}
          >
            <Download size={14} aria-hidden /> {strings.saveTrace}
          </button>
        )}
        <button type="button" className="icon-button" aria-label={strings.hide} onClick={toggleTimeline}>
          <X size={16} aria-hidden />
        </button>
      </header>
      {record ? <Chart record={record} /> : <p className="timeline-none quiet">{strings.none}</p>}
    </section>
  );
}

function Summary({ record }: { readonly record: RunRecord }) {
  const computed = fatesIn(record, 'computed').length;
  const outcome = record.outcome ? strings.outcomes[record.outcome] : strings.running;
  const parts = [
    `${outcome}, ${formatMs(record.ms)}`,
    strings.summary(computed, fatesIn(record, 'cached').length),
    ...(computed > 0 ? [strings.stored(formatBytes(storedBytes(record)))] : []),
  ];
  return <span className="quiet timeline-summary">{parts.join(' · ')}</span>;
}

function Chart({ record }: { readonly record: RunRecord }) {
  const [detail, setDetail] = useState<string>();
  const rows = timelineRows(record);
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys walk between the buttons inside */}
      <div className="timeline-body" onKeyDown={walk}>
        {rows.length > 0 && <Axis ms={record.ms} />}
        {rows.length === 0 && <p className="timeline-none quiet">{strings.nothingRan}</p>}
        {rows.map((row, index) => (
          <TimelineLane
            key={`${row.lane} ${row.worker}`}
            row={row}
            isFirst={index === 0}
            onDetail={setDetail}
          />
        ))}
        <FateChips label={strings.cached} fates={fatesIn(record, 'cached')} onDetail={setDetail} />
        <FateChips label={strings.failed} fates={fatesIn(record, 'failed')} onDetail={setDetail} />
        <FateChips label={strings.notRun} fates={fatesIn(record, 'cancelled')} onDetail={setDetail} />
      </div>
      <p className={`timeline-detail ${detail === undefined ? 'quiet' : ''}`}>{detail ?? strings.hint}</p>
    </>
  );
}

function Axis({ ms }: { readonly ms: number }) {
  return (
    <div className="timeline-axis" aria-hidden="true">
      {timelineTicks(ms).map((at) => (
        <span key={at} style={{ left: `${(100 * at) / Math.max(ms, 1)}%` }}>
          {formatMs(at)}
        </span>
      ))}
    </div>
  );
}

/** Left and right go along the pieces, up and down to the line above or below, Home and End to the ends. */
function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const all = [...event.currentTarget.querySelectorAll('button')];
  const lines = [...event.currentTarget.querySelectorAll('.timeline-line')];
  const current = document.activeElement as HTMLButtonElement;
  const at = all.indexOf(current);
  const line = lines.findIndex((candidate) => candidate.contains(current));
  const inLine = (index: number) => lines[index]?.querySelector('button') ?? undefined;
  const next = {
    ArrowRight: all[at + 1],
    ArrowLeft: all[at - 1],
    ArrowDown: inLine(line + 1),
    ArrowUp: inLine(line - 1),
    Home: all[0],
    End: all.at(-1),
  }[event.key];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
