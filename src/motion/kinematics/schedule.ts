import type { PromptIntent, PromptValue } from '../../values/prompt.ts';
import type { BehaviourEntry, Effect } from '../prompt/lexicon/entry.ts';
import { behaviourOf } from '../prompt/lexicon.ts';
import type { Random } from '../random.ts';
import type { Timeline } from './timeline.ts';

/** An intent with its place in the take. */
export interface Placed {
  readonly intent: PromptIntent;
  readonly entry: BehaviourEntry;
  /** Amount at the strength of the take, in the behaviour's unit. */
  readonly amount: number;
  /** Side asked for, or drawn where the movement needs one. */
  readonly side: -1 | 1;
  /** Stretch of the take that belongs to it, seconds. */
  readonly start: number;
  readonly end: number;
  /** It has the whole take: no time, step or neighbour shares it. */
  readonly whole: boolean;
  /** It begins at `start` exactly. */
  readonly timed: boolean;
  /** In a take that does not loop: what was reached stays until the end. */
  readonly stays: boolean;
  readonly random: Random;
}

/** Nothing starts in the first instants: frame 0 is the photo. */
export const LEAD_SECONDS = 0.12;
/** A loop is back at rest this long before it begins again. */
export const REST_SECONDS = 0.08;
/** A movement gets at least this long, even when it was asked for at the very end. */
const SHORTEST_SLOT_SECONDS = 0.5;
const TAKES_TURNS = new Set(['hold', 'gaze', 'glance', 'oscillate', 'wink']);

/** Gives every intent its stretch of the take: throughout, a step of a sequence, or from a time on. */
export function placeIntents(
  prompt: PromptValue,
  timeline: Timeline,
  random: Random,
  strength: number,
): Placed[] {
  const window = { start: LEAD_SECONDS, end: timeline.seconds - (timeline.loop ? REST_SECONDS : 0) };
  const steps = 1 + Math.max(0, ...prompt.intents.map((intent) => intent.step ?? 0));
  const turns = turnsOf(prompt.intents);
  return prompt.intents.flatMap((intent, index) => {
    const entry = behaviourOf(intent.behaviour);
    if (entry === undefined || entry.shape === 'none') return [];
    const own = random.fork(`${intent.behaviour}#${occurrence(prompt.intents, index)}`);
    const drawn = own.sign();
    const turn = turns[index];
    const slot = slotOf(intent, window, steps, turn);
    return [
      {
        intent,
        entry,
        amount: intent.amount * strength,
        side: intent.side === 0 ? drawn : intent.side,
        ...slot,
        whole:
          intent.at === undefined && intent.step === undefined && intent.lasts === undefined && turn.of === 1,
        timed: intent.at !== undefined,
        stays:
          !timeline.loop &&
          intent.lasts === undefined &&
          entry.timing?.hold === undefined &&
          slot.end >= window.end,
        random: own,
      },
    ];
  });
}

/** How often the same behaviour was asked for before: streams do not depend on other intents. */
function occurrence(intents: readonly PromptIntent[], index: number): number {
  return intents.slice(0, index).filter((other) => other.behaviour === intents[index].behaviour).length;
}

/** Movements of the same channel take turns: "look left and right". */
function turnsOf(intents: readonly PromptIntent[]): { readonly turn: number; readonly of: number }[] {
  const lanes = intents.map((intent, index) =>
    intent.at === undefined ? (laneOf(intent) ?? `#${index}`) : `#${index}`,
  );
  return lanes.map((lane, index) => ({
    turn: lanes.slice(0, index).filter((other) => other === lane).length,
    of: lanes.filter((other) => other === lane).length,
  }));
}

function laneOf(intent: PromptIntent): string | undefined {
  const entry = behaviourOf(intent.behaviour);
  if (entry === undefined || !TAKES_TURNS.has(entry.shape)) return undefined;
  const channel = entry.effects[0]?.channel;
  if (channel === undefined) return undefined;
  return `${channel.startsWith('gaze.') ? 'gaze' : channel} ${intent.step ?? 'any'}`;
}

function slotOf(
  intent: PromptIntent,
  window: { readonly start: number; readonly end: number },
  steps: number,
  { turn, of }: { readonly turn: number; readonly of: number },
): { start: number; end: number } {
  let { start, end } = window;
  if (intent.step !== undefined) {
    const length = (window.end - window.start) / steps;
    start = window.start + intent.step * length;
    end = start + length;
  }
  const share = (end - start) / of;
  start += turn * share;
  end = start + share;
  if (intent.at !== undefined) {
    const latest = Math.max(window.start, window.end - SHORTEST_SLOT_SECONDS);
    start = Math.min(latest, Math.max(window.start, intent.at));
    end = window.end;
  }
  if (intent.lasts !== undefined) end = Math.min(end, start + Math.max(SHORTEST_SLOT_SECONDS, intent.lasts));
  return { start, end };
}

/** Gain of an effect on the side that was asked for or drawn; 0 for the other one of a pair. */
export function sidedGain(effect: Effect, placed: Placed): number {
  if (effect.sided === undefined) return effect.gain;
  if (effect.sided === 'toward') return effect.gain * placed.side;
  if (effect.sided === 'asked') return effect.gain * placed.intent.side;
  if (effect.sided === 'pair' && placed.intent.side === 0) return effect.gain;
  // The subject's left is at the picture's right.
  const ownSide = effect.channel.endsWith('Left') ? 1 : -1;
  return ownSide === placed.side ? effect.gain : 0;
}
