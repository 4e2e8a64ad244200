import { Check, CircleAlert, Minus, TriangleAlert } from 'lucide-react';
import type { ReportValue } from '../../values/value.ts';
import { spokenMessage } from '../strings/messages.ts';
import { reportStrings } from '../strings/report-en.ts';
import './report-preview.css';
import { countVerdicts, formatMeasure, type Measure, worstFirst } from './report-rows.ts';

const ICONS = { good: Check, fair: CircleAlert, poor: TriangleAlert } as const;

/** Measures as a compact table, the worst first, under a line of counts: small on a card, whole in the inspector. */
export function ReportPreview({ report }: { readonly report: ReportValue }) {
  const rejected = report.rejected ?? [];
  if (report.measures.length === 0) return <div className="preview-text">{reportStrings.empty}</div>;
  return (
    <div className="preview-report">
      <p className="report-counts">
        {rejected.length > 0 && (
          <span className="report-badge verdict-poor" title={rejected.map(spokenMessage).join('\n')}>
            {reportStrings.rejected}
          </span>
        )}
        {countVerdicts(report.measures).map(([verdict, count]) => (
          <span key={verdict} className={`report-badge verdict-${verdict}`}>
            {reportStrings.count(verdict, count)}
          </span>
        ))}
      </p>
      <table>
        <caption className="visually-hidden">{reportStrings.caption}</caption>
        <tbody>
          {worstFirst(report.measures).map((measure) => (
            <MeasureRow key={measure.key ?? measure.name} measure={measure} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MeasureRow({ measure }: { readonly measure: Measure }) {
  const { name, verdict, unit, frame } = measure;
  const Icon = verdict === undefined ? Minus : ICONS[verdict];
  const label = verdict === undefined ? undefined : reportStrings.verdicts[verdict];
  return (
    <tr className={verdict && `verdict-${verdict}`}>
      <td className="report-verdict">
        <Icon
          size={11}
          {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
        />
      </td>
      <th scope="row" title={spokenMessage(name)}>
        {spokenMessage(name)}
        {frame !== undefined && <span className="report-unit"> {reportStrings.frame(frame)}</span>}
      </th>
      <td className="report-value">
        {formatMeasure(measure)} <span className="report-unit">{spokenMessage(unit)}</span>
      </td>
    </tr>
  );
}
