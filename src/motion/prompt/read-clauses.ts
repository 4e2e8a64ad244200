import { bareNoun, joinsPrevious, type PhraseItem, partOf, repeats, turnsBothWays } from './clause-words.ts';
import { type Clause, splitClauses } from './clauses.ts';
import {
  applyDetails,
  type Detail,
  type Draft,
  draftLabel,
  isDetail,
  type LooseWords,
  newDraft,
  takesSide,
} from './drafts.ts';
import type { Item } from './items.ts';
import { KeptParts } from './kept-parts.ts';
import { behaviourOf } from './lexicon.ts';

/** What was read from a prompt before it is turned into intents and limits. */
export interface Reading {
  readonly drafts: readonly Draft[];
  readonly loose: readonly LooseWords[];
  /** Length of the take named in the text, seconds. */
  readonly seconds?: number;
}

/** Groups items into phrases with their details, clause by clause. */
export function readClauses(items: readonly Item[]): Reading {
  return new ClauseReader(splitClauses(items)).read();
}

class ClauseReader {
  readonly #clauses: readonly Clause[];
  readonly #drafts: Draft[] = [];
  readonly #loose: LooseWords[] = [];
  /** Adjectives of a clause without a phrase wait for the next one. */
  #waiting: Detail[] = [];
  #seconds: number | undefined;
  #step: number | undefined;
  /** Drafts of the clause before, with its companions joined by and/while. */
  #group: Draft[] = [];
  /** Words of a keep clause that wait for "still". */
  readonly #kept = new KeptParts();

  constructor(clauses: readonly Clause[]) {
    this.#clauses = clauses;
  }

  read(): Reading {
    let negated = false;
    for (let index = 0; index < this.#clauses.length; index++) {
      const clause = this.#clauses[index];
      negated = this.#readClause(clause, negated && this.#carriesNegation(index));
    }
    this.#giveUpWaiting();
    this.#loose.push(...this.#kept.giveUp());
    return {
      drafts: this.#drafts,
      loose: this.#loose,
      ...(this.#seconds === undefined ? {} : { seconds: this.#seconds }),
    };
  }

  /** "no smile or laugh", "no smile, teeth or nod": negation runs on through "or". */
  #carriesNegation(index: number): boolean {
    for (let at = index; at < this.#clauses.length; at++) {
      const { before, items } = this.#clauses[at];
      if (before === 'or') return true;
      if (before !== 'pause' || (at > index && items.some((item) => item.kind === 'negator'))) return false;
    }
    return false;
  }

  /** @returns whether the clause ended negated */
  #readClause(clause: Clause, inherited: boolean): boolean {
    const first = this.#drafts.length;
    let negated = inherited;
    if (clause.before === 'stop') this.#loose.push(...this.#kept.giveUp());
    let sweeping = clause.before === 'but' ? this.#sweepingLimit() : undefined;
    let negator: Item | undefined;
    let keep = false;
    let before: Item[] = [];
    let touching: Item[] = [];
    let latest: Draft | undefined;
    for (const item of clause.items) {
      if (sweeping !== undefined && this.#exempt(sweeping, item)) continue;
      if (item.kind === 'phrase' && latest !== undefined && repeats(item, latest, before)) {
        latest.end = item.end;
      } else if (item.kind === 'phrase') {
        if (clause.items.length === 1 && this.#kept.takePhrase(item)) continue;
        latest = this.#addPhrase(item, before.filter(isDetail), [...touching], negated);
        if (latest.entry.id === 'nothing-else') sweeping = latest;
        before = [];
        touching = [];
      } else if (item.kind === 'negator' || item.kind === 'keep') {
        if (item.kind === 'negator') {
          negated = true;
          negator = item;
        } else keep = true;
        touching.push(item);
      } else if (item.kind === 'unknown') {
        if (!this.#kept.takeWord(item, keep)) this.#addUnknown(item);
        touching = [];
      } else if (isDetail(item)) {
        if (latest !== undefined && joinsPrevious(item)) this.#join(latest, [item]);
        else {
          before.push(item);
          touching.push(item);
        }
      }
    }
    const rest = before.filter(isDetail);
    if (latest !== undefined) this.#join(latest, rest);
    else this.#readBareClause(clause, rest, negator, negated);
    this.#settleSteps(clause, first);
    return negated;
  }

  /** The limit on everything that was just given: "nothing moves [but ...]", "no movement [except ...]". */
  #sweepingLimit(): Draft | undefined {
    const last = this.#drafts.at(-1);
    if (last === undefined) return undefined;
    const { entry, negated } = last;
    if (entry.kind === 'limit') return entry.id === 'all-still' && !negated ? last : undefined;
    return entry.kind === 'setting' && entry.setting === 'overall' && negated ? last : undefined;
  }

  /** "... except the hair": the part is left free, and moves as it naturally does. */
  #exempt(limit: Draft, item: Item): boolean {
    const word = item.kind === 'unknown' ? item.word : item.kind === 'phrase' ? bareNoun(item) : undefined;
    const part = word === undefined ? undefined : partOf(word);
    if (part === undefined) return false;
    limit.exempt = [...(limit.exempt ?? []), ...part.groups];
    const entry = behaviourOf(part.behaviour);
    if (entry !== undefined) this.#drafts.push(newDraft(entry, item.start, item.end, false));
    return true;
  }

