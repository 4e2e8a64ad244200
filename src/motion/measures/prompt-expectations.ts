import type { PromptIntent, PromptLimit, PromptValue } from '../../values/prompt.ts';
import { CHANNEL_NAMES, CHANNELS, type ChannelName } from '../channels.ts';
import type { BehaviourEntry, Effect } from '../prompt/lexicon/entry.ts';
import { behaviourOf } from '../prompt/lexicon.ts';
import { heldChannels } from '../prompt/limits.ts';

/**
 * What must be seen in a take. Movements are named by
 * - a channel, `head.yaw`, or both of a pair, `mouth.smile`; with `+` or `-` for one direction;
 * - `blink`, `blink*2` (exactly two), `wink`, `wink-` (at the picture's left), `closed` (both eyes, for a while),
 *   `lids` (lowered throughout), `breath`;
 * - several of these with `|`, where one is enough.
 */
export interface Expectations {
  readonly moves: readonly string[];
  /** Bounds of channels, pairs or groups (`head.`), which must hold exactly. */
  readonly limits?: Readonly<Record<string, readonly [min: number, max: number]>>;
  /** Channels, pairs or groups that may move beside what was asked for. */
  readonly may?: readonly string[];
  /** Movements in the order of their weight in time. */
  readonly order?: readonly string[];
  /** Seconds between which a movement has its largest value. */
  readonly during?: Readonly<Record<string, readonly [from: number, to: number]>>;
  /** How many times a movement goes there and back. */
  readonly count?: Readonly<Record<string, number>>;
}

/** Closures of this depth and more hide the eye. */
const CLOSED = 0.8;
/** Lids that sink less than this are a nuance. */
const LOWERED = 0.2;
/** Of a mood's many effects those count that reach this share of the largest, each over its channel's range. */
const MAIN_SHARE = 0.7;

/** What a parsed prompt asks for, in the lexicon's terms. */
export function expectationsOf(prompt: PromptValue): Expectations {
  const held = heldChannels(prompt.limits);
  const entries = prompt.intents.map((intent) => ({ intent, entry: behaviourOf(intent.behaviour) }));
  const moves = entries.flatMap(({ intent, entry }) => (entry === undefined ? [] : movesOf(intent, entry)));
  const may = entries.flatMap(({ entry }) => entry?.effects.map(({ channel }) => channel) ?? []);
  return {
    moves: [...new Set(moves)].filter((move) => channelsOf(move).some((channel) => !held.has(channel))),
    may: [...new Set(may)],
    limits: Object.fromEntries(prompt.limits.map(({ channel, min, max }) => [channel, [min, max]])),
  };
}

function movesOf(intent: PromptIntent, entry: BehaviourEntry): string[] {
  if (entry.shape === 'blink') return [intent.count === undefined ? 'blink' : `blink*${intent.count}`];
  if (entry.shape === 'wink') return [`wink${signOf(intent.side)}`];
  if (entry.shape === 'breath') return ['breath'];
  const clear = mainEffects(entry);
  if (entry.shape === 'idle') return [clear.map(({ channel }) => channel).join('|')];
  const sided = clear.filter((effect) => effect.sided === 'one' && intent.side === 0);
  const alternatives = sided.length === 0 ? [] : [sided.map(({ channel }) => channel).join('|')];
  const direct = clear.filter((effect) => !sided.includes(effect));
  return [...alternatives, ...direct.flatMap((effect) => directMoves(effect, intent, entry))];
}

function mainEffects({ effects, shape }: BehaviourEntry): readonly Effect[] {
  const asked = effects.filter(({ coupled, gain }) => !coupled && gain !== 0);
  const shareOf = ({ channel, gain }: Effect): number =>
    Math.abs(gain) / (CHANNELS[channel].max - CHANNELS[channel].min);
  const largest = Math.max(...asked.map(shareOf));
  return shape === 'idle' ? asked : asked.filter((effect) => shareOf(effect) >= MAIN_SHARE * largest);
}

function directMoves(effect: Effect, { side, amount }: PromptIntent, { shape }: BehaviourEntry): string[] {
  const { channel, gain, sided } = effect;
  if ((sided === 'one' || sided === 'pair') && side !== 0 && ownSideOf(channel) !== side) return [];
  if (channel.startsWith('eye.blink') && gain > 0) return lidMoves(gain * amount);
  if (sided === 'asked' && side === 0) return [];
  if (sided === 'toward') {
    return shape === 'oscillate' ? [`${channel}-`, `${channel}+`] : [`${channel}${signOf(side * gain)}`];
  }
  const free = ['fixation', 'idle', 'handheld', 'light', 'wind'].includes(shape);
  return [free ? channel : `${channel}${signOf(gain)}`];
}

function lidMoves(closure: number): string[] {
  if (closure >= CLOSED) return ['closed'];
  return closure >= LOWERED ? ['lids'] : [];
}

function signOf(value: number): '' | '+' | '-' {
  return value === 0 ? '' : value > 0 ? '+' : '-';
}

/** The subject's left is at the picture's right. */
function ownSideOf(channel: ChannelName): -1 | 1 {
  return channel.endsWith('Left') ? 1 : -1;
}

/** The channels that a movement is about. @throws Error for a movement that no channel has */
export function channelsOf(move: string): readonly ChannelName[] {
  const channels = move.split('|').flatMap((one) => {
    const name = one.replace(/[+-]$/, '');
    if (/^(blink|wink|closed|lids)/.test(name)) return channelsNamed('eye.blink');
    return channelsNamed(name === 'breath' ? 'body.breath' : name);
  });
  if (channels.length === 0) throw new Error(`No channel for "${move}".`);
  return channels;
}

/** A channel, both of a pair (`mouth.smile`), or a group (`head.`). */
export function channelsNamed(name: string): readonly ChannelName[] {
  const group = name.endsWith('.');
  const exact = CHANNEL_NAMES.filter((channel) => channel === name || (group && channel.startsWith(name)));
  if (exact.length > 0) return exact;
  return CHANNEL_NAMES.filter((channel) => channel === `${name}Left` || channel === `${name}Right`);
}

/** Bounds of expectations as limits of single channels. */
export function limitsOf(expectations: Expectations): PromptLimit[] {
  return Object.entries(expectations.limits ?? {}).flatMap(([name, [min, max]]) =>
    channelsNamed(name).map((channel) => ({ channel, min, max })),
  );
}
