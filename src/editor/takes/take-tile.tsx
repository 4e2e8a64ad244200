import { Columns2, ThumbsDown, Undo2 } from 'lucide-react';
import { elementId } from '../../runtime/plan.ts';
import type { ClipValue } from '../../values/clip.ts';
import type { MotionValue } from '../../values/motion.ts';
import type { ReportValue } from '../../values/value.ts';
import { ClipScreen } from '../painter/clip-screen.tsx';
import type { Showing } from '../painter/showing.ts';
import { MotionCurves } from '../previews/motion-curves.tsx';
import { formatMeasure } from '../previews/report-rows.ts';
import { type NodeValues, useNodeOutputs, useStoredOutputs } from '../run/node-outputs.ts';
import { spokenMessage } from '../strings/messages.ts';
import { takeStrings as strings } from '../strings/takes-en.ts';
import { flagsOf, type TakeFlag } from './take-scores.ts';

interface TakeTileProps {
  /** The node that gives the takes. */
  readonly node: string;
  /** From 0. */
  readonly take: number;
  readonly clipKey: string | undefined;
  readonly reportKey: string | undefined;
  readonly score: number | undefined;
  readonly showing: Showing;
  readonly isChosen: boolean;
  readonly isRejected: boolean;
  readonly isPaired: boolean;
  readonly canRender: boolean;
  /** Undefined until the takes are scored: a choice names a place in the ranking. */
  readonly onChoose: (() => void) | undefined;
  readonly onReject: () => void;
  readonly onPair: () => void;
}

/** One take: its clip at the common frame, its score, its flags, and what to do with it. */
export function TakeTile(props: TakeTileProps) {
  const { node, take, clipKey, score, showing, isChosen, isRejected, isPaired, canRender } = props;
  const clip = clipOf(useStoredOutputs(clipKey));
  const motion = motionOf(useNodeOutputs(elementId(node, take)));
  const number = take + 1;
  return (
    <li className="take" data-chosen={isChosen} data-rejected={isRejected}>
      <button
        type="button"
        className="take-picture"
        aria-label={strings.choose(number)}
        title={strings.choose(number)}
        aria-pressed={isChosen}
        disabled={props.onChoose === undefined}
        onClick={props.onChoose}
      >
        {clip && <ClipScreen clip={clip} showing={showing} isSmall className="preview-pixels" />}
        {!clip && !canRender && motion && <MotionCurves motion={motion} />}
        {!clip && canRender && <span className="take-waiting">{strings.rendering}</span>}
        {isChosen && <span className="take-mark">{strings.chosen}</span>}
        {isRejected && <span className="take-mark take-mark-rejected">{strings.rejected}</span>}
      </button>
      <div className="take-line">
        <span className="take-number">{strings.take(number)}</span>
        {score !== undefined && <Score score={score} />}
        <button
          type="button"
          className="icon-button"
          aria-label={strings.pair(number)}
          title={strings.pair(number)}
          aria-pressed={isPaired}
          onClick={props.onPair}
        >
          <Columns2 size={13} aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={isRejected ? strings.keep(number) : strings.reject(number)}
          title={isRejected ? strings.keep(number) : strings.reject(number)}
          onClick={props.onReject}
        >
          {isRejected ? <Undo2 size={13} aria-hidden /> : <ThumbsDown size={13} aria-hidden />}
        </button>
      </div>
      <Flags reportKey={props.reportKey} />
    </li>
  );
}

/** A score of 0..1 as points out of a hundred. */
function Score({ score }: { readonly score: number }) {
  const verdict = score >= 0.75 ? 'good' : score >= 0.5 ? 'fair' : 'poor';
  return <span className={`take-score verdict-${verdict}`}>{Math.round(score * 100)}</span>;
}

/** What is outside of its bounds, with the number and the bound in words; all of it is a press away. */
function Flags({ reportKey }: { readonly reportKey: string | undefined }) {
  const values = useStoredOutputs(reportKey);
  const report = Object.values(values ?? {}).find((value): value is ReportValue => value.type === 'Report');
  if (!report) return null;
  const { flags, rejected } = flagsOf(report);
  if (flags.length + rejected.length === 0)
    return <p className="take-flags verdict-good">{strings.noFlags}</p>;
  const [poor, fair] = [countOf(flags, 'poor'), countOf(flags, 'fair')];
  return (
    <details className="take-flags">
      <summary>
        {poor > 0 && <span className="verdict-poor">{strings.poor(poor)}</span>}
        {fair > 0 && <span className="verdict-fair">{strings.fair(fair)}</span>}
        <span className="take-flag-names">{flags.map(({ name }) => spokenMessage(name)).join(', ')}</span>
      </summary>
      <ul>
        {flags.map((flag) => (
          <li key={flag.name} className={`verdict-${flag.verdict}`}>
            {describeFlag(flag)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function countOf(flags: readonly TakeFlag[], verdict: TakeFlag['verdict']): number {
  return flags.filter((flag) => flag.verdict === verdict).length;
}

/** "Loop seam 1.45 ×, should be at most 1.2". */
function describeFlag({ name, value, unit, bound }: TakeFlag): string {
  const shown = `${spokenMessage(name)} ${formatMeasure({ value, unit })} ${spokenMessage(unit)}`;
  if (!bound) return shown;
  const limit = formatMeasure({ value: bound.value, unit: '' });
  return bound.side === 'near'
    ? strings.boundNear(shown, limit, formatMeasure({ value: bound.within, unit: '' }))
    : strings.bound[bound.side](shown, limit);
}

export function clipOf(values: NodeValues | undefined): ClipValue | undefined {
  return Object.values(values ?? {}).find((value): value is ClipValue => value.type === 'Clip');
}

export function motionOf(values: NodeValues | undefined): MotionValue | undefined {
  return Object.values(values ?? {}).find((value): value is MotionValue => value.type === 'Motion');
}
