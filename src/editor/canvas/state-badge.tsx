import { lazy, Suspense } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { NodeId } from '../../runtime/document.ts';
import { useDocument } from '../document/document-store.ts';
import { formatMs } from '../format.ts';
import { missingFor, useMissingModels } from '../models/missing-models.ts';
import { activityFor, plannedFor } from '../run/instance-state.ts';
import { useRun } from '../run/run-store.ts';
import { strings } from '../strings/en.ts';
import { modelName, modelStrings } from '../strings/models-en.ts';
import { spokenReason } from '../strings/reasons.ts';
import { useTip } from './use-tip.ts';

const StateHint = lazy(() => import('./state-hint.tsx'));

type Shown = keyof typeof strings.state;

/** State of a node before, during and after a run, with the reason on hover. */
export function StateBadge({ node }: { readonly node: NodeId }) {
  const { shown, reasons, fraction, estimatedMs } = useNodeState(node);
  const tip = useTip();
  if (!shown) return null;
  const hint = [...reasons];
  if (estimatedMs > 0) hint.push(`≈ ${formatMs(estimatedMs)}`);
  return (
    <span
      className={`state-badge state-${shown}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the reason must be reachable by keyboard
      tabIndex={0}
      role="img"
      aria-label={`${strings.state[shown]}. ${hint.join('. ')}`}
      {...tip.events}
    >
      {shown === 'running' && <ProgressRing fraction={fraction} />}
      {tip.isOpen && (
        <Suspense fallback={null}>
          <StateHint title={strings.state[shown]} lines={hint} onClose={tip.close} />
        </Suspense>
      )}
    </span>
  );
}

/** What to show of a node now: activity of a run first, else its state before one. */
export function useNodeState(node: NodeId) {
  const { reasonText, ...state } = useRun(useShallow((run) => nodeState(run, node)));
  const missing = useMissing(node);
  if (missing !== '' && (state.shown === 'new' || state.shown === 'stale'))
    return { ...state, shown: 'missing' as const, reasons: [modelStrings.missing(missing)] };
  return { ...state, reasons: reasonText.split('\n').filter(Boolean).map(spokenReason) };
}

/** Names of the models that a node needs and that are not to be had; empty for nearly all nodes at nearly all times. */
function useMissing(node: NodeId): string {
  const missing = useMissingModels((state) => state.missing);
  return useDocument(({ whole }) => missingFor(whole, node, missing).map(modelName).join(', '));
}

/** Reasons as one text, so that a shallow comparison sees equal states as equal. */
function nodeState(run: ReturnType<typeof useRun.getState>, node: NodeId) {
  const planned = plannedFor(run, node);
  const activity = activityFor(run, node);
  const phase = activity?.phase;
  const isActive = run.running !== undefined && (phase === 'queued' || phase === 'running');
  const hasFailed = phase === 'failed' || (phase === 'cancelled' && planned?.state !== 'fresh');
  const shown: Shown | undefined = isActive || hasFailed ? phase : planned?.state;
  const failure = activity?.error ? `${activity.error.message}\n${activity.error.remedy}` : activity?.because;
  return {
    shown,
    reasonText: hasFailed && failure ? failure : (planned?.reasons ?? []).join('\n'),
    fraction: activity?.fraction ?? 0,
    estimatedMs: planned?.estimatedMs ?? 0,
  };
}

function ProgressRing({ fraction }: { readonly fraction: number }) {
  const circumference = 2 * Math.PI * 6;
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <circle cx="8" cy="8" r="6" className="ring-track" />
      <circle
        cx="8"
        cy="8"
        r="6"
        className="ring-fill"
        strokeDasharray={`${circumference * fraction} ${circumference}`}
      />
    </svg>
  );
}
