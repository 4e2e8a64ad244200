import type { PromptLimit } from '../../values/prompt.ts';
import { CHANNELS } from '../channels.ts';
import { type AskedDraft, askedDrafts } from './draft-intents.ts';
import type { Draft } from './drafts.ts';
import type { BehaviourEntry, Bound } from './lexicon/entry.ts';
import { EVERYTHING_STILL } from './lexicon/limits.ts';

/** "no big ..." allows this share of the natural amount. */
const CAPPED_SHARE = 0.57;
/** "no strong blink": lids close at most this far. */
const CAPPED_LID = 0.6;

/** The bounds that the drafts set, one per channel or group. */
export function limitsOf(drafts: readonly Draft[]): PromptLimit[] {
  const asked = askedDrafts(drafts);
  return mergeLimits(drafts.flatMap((draft) => boundsOf(draft, asked)));
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
