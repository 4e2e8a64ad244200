import type { NodeId } from '../../runtime/document.ts';
import { startRun, useRun } from '../run/run-store.ts';

interface RunFirstProps {
  readonly node: NodeId;
  /** Why there is nothing to work on yet. */
  readonly hint: string;
  readonly label: string;
}

/** What is shown until there is a picture to work on, with the way to it. */
export function RunFirst({ node, hint, label }: RunFirstProps) {
  const isRunning = useRun((state) => state.running !== undefined);
  return (
    <div className="direct-empty">
      <p className="quiet">{hint}</p>
      <button
        type="button"
        className="button"
        disabled={isRunning}
        onClick={() => void startRun({ mode: 'to', targets: [node] })}
      >
        {label}
      </button>
    </div>
  );
}
