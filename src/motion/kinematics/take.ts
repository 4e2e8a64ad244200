import type { PromptLimit, PromptValue } from '../../values/prompt.ts';
import type { ChannelName } from '../channels.ts';
import type { BehaviourEntry } from '../prompt/lexicon/entry.ts';
import { Random } from '../random.ts';
import type { SubjectFacts } from '../subject-facts.ts';
import { type Blinks, composeBlinks } from './blinks.ts';
import { addBreath, addHandheld, addLight, addWind, hairLag } from './body.ts';
import { bound, cut, takeRange } from './bounds.ts';
import { composeGaze } from './gaze.ts';
import { addHeadUnrest, RESTING_HEAD } from './head-unrest.ts';
import { addLaugh, addSigh } from './laugh.ts';
import { addCameraMove, addEffects, addOscillation, holdTrack, stretchesOf } from './movements.ts';
import { harmonicNoise, lowPass } from './noise.ts';
import { plateau } from './profiles.ts';
import { type Placed, placeIntents } from './schedule.ts';
import { addSpeech } from './speech.ts';
import { sample, type Timeline, Tracks } from './timeline.ts';

export interface TakeOptions {
  readonly seed: number;
  readonly amount: number;
  readonly idle: 'alive' | 'asked';
  readonly facts?: SubjectFacts;
  /** Only what has its time and place: no wandering eyes, and nothing whose course is left to chance. */
  readonly sketch?: boolean;
}

export interface ComposedTake {
  /** Channels that move. */
  readonly channels: Record<string, Float32Array>;
  /** What blinks alone close; absent where nobody has eyes. */
  readonly blinks: Blinks | undefined;
}

/** Shapes whose whole course is chance: a sketch says only that they are there. */
const FREE_SHAPES: ReadonlySet<BehaviourEntry['shape']> = new Set(['fixation', 'laugh', 'light', 'speech']);

/** Whether a sketch says when and how far: what moves, wavers, blinks and breathes at times of its own. */
export function isPlanned(entry: BehaviourEntry): boolean {
  return !FREE_SHAPES.has(entry.shape) && entry.shape !== 'none';
}

/** While the head moves on request, its unrest is less. */
const BUSY_HEAD = 0.6;
/** Gain of the vestibulo-ocular reflex: how much of a head movement the eyes undo. */
const REFLEX_GAIN = 0.95;
/** Lids follow the eyes: closure per degree of looking down, and of looking up. */
const LID_PER_DEGREE_DOWN = 0.022;
const LID_PER_DEGREE_UP = 0.012;
const BROW_UNREST = 0.018;
const BLINK_BROW_DIP = 0.035;
const WINK_TIMING = { onset: 0.12, hold: 0.14, offset: 0.26 };
const WINK_SMILE = 0.12;
const IDLE_BREATH = 0.8;
const LARGE_TURN_DEGREES = 5;
/** Smaller values are rounding residue of a channel at rest. */
const AT_REST = 1e-9;

/** One take while it is composed: head first, then what follows the head, then what follows the eyes. */
export class Take {
  readonly #tracks: Tracks;
  readonly #random: Random;
  readonly #number: number;
  readonly #placed: readonly Placed[];
  readonly #limits: readonly PromptLimit[];
  readonly #facts: SubjectFacts;
  /** Strength of blinks, breaths and wavering that nobody asked for, 0..2. */
  readonly #idle: number;
  /** Strength of what a sketch leaves out: eyes that wander, brows that dip in blinks, 0..2. */
  readonly #detail: number;
  readonly #strength: number;
  #blinks: Blinks | undefined;

