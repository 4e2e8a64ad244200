import type { PromptChip, PromptIntent, PromptLimit, PromptValue } from '../../values/prompt.ts';
import { CHANNELS } from '../channels.ts';
import type { SubjectFacts } from '../subject-facts.ts';
import {
  clamp,
  type Draft,
  draftLabel,
  HIGHEST_INTENSITY,
  LOWEST_INTENSITY,
  type LooseWords,
} from './drafts.ts';
import { readItems } from './items.ts';
import type { BehaviourEntry, Bound } from './lexicon/entry.ts';
import { EVERYTHING_STILL } from './lexicon/limits.ts';
import { behaviourOf } from './lexicon.ts';
import { readClauses } from './read-clauses.ts';
import { suggestFor } from './suggest.ts';
import { LONGEST_PROMPT, promptWarnings } from './warnings.ts';

/** "no big ..." allows this share of the natural amount. */
const CAPPED_SHARE = 0.57;
/** "no strong blink": lids close at most this far. */
const CAPPED_LID = 0.6;
const SHORTEST_SECONDS = 0.5;
/** From this intensity on ("gentle" is .7) a movement that is all or nothing is whole. */
const MANNER_FROM = 0.6;
const DEGREES_LIMIT = 90;

/**
 * Understands a motion prompt (grammar and lexicon: `docs/motion-prompt.md`). Never throws; every word ends
 * up in an intent, a limit, a setting or a chip that says it was not understood. Time is linear in the length
 * of the text, which is read up to {@link LONGEST_PROMPT} characters.
 * @param facts what is known of the photo; some warnings need it
 */
export function parsePrompt(text: string, facts: SubjectFacts = {}): PromptValue {
  const read = text.length > LONGEST_PROMPT ? text.slice(0, LONGEST_PROMPT) : text;
  const items = readItems(read);
  const { drafts, loose, seconds } = readClauses(items);
  const overall = overallFactors(drafts);
  const incomplete = drafts.filter(lacksSide);
  const asked = drafts
    .filter(isAsked)
    .filter((draft) => !lacksSide(draft))
    .map(withSide);
  const intents = withoutRepeats(
    asked.map((draft) => intentOf(draft, overall, sideFor(draft, asked), stepFor(draft, asked))),
  );
  const limits = mergeLimits(drafts.flatMap((draft) => boundsOf(draft, asked)));
  const once = drafts.some(
    ({ entry, negated }) => entry.kind === 'setting' && saysOnce(entry.setting, negated),
  );
  const prompt: Omit<PromptValue, 'warnings'> = {
    type: 'Prompt',
    text,
    intents,
    limits,
    chips: chipsOf(drafts, incomplete, loose),
    ...(seconds === undefined ? {} : { seconds: Math.max(SHORTEST_SECONDS, seconds) }),
    loop: !once,
  };
  return { ...prompt, warnings: promptWarnings(prompt, facts, read) };
}

function saysOnce(setting: string, negated: boolean): boolean {
  return setting === 'once' ? !negated : setting === 'loop' && negated;
}

function isAsked(draft: Draft): draft is Draft & { entry: BehaviourEntry } {
  return draft.entry.kind === 'behaviour' && !draft.negated;
}

/** "look" without a side says nothing. */
function lacksSide(draft: Draft): boolean {
  return isAsked(draft) && draft.entry.side === 'needed' && draft.side === 0;
}

/** "subtle movement", "everything slow": factors for every intent. */
function overallFactors(drafts: readonly Draft[]): { intensity: number; speed: number } {
  const overall = { intensity: 1, speed: 1 };
  for (const { entry, negated, intensity, speed } of drafts) {
    if (entry.kind !== 'setting' || entry.setting !== 'overall' || negated) continue;
    overall.intensity *= intensity;
    overall.speed *= speed;
  }
  return overall;
}

/** "Shift the gaze left" is a look to the left. */
function withSide(draft: AskedDraft): AskedDraft {
  const { withSide: id } = draft.entry;
  const entry = draft.side === 0 || id === undefined ? undefined : behaviourOf(id);
  return entry === undefined ? draft : { ...draft, entry };
}

type AskedDraft = Draft & { entry: BehaviourEntry };

/**
 * The side that was asked for, or the one on which all others move the same channel: "tilts her head to the left,
 * curious" tilts once.
 */
