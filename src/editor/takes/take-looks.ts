import { useEffect, useRef, useState } from 'react';
import { elementId } from '../../runtime/plan.ts';
import type { ReportValue } from '../../values/value.ts';
import { useDocument } from '../document/document-store.ts';
import { flatGraph } from '../document/flat-graph.ts';
import { type DraftRun, runDraft } from '../live/draft-runs.ts';
import { registry } from '../registry.ts';
import { useStoredOutputs } from '../run/node-outputs.ts';
import { useRun } from '../run/run-store.ts';
import type { TakeList } from './take-list.ts';
import { takeLooksDocument } from './take-looks-document.ts';
import { rankingOf, type TakeScore } from './take-scores.ts';

/** Quiet time after a change before looks are renewed, ms. */
const REST_MS = 250;

/** What is known of the takes of a list. */
export interface TakeLooks {
  /** Key of the clip of each take, as far as it is rendered. */
  readonly clips: readonly (string | undefined)[];
  /** Key of the report on each take, as far as it is checked. */
  readonly reports: readonly (string | undefined)[];
  /** The best first; empty until the takes are scored. */
  readonly ranking: readonly TakeScore[];
  /** Does the document render motion at all? */
  readonly canRender: boolean;
  readonly isChecking: boolean;
  readonly hasFailed: boolean;
  check(): void;
}

type Keys = Readonly<Record<string, string>>;

/**
 * Small clips and scores of all takes, made apart from the document's own runs; takes that the document itself has
 * rendered or measured are shown as they are.
 */
export function useTakeLooks(list: TakeList): TakeLooks {
  const document = useDocument((state) => flatGraph(state.whole));
  const isMade = useRun(({ plan }) => ['fresh', 'pinned'].includes(plan?.nodes[list.node]?.state ?? ''));
  const own = useRun((state) => state.resultKeys);
  const plan = useRun((state) => state.plan);
  const [keys, setKeys] = useState<Keys>({});
  const [isWanted, setWanted] = useState(false);
  const [isChecking, setChecking] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const looks = useRef<ReturnType<typeof takeLooksDocument>>(undefined);
  const { nodes } = document;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list follows from the nodes and the plan of them
  useEffect(() => {
    if (!isMade) return;
    let run: DraftRun | undefined;
    let current = true;
    const timer = setTimeout(async () => {
      const made = takeLooksDocument(document, list, (type) => registry.get(type));
      looks.current = made;
      setFailed(false);
      const reports = isWanted ? made.reports : undefined;
      setChecking(reports !== undefined);
      const targets = [made.clips, made.scores, reports].filter((id) => id !== undefined);
      try {
        run = await runDraft(made.document, targets, (event) => {
          if (!current || (event.kind !== 'committed' && event.kind !== 'cached')) return;
          const id = elementId(event.node, event.element);
          setKeys((known) => (known[id] === event.key ? known : { ...known, [id]: event.key }));
        });
        if (!current) run.cancel();
        const outcome = await run.ended;
        if (current) setFailed(outcome === 'failed');
      } catch {
        if (current) setFailed(true);
      } finally {
        if (current) setChecking(false);
      }
    }, REST_MS);
    return () => {
      current = false;
      clearTimeout(timer);
      run?.cancel();
    };
  }, [nodes, isMade, list.node, list.count, isWanted]);
  const scores = useStoredOutputs(keys[looks.current?.scores ?? '']);
  const keyOf = (owner: string | undefined, small: string | undefined, take: number) => {
    const isFresh = owner !== undefined && plan?.nodes[owner]?.elements?.[take]?.state === 'fresh';
    if (isFresh) return own[elementId(owner, take)];
    return small === undefined ? undefined : keys[elementId(small, take)];
  };
  const takes = Array.from({ length: list.count }, (_, take) => take);
  return {
    clips: takes.map((take) => keyOf(list.clips, looks.current?.clips, take)),
    reports: takes.map((take) => keyOf(list.reports, looks.current?.reports, take)),
    ranking: rankingOf(scores?.report as ReportValue | undefined),
    canRender: looks.current === undefined || looks.current.clips !== undefined,
    isChecking,
    hasFailed,
    check: () => setWanted(true),
  };
}