  constructor(prompt: PromptValue, options: TakeOptions, timeline: Timeline) {
    this.#tracks = new Tracks(timeline);
    this.#random = new Random(options.seed);
    this.#number = options.seed;
    this.#limits = prompt.limits;
    this.#facts = options.facts ?? {};
    this.#strength = Math.max(0, Math.min(2, options.amount));
    this.#idle = options.idle === 'alive' ? this.#strength : 0;
    this.#detail = options.sketch === true ? 0 : this.#idle;
    const placed = placeIntents(prompt, timeline, this.#random.fork('intents'), this.#strength);
    this.#placed = options.sketch === true ? placed.filter(({ entry }) => isPlanned(entry)) : placed;
  }

  compose(): ComposedTake {
    if (this.#facts.faceCount !== 0) {
      this.#composeHead();
      this.#composeEyes();
      this.#composeHair();
    }
    this.#composeScene();
    return { channels: this.#finish(), blinks: this.#blinks };
  }

  #composeHead(): void {
    for (const placed of this.#placed) {
      switch (placed.entry.shape) {
        case 'hold':
          this.#addHold(placed);
          break;
        case 'oscillate':
          addOscillation(this.#tracks, placed);
          break;
        case 'wink':
          this.#addWink(placed);
          break;
        case 'speech':
          addSpeech(this.#tracks, placed);
          break;
        case 'laugh':
          addLaugh(this.#tracks, placed);
          break;
        case 'breath':
          addBreath(this.#tracks, placed);
          break;
        case 'sigh':
          addSigh(this.#tracks, placed);
          break;
        case 'idle':
          this.#addHeadMovement(placed);
          break;
      }
    }
    this.#addIdleHead();
    for (const channel of ['head.yaw', 'head.pitch', 'head.roll'] as const) this.#bound(channel);
  }

  /** Lids have a track of their own that blinks are laid over; everything else adds up. */
  #addHold(placed: Placed): void {
    const course = holdTrack(this.#tracks.timeline, placed);
    addEffects(this.#tracks, placed, () => course);
  }

  #addWink(placed: Placed): void {
    const stretches = stretchesOf(placed, WINK_TIMING);
    const course = sample(this.#tracks.timeline, (t) =>
      stretches.reduce(
        (sum, { start, onset, end, offset }) => sum + plateau(t, start, onset, end, offset),
        0,
      ),
    );
    addEffects(this.#tracks, placed, () => course);
    const corner = placed.side > 0 ? 'mouth.smileLeft' : 'mouth.smileRight';
    this.#tracks.add(corner, course, WINK_SMILE * placed.amount);
  }

  #addHeadMovement(placed: Placed): void {
    const unrest = { yaw: 0.6 * placed.amount, pitch: 0.42 * placed.amount, roll: 0.36 * placed.amount };
    addHeadUnrest(this.#tracks, this.#number, placed.random, unrest, placed.intent.speed);
  }

  #addIdleHead(): void {
    const random = this.#random.fork('idle head');
    if (this.#idle === 0) return;
    this.#addUnrest(random);
    if (!this.#placed.some(({ entry }) => entry.shape === 'breath')) this.#addIdleBreath();
    const brows = harmonicNoise(this.#tracks.timeline, random.fork('brows'), lowPass(0.6, 4), 1.5);
    for (const side of ['Left', 'Right'] as const) {
      const own = harmonicNoise(this.#tracks.timeline, random.fork(`brow ${side}`), lowPass(0.6, 4), 1.5);
      this.#tracks.add(`brow.up${side}`, brows, this.#idle * BROW_UNREST);
      this.#tracks.add(`brow.up${side}`, own, 0.3 * this.#idle * BROW_UNREST);
    }
  }

  #addUnrest(random: Random): void {
    if (this.#placed.some(({ entry }) => entry.shape === 'idle')) return;
    const busy = this.#placed.some(({ entry }) => entry.group === 'Head') ? BUSY_HEAD : 1;
    const level = this.#idle * busy;
    const unrest = {
      yaw: level * RESTING_HEAD.yaw,
      pitch: level * RESTING_HEAD.pitch,
      roll: level * RESTING_HEAD.roll,
    };
    addHeadUnrest(this.#tracks, this.#number, random, unrest, 1);
  }

  #addIdleBreath(): void {
    const { timeline } = this.#tracks;
    const prompt: PromptValue = {
      type: 'Prompt',
      text: '',
      intents: [{ behaviour: 'breathe', side: 0, amount: IDLE_BREATH, speed: 1 }],
      limits: [],
      chips: [],
      warnings: [],
      loop: timeline.loop,
    };
    const [breath] = placeIntents(prompt, timeline, this.#random.fork('idle breath'), this.#idle);
    addBreath(this.#tracks, breath);
  }

  #composeEyes(): void {
    const { timeline } = this.#tracks;
    const gaze = composeGaze({
      timeline,
      random: this.#random.fork('gaze'),
      placed: this.#placed,
      idle: Math.min(1.3, this.#detail),
    });
    this.#tracks.add('gaze.yaw', gaze.yaw);
    this.#tracks.add('gaze.yaw', this.#tracks.of('head.yaw'), -REFLEX_GAIN);
    this.#tracks.add('gaze.pitch', gaze.pitch);
    this.#tracks.add('gaze.pitch', this.#tracks.of('head.pitch'), -REFLEX_GAIN);
    this.#bound('gaze.yaw');
    this.#bound('gaze.pitch');
    const blinks = composeBlinks({
      timeline,
      random: this.#random.fork('blinks'),
      placed: this.#placed,
      idle: this.#idle,
      shifts: [...gaze.largeJumps, ...this.#largeTurns()],
    });
    this.#blinks = blinks;
    const pitch = this.#tracks.of('gaze.pitch');
    for (const side of ['Left', 'Right'] as const) {
      const lid = this.#tracks.of(`eye.blink${side}`);
      const closure = side === 'Left' ? blinks.left : blinks.right;
      for (let frame = 0; frame < lid.length; frame++) {
        const follow =
          pitch[frame] < 0 ? -LID_PER_DEGREE_DOWN * pitch[frame] : -LID_PER_DEGREE_UP * pitch[frame];
        const open = Math.min(1, lid[frame] + follow);
        lid[frame] = open + (1 - open) * closure[frame];
      }
      if (this.#detail > 0) this.#tracks.add(`brow.up${side}`, closure, -BLINK_BROW_DIP * this.#detail);
    }
  }

  #largeTurns(): number[] {
    return this.#placed
      .filter(
        ({ entry, amount }) =>
          entry.effects[0]?.channel === 'head.yaw' && entry.shape === 'hold' && amount >= LARGE_TURN_DEGREES,
      )
      .flatMap((placed) => stretchesOf(placed).map(({ start }) => start));
  }

  #composeHair(): void {
    for (const placed of this.#placed) if (placed.entry.shape === 'wind') addWind(this.#tracks, placed);
    const { timeline } = this.#tracks;
    this.#tracks.add(
      'hair.sway',
      hairLag(timeline, this.#tracks.of('head.yaw'), this.#tracks.of('head.roll')),
    );
  }

  #composeScene(): void {
    for (const placed of this.#placed) {
      if (placed.entry.shape === 'camera') addCameraMove(this.#tracks, placed);
      else if (placed.entry.shape === 'handheld') addHandheld(this.#tracks, placed);
      else if (placed.entry.shape === 'light') addLight(this.#tracks, placed);
    }
  }

  #bound(channel: ChannelName): void {
    bound(this.#tracks.of(channel), takeRange(channel, this.#limits, this.#facts));
  }

  #finish(): Record<string, Float32Array> {
    const channels: Record<string, Float32Array> = {};
    for (const [channel, track] of this.#tracks.touched()) {
      const range = takeRange(channel, this.#limits, this.#facts);
      const bounded = channel.startsWith('head.') || channel.startsWith('gaze.');
      if (channel.startsWith('eye.blink')) cut(track, range);
      else if (!bounded) bound(track, range);
      const values = Float32Array.from(track, inside(range));
      if (values.some((value) => value !== 0)) channels[channel] = values;
    }
    return channels;
  }
}

/** Rounds to single precision toward 0 where rounding up would leave the range: limits hold exactly. */
function inside({ min, max }: { readonly min: number; readonly max: number }): (value: number) => number {
  const step = 1 - 2 ** -23;
  return (value) => {
    if (Math.abs(value) < AT_REST) return 0;
    const rounded = Math.fround(value);
    return rounded > max || rounded < min ? Math.fround(rounded * step) : rounded;
  };
}