function sideFor(draft: AskedDraft, asked: readonly AskedDraft[]): -1 | 0 | 1 {
  if (draft.side !== 0 || draft.entry.side !== 'optional') return draft.side;
  const across = towardChannels(draft);
  const sides = new Set(
    asked
      .filter(({ side }) => side !== 0)
      .filter((other) => towardChannels(other).some((channel) => across.includes(channel)))
      .map(({ side }) => side),
  );
  const [only] = sides;
  return sides.size === 1 && only !== undefined ? only : 0;
}

function towardChannels({ entry }: AskedDraft): string[] {
  return entry.effects
    .filter(({ sided }) => sided === 'toward' || sided === 'asked')
    .map(({ channel }) => channel);
}

/** "at the end" is the step after all others. */
function stepFor(draft: AskedDraft, asked: readonly AskedDraft[]): number | undefined {
  if (!draft.late || draft.step !== undefined) return draft.step;
  return 1 + Math.max(0, ...asked.map(({ step }) => step ?? 0));
}

/** "happy and cheerful" is one mood. Blinks and steps of a sequence may repeat. */
function withoutRepeats(intents: readonly PromptIntent[]): PromptIntent[] {
  const kept: PromptIntent[] = [];
  for (const intent of intents) {
    const twin = kept.findIndex((other) => isRepeat(other, intent));
    if (twin < 0) kept.push(intent);
    else if (kept[twin].amount < intent.amount) kept[twin] = intent;
  }
  return kept;
}

/** Movements of which two at once are one: the stronger. */
const SAID_ONCE: ReadonlySet<string> = new Set([
  'hold',
  'gaze',
  'oscillate',
  'handheld',
  'light',
  'breath',
  'wind',
  'idle',
]);

function isRepeat(a: PromptIntent, b: PromptIntent): boolean {
  const same = (['behaviour', 'side', 'count', 'at', 'lasts', 'every', 'step', 'speed'] as const).every(
    (key) => a[key] === b[key],
  );
  return same && SAID_ONCE.has(behaviourOf(a.behaviour)?.shape ?? 'none');
}

function intentOf(
  draft: AskedDraft,
  overall: { intensity: number; speed: number },
  side: -1 | 0 | 1,
  step: number | undefined,
): PromptIntent {
  const { entry } = draft;
  const count = draft.count ?? (entry.shape === 'blink' ? entry.count : undefined);
  return {
    behaviour: entry.id,
    side,
    amount: explicitAmount(draft) ?? entry.base * shareOf(draft, overall.intensity) * rateFactor(draft),
    speed: clamp(draft.speed * overall.speed, 0.25, 3),
    ...(count === undefined ? {} : { count }),
    ...(draft.at === undefined ? {} : { at: draft.at }),
    ...(draft.lasts === undefined ? {} : { lasts: draft.lasts }),
    ...(draft.every === undefined ? {} : { every: draft.every }),
    ...(step === undefined ? {} : { step }),
  };
}

/** Intensity as a share of the natural amount. */
function shareOf({ entry, intensity }: AskedDraft, overall: number): number {
  const asked = clamp(intensity * overall, LOWEST_INTENSITY, HIGHEST_INTENSITY);
  if (entry.manner && asked > MANNER_FROM) return 1;
  return Math.max(entry.least ?? 0, asked);
}

function rateFactor({ entry, rate }: Draft): number {
  return entry.kind === 'behaviour' && entry.unit === 'per minute' ? rate : 1;
}

/** "turn 6 degrees", "push in 10 %". */
function explicitAmount({ entry, amount }: Draft): number | undefined {
  if (amount === undefined || entry.kind !== 'behaviour') return undefined;
  if (amount.unit === 'degrees' && entry.unit === 'degrees') return Math.min(DEGREES_LIMIT, amount.value);
  if (amount.unit === 'percent' && (entry.unit === 'fraction' || entry.unit === '0..1')) {
    return Math.min(1, amount.value / 100);
  }
  return undefined;
}

function boundsOf(draft: Draft, asked: readonly AskedDraft[]): readonly Bound[] {
  const { entry, negated } = draft;
  if (entry.kind === 'limit') return negated ? [] : freed(entry.bounds, draft, asked);
  if (!negated) return [];
  if (entry.kind === 'setting') {
    return entry.setting === 'overall' && !draft.strong ? freed(EVERYTHING_STILL, draft, asked) : [];
  }
  return draft.strong ? cappedBounds(entry) : (entry.off ?? restBounds(entry));
}

