import type { NodeFate } from '../../runtime/trace/run-record.ts';
import { select } from '../document/document-store.ts';
import { spokenMessage } from '../strings/messages.ts';
import { spokenReason } from '../strings/reasons.ts';
import { useSubjectName } from './timeline-lane.tsx';

interface FateChipsProps {
  readonly label: string;
  readonly fates: readonly NodeFate[];
  readonly onDetail: (text: string | undefined) => void;
}

/** Nodes that took no time on a worker: from the cache, failed before they began, or not run. */
export function FateChips({ label, fates, onDetail }: FateChipsProps) {
  if (fates.length === 0) return null;
  return (
    <div className="timeline-line">
      <span className="timeline-label">{label}</span>
      <ul className="timeline-chips" aria-label={label}>
        {fates.map((fate) => (
          <li key={`${fate.node} ${fate.element ?? ''}`}>
            <Chip fate={fate} onDetail={onDetail} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Chip({
  fate,
  onDetail,
}: {
  readonly fate: NodeFate;
  readonly onDetail: FateChipsProps['onDetail'];
}) {
  const name = useSubjectName(fate);
  const detail = [name, spokenReason(fate.reason), ...fate.notices.map(spokenMessage)].join(' · ');
  const show = () => onDetail(detail);
  const hide = () => onDetail(undefined);
  return (
    <button
      type="button"
      className={`timeline-chip is-${fate.state}`}
      aria-label={detail}
      onPointerEnter={show}
      onPointerLeave={hide}
      onFocus={show}
      onBlur={hide}
      onClick={() => select([fate.node])}
    >
      {name}
    </button>
  );
}
