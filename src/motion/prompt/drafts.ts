import type { Item, Quantity } from './items.ts';
import type { LexiconEntry } from './lexicon/entry.ts';

/** One phrase of the prompt with everything that was said about it, while the text is being read. */
export interface Draft {
  readonly entry: LexiconEntry;
  /** UTF-16 span of the chip: the phrase and the words that touch it. */
  start: number;
  end: number;
  intensity: number;
  /** An intensity was named at all ("no big smile" differs from "no smile"). */
  strong: boolean;
  speed: number;
  rate: number;
  side: -1 | 0 | 1;
  count?: number;
  at?: number;
  lasts?: number;
  every?: number;
  /** Amount named as a number, in degrees or as a fraction. */
  amount?: { readonly value: number; readonly unit: 'degrees' | 'percent' };
  step?: number;
  /** "at the end": comes after everything else. */
  late?: boolean;
  /** Of a limit on everything: channel groups that it leaves free. */
  exempt?: readonly string[];
  negated: boolean;
}

/** A chip for words that stand apart from their phrase. */
export interface LooseWords {
  readonly start: number;
  readonly end: number;
  readonly kind: 'setting' | 'unknown' | 'limit';
  readonly label: string;
  readonly word?: string;
}

export type Detail = Extract<Item, { kind: 'modifier' | 'side' | 'count' | 'time' | 'amount' }>;

/** "very" raises a factor to the power 1.5: very subtle is subtler, very strong is stronger. */
const EMPHASIS_THRESHOLD = 1;
const STRONG_FACTOR = 1.3;
/** "barely" is the least there is: less could not be seen. */
export const LOWEST_INTENSITY = 0.25;
export const HIGHEST_INTENSITY = 2;

export function newDraft(entry: LexiconEntry, start: number, end: number, negated: boolean): Draft {
  return { entry, start, end, intensity: 1, strong: false, speed: 1, rate: 1, side: 0, negated };
}

export function isDetail(item: Item): item is Detail {
  return item.kind === 'modifier' || item.kind === 'side' || isQuantity(item);
}

function isQuantity(item: Item): item is Extract<Item, Quantity> {
  return item.kind === 'count' || item.kind === 'time' || item.kind === 'amount';
}

/** Adds what `details` say to a draft; emphasis strengthens the word after it, or the phrase itself. */
export function applyDetails(draft: Draft, details: readonly Detail[]): void {
  let emphasis: number | undefined;
  for (const detail of details) {
    if (detail.kind === 'modifier' && detail.modifier.kind === 'emphasis') {
      if (emphasis !== undefined) emphasise(draft, emphasis);
      emphasis = detail.modifier.factor;
      continue;
    }
    applyDetail(draft, detail, emphasis ?? 1);
    emphasis = undefined;
  }
  if (emphasis !== undefined) emphasise(draft, emphasis);
  draft.intensity = clamp(draft.intensity, LOWEST_INTENSITY, HIGHEST_INTENSITY);
  draft.speed = clamp(draft.speed, 0.25, 3);
}

function applyDetail(draft: Draft, detail: Detail, emphasis: number): void {
  if (detail.kind === 'side') {
    draft.side = (detail.from && blowsAcross(draft) ? -detail.side : detail.side) as -1 | 1;
  } else if (detail.kind === 'count') draft.count = detail.count;
  else if (detail.kind === 'amount') draft.amount = { value: detail.value, unit: detail.unit };
  else if (detail.kind === 'time') applyTime(draft, detail);
  else {
    const { kind, factor } = detail.modifier;
    const emphasised = emphasis > EMPHASIS_THRESHOLD ? factor * Math.sqrt(factor) : factor;
    if (kind === 'intensity') {
      draft.intensity *= emphasised;
      if (factor >= STRONG_FACTOR) draft.strong = true;
    } else if (kind === 'speed') draft.speed *= emphasised;
    else if (kind === 'rate') draft.rate *= factor;
  }
}

function applyTime(draft: Draft, time: Extract<Detail, { kind: 'time' }>): void {
  if (time.use === 'at') draft.at = time.seconds;
  else if (time.use === 'end') draft.late = true;
  else if (time.use === 'every') draft.every = time.seconds;
  else if (time.use === 'rate') {
    draft.every = time.seconds / (draft.count ?? 1);
    draft.count = undefined;
  } else draft.lasts = time.seconds;
}

function emphasise(draft: Draft, emphasis: number): void {
  draft.intensity *= emphasis > EMPHASIS_THRESHOLD ? 1.25 : emphasis;
  if (emphasis > EMPHASIS_THRESHOLD) draft.strong = true;
}

/** A wind "from the left" blows to the right. */
function blowsAcross(draft: Draft): boolean {
  return draft.entry.kind === 'behaviour' && draft.entry.shape === 'wind';
}

const INTENSITY_NAMES: readonly (readonly [number, string])[] = [
  [0.35, 'barely'],
  [0.6, 'subtle'],
  [0.85, 'gentle'],
  [1.15, ''],
  [1.45, 'noticeable'],
  [Number.POSITIVE_INFINITY, 'strong'],
];

/** What the chip of a draft says, e.g. "blink · subtle · slow · 2×". */
export function draftLabel(draft: Draft): string {
  const parts = [draft.entry.label];
  const intensity = INTENSITY_NAMES.find(([bound]) => draft.intensity <= bound)?.[1];
  if (draft.amount !== undefined)
    parts.push(`${draft.amount.value}${draft.amount.unit === 'degrees' ? '°' : ' %'}`);
  else if (intensity) parts.push(intensity);
  if (draft.side !== 0 && takesSide(draft)) parts.push(draft.side < 0 ? 'left' : 'right');
  if (draft.speed < 0.95) parts.push('slow');
  if (draft.speed > 1.05) parts.push('quick');
  if (draft.count !== undefined) parts.push(`${draft.count}×`);
  if (draft.every !== undefined) parts.push(`every ${format(draft.every)} s`);
  if (draft.at !== undefined) parts.push(`at ${format(draft.at)} s`);
  if (draft.lasts !== undefined) parts.push(`${format(draft.lasts)} s long`);
  if (draft.late) parts.push('at the end');
  else if (draft.step !== undefined) parts.push(`step ${draft.step + 1}`);
  return parts.join(' · ');
}

/** Whether a side makes a difference to what the draft asks for. */
export function takesSide(draft: Draft): boolean {
  if (draft.entry.kind !== 'behaviour') return false;
  return (
    draft.entry.withSide !== undefined || draft.entry.effects.some((effect) => effect.sided !== undefined)
  );
}

function format(seconds: number): string {
  return String(Math.round(seconds * 100) / 100);
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