/** "Everything still except the hair", "nothing else moves": without the groups of what may move. */
function freed(bounds: readonly Bound[], draft: Draft, asked: readonly AskedDraft[]): readonly Bound[] {
  if (draft.entry.kind === 'limit' && !draft.entry.exceptAsked) return bounds;
  const free = new Set(draft.exempt);
  for (const { entry } of asked) {
    for (const { channel, coupled } of entry.effects) if (!coupled) free.add(groupOf(channel));
  }
  return bounds.filter(({ channel }) => !free.has(channel));
}

function groupOf(channel: string): string {
  const dot = channel.indexOf('.');
  return dot < 0 ? channel : channel.slice(0, dot + 1);
}

/** The asked channels stay exactly at 0. */
function restBounds(entry: BehaviourEntry): readonly Bound[] {
  return entry.effects
    .filter((effect) => !effect.coupled)
    .map(({ channel }) => ({ channel, min: 0, max: 0 }));
}

/** "no big smile": the channels may move, but less than a natural one would. */
function cappedBounds(entry: BehaviourEntry): readonly Bound[] {
  const cap = entry.unit === 'per minute' ? CAPPED_LID : (entry.cap ?? entry.base * CAPPED_SHARE);
  return entry.effects
    .filter((effect) => !effect.coupled)
    .map(({ channel, gain, sided }) => {
      const most = Math.abs(gain) * cap;
      const { min, max } = CHANNELS[channel];
      const bothWays = sided === 'toward' || entry.shape === 'oscillate' || entry.shape === 'idle';
      if (bothWays) return { channel, min: Math.max(min, -most), max: Math.min(max, most) };
      return gain > 0
        ? { channel, min, max: Math.min(max, most) }
        : { channel, min: Math.max(min, -most), max };
    });
}

/** One bound per channel or group, the strictest of all that were asked for. 0 is always inside. */
function mergeLimits(bounds: readonly Bound[]): PromptLimit[] {
  const merged = new Map<string, { min: number; max: number }>();
  for (const { channel, min, max } of bounds) {
    const known = merged.get(channel);
    merged.set(
      channel,
      known ? { min: Math.max(known.min, min), max: Math.min(known.max, max) } : { min, max },
    );
  }
  return [...merged].map(([channel, { min, max }]) => ({
    channel,
    min: Math.min(0, min),
    max: Math.max(0, max),
  }));
}

function chipsOf(
  drafts: readonly Draft[],
  incomplete: readonly Draft[],
  loose: readonly LooseWords[],
): PromptChip[] {
  const chips: PromptChip[] = [
    ...drafts.map((draft) => (incomplete.includes(draft) ? incompleteChip(draft) : chipOf(draft))),
    ...loose.map(looseChip),
  ];
  return withoutOverlap(chips.sort((a, b) => a.start - b.start || b.end - a.end));
}

function chipOf(draft: Draft): PromptChip {
  const { start, end, entry, negated } = draft;
  if (entry.kind === 'limit') return { start, end, kind: 'limit', label: entry.label };
  if (negated) {
    const label = entry.kind === 'behaviour' && draft.strong ? `no big ${entry.label}` : `no ${entry.label}`;
    return {
      start,
      end,
      kind: entry.kind === 'setting' && entry.setting !== 'overall' ? 'setting' : 'limit',
      label,
    };
  }
  if (entry.kind === 'setting') return { start, end, kind: 'setting', label: draftLabel(draft) };
  return { start, end, kind: 'intent', label: draftLabel(draft), strength: draft.intensity };
}

function incompleteChip({ start, end, entry }: Draft): PromptChip {
  return { start, end, kind: 'unknown', label: 'which side?', suggestion: `${entry.label} left` };
}

function looseChip({ start, end, kind, label, word }: LooseWords): PromptChip {
  const suggestion = word === undefined ? undefined : suggestFor(word);
  return { start, end, kind, label, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** Chips never overlap: where two claim the same words, the later one gives way. */
function withoutOverlap(sorted: readonly PromptChip[]): PromptChip[] {
  const chips: PromptChip[] = [];
  for (const chip of sorted) {
    const start = Math.max(chip.start, chips.at(-1)?.end ?? 0);
    if (start < chip.end) chips.push({ ...chip, start });
  }
  return chips;
}
