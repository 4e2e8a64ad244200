import {
  Columns2,
  Layers2,
  LayoutGrid,
  Maximize,
  ShieldCheck,
  SquareSplitHorizontal,
  ThumbsDown,
} from 'lucide-react';
import { useRef } from 'react';
import { edit, useDocument } from '../document/document-store.ts';
import type { Showing } from '../painter/showing.ts';
import { onPlayerKey, usePlayer } from '../player/player-state.ts';
import { Scrub, Transport } from '../player/transport.tsx';
import { registry } from '../registry.ts';
import { announce } from '../run/announcements.ts';
import { useNodeOutputs } from '../run/node-outputs.ts';
import { startRun, useRun } from '../run/run-store.ts';
import { IconButton } from '../shell/icon-button.tsx';
import { takeStrings as strings } from '../strings/takes-en.ts';
import { chooseTake, rejectedTakes, setRejected } from './choose-take.ts';
import { usePoorTakes } from './poor-takes.ts';
import type { TakeList } from './take-list.ts';
import { type TakeLooks, useTakeLooks } from './take-looks.ts';
import { TakePair } from './take-pair.tsx';
import { motionOf, TakeTile } from './take-tile.tsx';
import './takes.css';
import { togglePair, useTakes } from './takes-state.ts';

/** All takes playing in step, to compare, reject, and choose the one that the workflow goes on with. */
export default function TakesView({ list }: { readonly list: TakeList }) {
  const stage = useRef<HTMLElement>(null);
  const looks = useTakeLooks(list);
  const motion = motionOf(useNodeOutputs(list.node));
  const player = usePlayer(motion);
  const { mode, pair: marked } = useTakes();
  const pair = marked.filter((take) => take < list.count);
  const isMade = useRun(({ plan }) => ['fresh', 'pinned'].includes(plan?.nodes[list.node]?.state ?? ''));
  if (!isMade && !looks.clips.some((key) => key !== undefined)) return <NotMade list={list} />;
  return (
    <section ref={stage} className="takes" aria-label={strings.title} onKeyDown={onPlayerKey(player)}>
      {mode !== 'grid' && pair.length === 2 ? (
        <TakePair pair={pair} clips={looks.clips} showing={player.showing} mode={mode} />
      ) : (
        <Grid list={list} looks={looks} showing={player.showing} pair={pair} />
      )}
      {looks.hasFailed && <p className="takes-note verdict-poor">{strings.failed}</p>}
      {!looks.canRender && <p className="quiet takes-note">{strings.noRenderer}</p>}
      <Scrub player={player} />
      <div className="player-controls">
        <Transport player={player} />
        <Modes isPair={pair.length === 2} />
      </div>
      <div className="takes-foot">
        <button
          type="button"
          className="button"
          title={strings.checkHint}
          disabled={looks.isChecking || !looks.canRender || looks.reports.every((key) => key !== undefined)}
          onClick={looks.check}
        >
          <ShieldCheck size={15} aria-hidden /> {looks.isChecking ? strings.checking : strings.check}
        </button>
        <RejectPoor list={list} reports={looks.reports} />
        <IconButton label={strings.fullScreen} onClick={() => void stage.current?.requestFullscreen()}>
          <Maximize size={15} />
        </IconButton>
      </div>
    </section>
  );
}

interface RejectPoorProps {
  readonly list: TakeList;
  readonly reports: TakeLooks['reports'];
}

/** Rejects what the reports say should not be used, in one step. */
function RejectPoor({ list, reports }: RejectPoorProps) {
  const known = useDocument((state) => state.document);
  const poor = usePoorTakes(reports);
  const rejected = rejectedTakes(known, list.node);
  const left = poor.filter((take) => take < list.count && !rejected.includes(take));
  if (left.length === 0) return null;
  const reject = () => {
    edit(strings.steps.rejectPoor, (draft) => {
      for (const take of left) setRejected(draft, list.node, take, true);
    });
    announce(strings.rejectedPoor(left.length));
  };
  return (
    <button type="button" className="button" title={strings.rejectPoorHint} onClick={reject}>
      <ThumbsDown size={15} aria-hidden /> {strings.rejectPoor(left.length)}
    </button>
  );
}

interface GridProps {
  readonly list: TakeList;
  readonly looks: TakeLooks;
  readonly showing: Showing;
  readonly pair: readonly number[];
}

function Grid({ list, looks, showing, pair }: GridProps) {
  const document = useDocument((state) => state.document);
  const rejected = rejectedTakes(document, list.node);
  const pick = Number(document.nodes[list.picker ?? '']?.params?.pick ?? 1);
  const chosen = list.picker === undefined ? undefined : looks.ranking[pick - 1]?.take;
  const choose = (take: number, place: number) => {
    edit(strings.steps.choose(take + 1), (draft) =>
      chooseTake(draft, list, place, (type) => registry.get(type)),
    );
    announce(`${strings.take(take + 1)}: ${strings.chosen}`);
  };
  const reject = (take: number, on: boolean) =>
    edit(on ? strings.steps.reject(take + 1) : strings.steps.keep(take + 1), (draft) =>
      setRejected(draft, list.node, take, on),
    );
  return (
    <ul className="takes-grid" data-many={list.count > 4}>
      {looks.clips.map((clipKey, take) => {
        const place = looks.ranking.findIndex((score) => score.take === take);
        return (
          <TakeTile
            // biome-ignore lint/suspicious/noArrayIndexKey: a take is its place in the list
            key={take}
            node={list.node}
            take={take}
            clipKey={clipKey}
            reportKey={looks.reports[take]}
            score={looks.ranking[place]?.score}
            showing={showing}
            isChosen={take === chosen}
            isRejected={rejected.includes(take)}
            isPaired={pair.includes(take)}
            canRender={looks.canRender}
            onChoose={place < 0 ? undefined : () => choose(take, place)}
            onReject={() => reject(take, !rejected.includes(take))}
            onPair={() => togglePair(take)}
          />
        );
      })}
    </ul>
  );
}

/** Grid, split and wipe; the last two need two marked takes. */
function Modes({ isPair }: { readonly isPair: boolean }) {
  const current = useTakes((state) => state.mode);
  const modes = [
    { mode: 'grid', label: strings.grid, Icon: LayoutGrid },
    { mode: 'split', label: strings.split, Icon: Columns2 },
    { mode: 'wipe', label: strings.wipe, Icon: SquareSplitHorizontal },
    { mode: 'onion', label: strings.onion, Icon: Layers2 },
  ] as const;
  return modes.map(({ mode, label, Icon }) => (
    <button
      key={mode}
      type="button"
      className="icon-button"
      aria-label={label}
      title={isPair || mode === 'grid' ? label : `${label}. ${strings.pairHint}`}
      aria-pressed={current === mode}
      disabled={mode !== 'grid' && !isPair}
      onClick={() => useTakes.setState({ mode })}
    >
      <Icon size={15} aria-hidden />
    </button>
  ));
}

function NotMade({ list }: { readonly list: TakeList }) {
  const isRunning = useRun((state) => state.running !== undefined);
  return (
    <section className="player-empty" aria-label={strings.title}>
      <p className="quiet">{strings.sampleHint}</p>
      <button
        type="button"
        className="button primary"
        disabled={isRunning}
        onClick={() => void startRun({ mode: 'to', targets: [list.node] })}
      >
        {strings.sample}
      </button>
    </section>
  );
}
