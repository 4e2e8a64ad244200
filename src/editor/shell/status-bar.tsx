import { ChartGantt, CircleAlert, Cpu, HardDrive, Lock, Zap } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { formatBytes } from '../../values/describe.ts';
import type { EngineCapabilities } from '../../workers/engine-api.ts';
import { openCacheDialog } from '../cache/cache-state.ts';
import { useDocument } from '../document/document-store.ts';
import { formatMs, formatNumber } from '../format.ts';
import { useMissingModels } from '../models/missing-models.ts';
import { engine } from '../run/engine.ts';
import { useRun } from '../run/run-store.ts';
import { strings } from '../strings/en.ts';
import { engineStrings } from '../strings/engine-en.ts';
import { modelName, modelStrings } from '../strings/models-en.ts';
import { toggleTimeline, useTimeline } from '../timeline/timeline-state.ts';
import { openDialog } from './dialog-state.ts';
import './status-bar.css';

/** One line: what a run would do or did, and what the machine offers. */
export function StatusBar() {
  const capabilities = useCapabilities();
  const stored = useStoredBytes();
  const runsEnded = useRun((state) => state.runsEnded);
  return (
    // How many runs have ended tells one from the next: their texts may be the same.
    <footer className="status-bar" data-runs={runsEnded}>
      <RunSummary ready={capabilities !== undefined} />
      <TimelineButton />
      <MissingModels />
      <span className="bar-space" />
      {capabilities && !capabilities.persistent && (
        <span className="status-warning">{strings.status.notPersistent}</span>
      )}
      {capabilities && !capabilities.isolated && (
        <span className="status-warning">{strings.status.notIsolated}</span>
      )}
      {capabilities && (
        <span>
          {capabilities.gpu ? <Zap size={12} aria-hidden /> : <Cpu size={12} aria-hidden />}
          {capabilities.gpu ? strings.status.gpu : strings.status.cpu}
        </span>
      )}
      {stored !== undefined && (
        <span>
          <button
            type="button"
            className="status-button"
            title={engineStrings.cache.open}
            onClick={openCacheDialog}
          >
            <HardDrive size={12} aria-hidden /> {strings.status.cache(formatBytes(stored))}
          </button>
        </span>
      )}
      <span className="status-private">
        <Lock size={12} aria-hidden /> {strings.status.private}
      </span>
    </footer>
  );
}

/** A run would stop for want of a model: the list of models tells more. */
function MissingModels() {
  const missing = useMissingModels((state) => state.missing);
  if (missing.size === 0) return null;
  return (
    <span>
      <button
        type="button"
        className="status-button status-warning"
        title={modelStrings.missing([...missing].map(modelName).join(', '))}
        onClick={() => openDialog('models')}
      >
        <CircleAlert size={12} aria-hidden /> {strings.state.missing}
      </button>
    </span>
  );
}

function TimelineButton() {
  const open = useTimeline((state) => state.open);
  const { title, toggle } = engineStrings.timeline;
  return (
    <span>
      <button
        type="button"
        className="status-button"
        title={toggle}
        aria-expanded={open}
        onClick={toggleTimeline}
      >
        <ChartGantt size={12} aria-hidden /> {title}
      </button>
    </span>
  );
}

function RunSummary({ ready }: { readonly ready: boolean }) {
  const { running, progress, remainingMs, lastRun, waiting, waitingMs, planned, blocked } = useRun(
    useShallow((state) => {
      const all = Object.values(state.plan?.nodes ?? {});
      const due = all.filter((node) => node.state === 'stale' || node.state === 'new');
      return {
        running: state.running !== undefined,
        progress: state.progress,
        remainingMs: state.remainingMs,
        lastRun: state.lastRun,
        planned: all.length,
        blocked: all.filter((node) => node.state === 'blocked').length,
        waiting: due.length,
        waitingMs: state.plan?.expectedMs ?? 0,
      };
    }),
  );
  const isOpen = useDocument((state) => state.openings > 0);
  if (!ready || !isOpen) return <span>{strings.status.starting}</span>;
  if (running) {
    const left = remainingMs ? ` · ${strings.run.left(formatMs(remainingMs))}` : '';
    return <span>{`${strings.run.running} · ${Math.round(progress * 100)} %${left}`}</span>;
  }
  if (waiting > 0) return <span>{strings.run.willRun(waiting, formatMs(waitingMs))}</span>;
  if (blocked > 0) return <span className="status-warning">{strings.run.blocked(blocked)}</span>;
  if (lastRun) return <span>{strings.run.ended[lastRun.outcome](formatNumber(lastRun.ms / 1000, 1))}</span>;
  return <span>{planned > 0 ? strings.run.upToDate : strings.run.nothing}</span>;
}

function useCapabilities(): EngineCapabilities | undefined {
  const [capabilities, setCapabilities] = useState<EngineCapabilities>();
  useEffect(() => {
    engine()
      .then((api) => api.capabilities())
      .then(setCapabilities, () => undefined);
  }, []);
  return capabilities;
}

/** So often the stored bytes are read while a run stores results, ms. */
const STORED_BYTES_MS = 500;

/** Bytes of stored results, as they grow in a run, and read again after each. */
function useStoredBytes(): number | undefined {
  const plan = useRun((state) => state.plan);
  const running = useRun((state) => state.running);
  const [bytes, setBytes] = useState<number>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new plan or the end of a run are when it may change
  useEffect(() => {
    const read = () =>
      engine()
        .then((api) => api.cacheStatistics())
        .then(
          (statistics) => setBytes(statistics.bytes),
          () => undefined,
        );
    void read();
    if (running === undefined) return;
    const timer = setInterval(read, STORED_BYTES_MS);
    return () => clearInterval(timer);
  }, [plan, running]);
  return bytes;
}
