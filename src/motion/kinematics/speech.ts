import { hump } from './profiles.ts';
import type { Placed } from './schedule.ts';
import { sample, type Tracks } from './timeline.ts';

interface Syllable {
  readonly at: number;
  readonly seconds: number;
  /** Jaw, 0..1 of the channel. */
  readonly open: number;
  readonly lips: 'pucker' | 'stretch' | 'neutral';
  /** It begins with the lips together (p, b, m). */
  readonly closes: boolean;
  readonly stressed: boolean;
}

/** ~4 syllables a second (docs/kinematics.md). */
const SYLLABLE_SPREAD = 0.18;
const PAUSE_CHANCE = 0.12;
const STRESS_CHANCE = 0.18;
const CLOSURE_CHANCE = 0.28;
const LIP_SHAPES = ['pucker', 'stretch', 'neutral', 'neutral'] as const;
const BROW_BEAT = 0.1;
const HEAD_BEAT_DEGREES = 0.7;

/** Talking without words: syllables open the jaw, lips round, widen and meet; stress lifts brows and head. */
export function addSpeech(tracks: Tracks, placed: Placed): void {
  const syllables = drawSyllables(placed);
  const { timeline } = tracks;
  const strength = placed.amount / placed.entry.base;
  const over = (amountOf: (syllable: Syllable) => number, width: number) =>
    sample(timeline, (t) =>
      syllables.reduce(
        (sum, syllable) => sum + amountOf(syllable) * hump(t, syllable.at, width * syllable.seconds),
        0,
      ),
    );
  tracks.add(
    'jaw.open',
    over(({ open }) => open, 1.25),
  );
  for (const lips of ['pucker', 'stretch'] as const) {
    tracks.add(
      `mouth.${lips}`,
      over((each) => (each.lips === lips ? 0.9 * each.open : 0), 1.5),
    );
  }
  const closures = syllables
    .filter(({ closes }) => closes)
    .map((each) => ({ ...each, at: each.at - each.seconds / 2 }));
  tracks.add(
    'mouth.press',
    sample(timeline, (t) => closures.reduce((sum, { at }) => sum + 0.25 * strength * hump(t, at, 0.14), 0)),
  );
  const stress = sample(timeline, (t) =>
    syllables.reduce((sum, each) => sum + (each.stressed ? hump(t, each.at + 0.05, 0.5) : 0), 0),
  );
  tracks.add('brow.upLeft', stress, BROW_BEAT * strength);
  tracks.add('brow.upRight', stress, BROW_BEAT * strength * 0.92);
  tracks.add('head.pitch', stress, -HEAD_BEAT_DEGREES * strength);
}

function drawSyllables({ random, start, end, intent, entry, amount }: Placed): Syllable[] {
  const natural = 1 / ((entry.rate ?? 4) * intent.speed);
  const syllables: Syllable[] = [];
  let at = start + 0.75 * natural;
  let lastStress = -1;
  while (at + 0.7 * natural < end) {
    const seconds = natural * random.logNormal(1, SYLLABLE_SPREAD);
    const stressed =
      random.chance(STRESS_CHANCE) && at - lastStress > 0.7 && at + 0.35 < end && at > start + 0.3;
    const loudness = Math.min(1.8, random.logNormal(0.9, 0.35));
    const lips = LIP_SHAPES[Math.floor(random.uniform() * LIP_SHAPES.length)];
    const closes = random.chance(CLOSURE_CHANCE) && at - seconds / 2 > start + 0.08;
    if (at + 0.65 * seconds >= end) break;
    syllables.push({ at, seconds, open: amount * loudness * (stressed ? 1.3 : 1), lips, closes, stressed });
    if (stressed) lastStress = at;
    at += seconds;
    if (random.chance(PAUSE_CHANCE)) at += random.range(0.2, 0.45);
  }
  return syllables;
}
