import { CircleAlert, Info } from 'lucide-react';
import type { NodeId } from '../../runtime/document.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import { useDocument } from '../document/document-store.ts';
import { formatMs } from '../format.ts';
import { activityFor } from '../run/instance-state.ts';
import { useRun } from '../run/run-store.ts';
import { openDialog } from '../shell/dialog-state.ts';
import { strings } from '../strings/en.ts';
import { spokenMessage } from '../strings/messages.ts';
import { modelStrings } from '../strings/models-en.ts';
import { useNodeState } from './state-badge.tsx';

/** One line under the preview: what is happening, what went wrong, or how long it took. */
export function NodeFooter({ node }: { readonly node: NodeId }) {
  const activity = useRun((state) => activityFor(state, node));
  const { shown, reasons, estimatedMs } = useNodeState(node);
  const isCause = useIsCause(node);
  if (shown === 'failed' || shown === 'blocked') {
    return (
      <footer
        className={`node-footer footer-long ${isCause ? 'footer-error' : ''}`}
        title={reasons.join(' ')}
      >
        <CircleAlert size={12} aria-hidden /> <span>{reasons[0]}</span>
      </footer>
    );
  }
  if (shown === 'missing') {
    return (
      <footer className="node-footer footer-long footer-error" title={reasons[0]}>
        <CircleAlert size={12} aria-hidden /> <span>{strings.state.missing}</span>
        <button type="button" className="footer-action nodrag" onClick={() => openDialog('models')}>
          {modelStrings.open}
        </button>
      </footer>
    );
  }
  if (shown === 'running' || shown === 'queued') {
    const note = activity?.note === undefined ? strings.state[shown] : spokenMessage(activity.note);
    return (
      <footer className="node-footer footer-long">
        <span className="footer-bar" style={{ transform: `scaleX(${activity?.fraction ?? 0})` }} />
        <span>{note}</span>
      </footer>
    );
  }
  const notices = activity?.notices.map(spokenMessage) ?? [];
  if (notices.length > 0) {
    return (
      <footer className="node-footer footer-long" title={notices.join(' ')}>
        <Info size={12} aria-hidden /> <span>{notices[0]}</span>
      </footer>
    );
  }
  return (
    <footer className={`node-footer ${shown === 'stale' ? 'footer-long' : ''}`}>
      {footerText(shown, reasons, estimatedMs, activity?.ms)}
    </footer>
  );
}

/** Does a trouble begin here? What merely waits for a blocked node is told quietly. */
function useIsCause(node: NodeId): boolean {
  const inputs = useDocument((state) => state.document.nodes[node]?.inputs);
  return useRun(
    ({ plan }) =>
      !Object.values(inputs ?? {}).some(
        (reference) => plan?.nodes[splitPortReference(reference)?.node ?? '']?.state === 'blocked',
      ),
  );
}

function footerText(
  shown: string | undefined,
  reasons: readonly string[],
  estimatedMs: number,
  ms: number | undefined,
) {
  if (shown === 'stale') return <span title={reasons.join(', ')}>{reasons[0]}</span>;
  if (shown === 'new') return <span className="footer-quiet">≈ {formatMs(estimatedMs)}</span>;
  return <span className="footer-quiet">{ms === undefined ? '' : formatMs(ms)}</span>;
}