  #addPhrase(
    item: PhraseItem,
    details: readonly Detail[],
    touching: readonly Item[],
    negated: boolean,
  ): Draft {
    const draft = newDraft(
      item.entry,
      Math.min(item.start, ...touching.map((other) => other.start)),
      item.end,
      negated,
    );
    this.#reportWaitingApart();
    applyDetails(draft, [...this.#waiting, ...details, ...item.inner.filter(isDetail)]);
    this.#waiting = [];
    for (const detail of details) if (!touching.includes(detail)) this.#addLoose(detail);
    this.#drafts.push(draft);
    this.#drafts.push(...this.#kept.limitsLike(item));
    return draft;
  }

  /** Details after a phrase belong to it; those that touch its chip extend the chip. */
  #join(draft: Draft, details: readonly Detail[]): void {
    if (details.length === 0) return;
    const before = draft.side;
    applyDetails(draft, details);
    if (before !== 0 && before !== draft.side && turnsBothWays(draft)) {
      this.#drafts.push({ ...draft, start: draft.end, end: draft.end });
      draft.side = before;
    }
    for (const detail of details) {
      if (this.#isFree(draft.end, detail.start)) draft.end = Math.max(draft.end, detail.end);
      else this.#addLoose(detail);
    }
  }

  /** No other chip lies between two positions. */
  #isFree(from: number, to: number): boolean {
    const between = (span: { start: number; end: number }): boolean => span.start >= from && span.end <= to;
    return !this.#loose.some(between);
  }

  /** A clause without a phrase: "slowly", "twice", "after 1 s", "3 seconds", "... and right". */
  #readBareClause(
    clause: Clause,
    details: readonly Detail[],
    negator: Item | undefined,
    negated: boolean,
  ): void {
    if (details.length === 0) {
      if (negator !== undefined)
        this.#loose.push({
          start: negator.start,
          end: negator.end,
          kind: 'unknown',
          label: 'not understood',
        });
      return;
    }
    const previous = this.#drafts.at(-1);
    const side = details.find((detail) => detail.kind === 'side');
    if (side !== undefined && previous !== undefined && takesSide(previous) && previous.side !== 0) {
      this.#repeatOnOtherSide(previous, details);
      return;
    }
    for (const detail of details) this.#readBareDetail(detail, previous, negated, clause);
  }

  #readBareDetail(detail: Detail, previous: Draft | undefined, negated: boolean, clause: Clause): void {
    if (detail.kind === 'time' && (detail.use === 'length' || detail.use === 'lasts')) {
      this.#seconds = detail.seconds;
      this.#loose.push({
        start: detail.start,
        end: detail.end,
        kind: 'setting',
        label: `${detail.seconds} s`,
      });
      return;
    }
    if (negated && previous !== undefined && detail.kind === 'modifier') {
      if (detail.modifier.factor > 1 && detail.modifier.kind !== 'emphasis') previous.intensity *= 0.7;
      this.#loose.push({
        start: detail.start,
        end: detail.end,
        kind: 'setting',
        label: `gentler ${previous.entry.label}`,
      });
      return;
    }
    const belongsBefore = joinsPrevious(detail) && clause.before !== 'start' && clause.before !== 'stop';
    if (belongsBefore && previous !== undefined) {
      applyDetails(previous, [detail]);
      this.#addLoose(detail, previous);
    } else this.#waiting.push(detail);
  }

  #repeatOnOtherSide(previous: Draft, details: readonly Detail[]): void {
    const start = Math.min(...details.map((detail) => detail.start));
    const end = Math.max(...details.map((detail) => detail.end));
    const draft: Draft = { ...previous, start, end, side: 0 };
    applyDetails(draft, details);
    this.#drafts.push(draft);
  }

  /** "smile, then nod": the clause before and the clause after are steps; and/while run along. */
  #settleSteps(clause: Clause, first: number): void {
    const fresh = this.#drafts.slice(first);
    if (fresh.length === 0) return;
    if (clause.before === 'then') {
      if (this.#step === undefined && this.#group.length > 0) {
        this.#step = 0;
        for (const draft of this.#group) draft.step ??= 0;
      }
      this.#step = this.#step === undefined ? 0 : this.#step + 1;
      for (const draft of fresh) draft.step = this.#step;
      this.#group = [...fresh];
      return;
    }
    if (clause.before === 'join' || clause.before === 'while') {
      const step = this.#group.at(-1)?.step;
      if (step !== undefined) for (const draft of fresh) draft.step = step;
      this.#group.push(...fresh);
    } else this.#group = [...fresh];
  }

  #addUnknown({ start, end, word }: Extract<Item, { kind: 'unknown' }>): void {
    this.#loose.push({ start, end, kind: 'unknown', label: 'not understood', word });
  }

  /** Adjectives that waited for a phrase are shown where they stand. */
  #reportWaitingApart(): void {
    for (const detail of this.#waiting) this.#addLoose(detail);
  }

  /** Adjectives at the very end belong to the phrase before them, or to nothing. */
  #giveUpWaiting(): void {
    const last = this.#drafts.at(-1);
    for (const detail of this.#waiting) {
      if (last !== undefined) applyDetails(last, [detail]);
      this.#addLoose(detail, last);
    }
    this.#waiting = [];
  }

  #addLoose(detail: Detail, of?: Draft): void {
    const label = of === undefined ? 'applied to the phrase beside it' : `→ ${draftLabel(of)}`;
    this.#loose.push({ start: detail.start, end: detail.end, kind: 'setting', label });
  }
}
