import type { ChannelName } from '../../channels.ts';

export type LexiconGroup =
  | 'Blink and lids'
  | 'Gaze'
  | 'Head'
  | 'Mouth'
  | 'Brows and moods'
  | 'Breath and body'
  | 'Hair and cloth'
  | 'Environment'
  | 'Camera'
  | 'Limits'
  | 'Settings';

/**
 * How an effect follows the side that was asked for.
 * `toward`: the gain is positive to the picture's right and negative to its left.
 * `pair`: of a left/right pair of channels only the one on that side moves; both where no side was asked for.
 * `one`: the same, but always one of the two.
 * `asked`: like `toward`, but at rest where no side was asked for.
 */
type Sided = 'toward' | 'pair' | 'one' | 'asked';

/** The channel moves by amount x gain. */
export interface Effect {
  readonly channel: ChannelName;
  readonly gain: number;
  readonly sided?: Sided;
  /** Follows along with the movement, but is not what the phrase asks for; a negation does not bound it. */
  readonly coupled?: boolean;
}

/** Onset and offset of a movement at natural tempo, seconds. */
export interface Timing {
  readonly onset: number;
  readonly offset: number;
  /** Time at the apex; absent = as long as the take allows. */
  readonly hold?: number;
}

/** Bound of a channel or of a group of channels (`head.`). */
export interface Bound {
  readonly channel: ChannelName | `${string}.`;
  readonly min: number;
  readonly max: number;
}

interface EntryCommon {
  /** Kebab-case, unique. */
  readonly id: string;
  readonly group: LexiconGroup;
  /** Short name on chips. */
  readonly label: string;
  /** In the base form, lower case; inflections, articles and words in between are understood by the grammar. */
  readonly phrases: readonly string[];
  /** What it does, one sentence. */
  readonly help: string;
}

/** Shape of a movement in time; each has one generator in `src/motion/kinematics`. */
type Shape =
  /** Moves there, stays, comes back. */
  | 'hold'
  /** The eyes jump there and stay. */
  | 'gaze'
  /** The eyes jump there and soon back. */
  | 'glance'
  /** Swings to and fro at `rate`. */
  | 'oscillate'
  /** A slow camera move. */
  | 'camera'
  /** A rhythm of its own. */
  | 'blink'
  | 'wink'
  | 'fixation'
  | 'speech'
  | 'laugh'
  | 'breath'
  | 'sigh'
  | 'idle'
  | 'wind'
  | 'light'
  | 'handheld'
  | 'none';

/** Something that can be asked for. */
export interface BehaviourEntry extends EntryCommon {
  readonly kind: 'behaviour';
  /** Amount at natural intensity. */
  readonly base: number;
  readonly unit: 'per minute' | 'degrees' | '0..1' | 'fraction' | 'depth' | 'per second' | '';
  readonly shape: Shape;
  readonly effects: readonly Effect[];
  /** Sides make sense; `needed`: without one the phrase is not complete. */
  readonly side?: 'optional' | 'needed';
  readonly timing?: Timing;
  /** Cycles per second (`oscillate`), per minute (`breath`). */
  readonly rate?: number;
  /** Repetitions that the phrase itself says ("double blink"). */
  readonly count?: number;
  /** With a side the phrase means this behaviour instead: "shift the gaze left". */
  readonly withSide?: string;
  /** "Gently" and "softly" say how it is done, not how far: "gently close the eyes". */
  readonly manner?: true;
  /** Share of the base amount below which it would be something else: half a wink is none. */
  readonly least?: number;
  /** Competes for attention; more than two of these at once look restless. */
  readonly dominant?: boolean;
  /** What "no ..." means; absent = the asked channels stay at 0. */
  readonly off?: readonly Bound[];
  /** What "no big ..." means, in the unit of the effects' channels at gain 1; absent = .57 of the base. */
  readonly cap?: number;
  /** Set where no renderer can move this yet: what is missing. */
  readonly unsupported?: string;
}

/** Something that must not happen. */
export interface LimitEntry extends EntryCommon {
  readonly kind: 'limit';
  readonly bounds: readonly Bound[];
  /** What else the prompt asks for is exempt: "nothing else moves". */
  readonly exceptAsked?: true;
}

/** Something about the take as a whole. */
export interface SettingEntry extends EntryCommon {
  readonly kind: 'setting';
  readonly setting: 'loop' | 'once' | 'overall' | 'quality';
}

export type LexiconEntry = BehaviourEntry | LimitEntry | SettingEntry;

/** The channel or channels of a group stay exactly at rest. */
export function still(...channels: readonly Bound['channel'][]): readonly Bound[] {
  return channels.map((channel) => ({ channel, min: 0, max: 0 }));
}

/**
 * Ways to say that a part is in a state: "head still", "still head"; for movement words also
 * "head does not move".
 */
export function stateOf(parts: readonly string[], states: readonly string[]): string[] {
  const unmoved = states.includes('still') ? ['not move', "doesn't move", "don't move", 'never move'] : [];
  return parts.flatMap((part) => [
    ...states.flatMap((state) => [`${part} ${state}`, `${state} ${part}`]),
    ...unmoved.map((state) => `${part} ${state}`),
    ...(unmoved.length > 0 ? ["don't move", 'not move', 'never move', 'without move'] : []).map(
      (ban) => `${ban} ${part}`,
    ),
  ]);
}

/** Adjectives of a mood with the nouns they come with: "sad", "sad look", "look sad", "sad face". */
export function moodWords(...adjectives: readonly string[]): string[] {
  return adjectives.flatMap((word) => [
    word,
    `${word} look`,
    `look ${word}`,
    `${word} expression`,
    `${word} face`,
    `${word} eye`,
  ]);
}

/** Words for "does not move", as in "keep the head ...". */
export const STILL_WORDS = [
  'still',
  'fixed',
  'motionless',
  'steady',
  'frozen',
  'static',
  'unmoving',
] as const;

/** Ways to forbid something: "don't change the face", "without changing the face", "face doesn't change". */
export function neverOf(verbs: readonly string[], parts: readonly string[]): string[] {
  return verbs.flatMap((verb) =>
    parts.flatMap((part) => [
      ...["don't", 'do not', 'not', 'no', 'without', 'never', 'avoid'].map(
        (word) => `${word} ${verb} ${part}`,
      ),
      ...["doesn't", "don't", 'not', 'never'].map((word) => `${part} ${word} ${verb}`),
    ]),
  );
}

/** Lips together, and no smile wide enough to part them. */
export const NO_TEETH: readonly Bound[] = [
  ...still('jaw.open'),
  { channel: 'mouth.smileLeft', min: 0, max: 0.3 },
  { channel: 'mouth.smileRight', min: 0, max: 0.3 },
  { channel: 'mouth.stretch', min: 0, max: 0.2 },
];
