import { formatBytes } from '../../values/describe.ts';
import { useDocument } from '../document/document-store.ts';
import { nodeTitle } from '../document/node-titles.ts';
import { locate } from '../document/places.ts';
import { formatMs } from '../format.ts';
import { registry } from '../registry.ts';
import { engineStrings } from '../strings/engine-en.ts';
import { spokenReason } from '../strings/reasons.ts';
import { reveal } from '../subgraphs/way-in.ts';
import type { TimelineRow, TimelineSpan } from './timeline-rows.ts';
import { useTimeline } from './timeline-state.ts';

const strings = engineStrings.timeline;

interface LaneProps {
  readonly row: TimelineRow;
  /** Its first piece is where Tab enters the chart. */
  readonly isFirst: boolean;
  readonly onDetail: (text: string | undefined) => void;
}

/** One worker's pieces of work along time. */
export function TimelineLane({ row: { lane, worker, spans }, isFirst, onDetail }: LaneProps) {
  const name = strings.worker(strings.lanes[lane], worker);
  return (
    <div className="timeline-line">
      <span className="timeline-label">{name}</span>
      <ul className="timeline-track" aria-label={name}>
        {spans.map((span, index) => (
          <li key={`${span.node} ${span.start}`}>
            <Piece span={span} isEntry={isFirst && index === 0} onDetail={onDetail} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Piece({
  span,
  isEntry,
  onDetail,
}: {
  readonly span: TimelineSpan;
  readonly isEntry: boolean;
  readonly onDetail: LaneProps['onDetail'];
}) {
  const name = useSubjectName(span);
  const category = useDocument((state) => categoryOf(locate(state.whole, span.node)?.node.type));
  const detail = describePiece(name, span);
  const show = () => onDetail(detail);
  const hide = () => onDetail(undefined);
  return (
    <button
      type="button"
      className={`timeline-piece category-${category} ${span.outcome === 'failed' ? 'is-failed' : ''}`}
      style={{ left: `${100 * span.left}%`, width: `${100 * span.width}%` }}
      tabIndex={isEntry ? 0 : -1}
      aria-label={detail}
      onPointerEnter={show}
      onPointerLeave={hide}
      onFocus={show}
      onBlur={hide}
      onClick={() => reveal(span.node)}
    >
      <span>{name}</span>
    </button>
  );
}

/** What the user calls a node, with its number in a list. */
export function useSubjectName({
  node,
  element,
}: {
  readonly node: string;
  readonly element?: number;
}): string {
  const name = useDocument((state) => nodeTitle(state.whole, node, registry));
  // A list of one is no list to its maker.
  const isOneOfMany = useTimeline(({ record }) =>
    Boolean(record?.fates.some((fate) => fate.node === node && (fate.element ?? 0) > 0)),
  );
  return element !== undefined && isOneOfMany ? strings.element(name, element) : name;
}

function categoryOf(type: string | undefined): string {
  return (type === undefined ? undefined : registry.get(type)?.category) ?? 'unknown';
}

function describePiece(name: string, span: TimelineSpan): string {
  const { piece, range, start, end, queuedMs, bytes, fate, outcome } = span;
  const parts = [
    [name, range ? strings.frames(range.start, range.end) : strings.pieces[piece]].filter(Boolean).join(', '),
    `${formatMs(end - start)}`,
    ...(queuedMs >= 1 ? [strings.waited(formatMs(queuedMs))] : []),
    ...(bytes === undefined && fate?.bytes === undefined ? [] : [formatBytes(bytes ?? fate?.bytes ?? 0)]),
    ...(outcome === 'failed' ? [strings.failed] : []),
    ...(fate?.reason ? [spokenReason(fate.reason)] : []),
  ];
  return parts.join(' · ');
}
