import type { PromptIntent } from '../../values/prompt.ts';
import { clamp, type Draft, HIGHEST_INTENSITY, LOWEST_INTENSITY } from './drafts.ts';
import type { BehaviourEntry } from './lexicon/entry.ts';
import { behaviourOf } from './lexicon.ts';

/** A draft that asks for a movement. */
export type AskedDraft = Draft & { entry: BehaviourEntry };

/** From this intensity on ("gentle" is .7) a movement that is all or nothing is whole. */
const MANNER_FROM = 0.6;
const DEGREES_LIMIT = 90;

/** What the drafts ask for, strength and tempo of the whole prompt included. */
export function intentsOf(drafts: readonly Draft[]): PromptIntent[] {
  const overall = overallFactors(drafts);
  const asked = askedDrafts(drafts);
  return withoutRepeats(
    asked.map((draft) => intentOf(draft, overall, sideFor(draft, asked), stepFor(draft, asked))),
  );
}

/** The drafts that ask for a movement and say all that it needs. */
export function askedDrafts(drafts: readonly Draft[]): AskedDraft[] {
  return drafts.filter(isAsked).filter((draft) => !lacksSide(draft));
}

function isAsked(draft: Draft): draft is AskedDraft {
  return draft.entry.kind === 'behaviour' && !draft.negated;
}

/** "look" without a side says nothing. */
export function lacksSide(draft: Draft): boolean {
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
export function withSide(draft: Draft): Draft {
  if (draft.entry.kind !== 'behaviour') return draft;
  const { withSide: id } = draft.entry;
  const entry = draft.side === 0 || id === undefined ? undefined : behaviourOf(id);
  return entry === undefined ? draft : { ...draft, entry };
}

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
