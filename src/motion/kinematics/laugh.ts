import { addEffects, holdTrack, stretchesOf } from './movements.ts';
import { hump, minimumJerk } from './profiles.ts';
import type { Placed } from './schedule.ts';
import { sample, type Track, type Tracks } from './timeline.ts';

/** Notes of laughter follow each other every 210 ms, each softer than the last (Provine & Yong 1991). */
const NOTE_SPREAD = 0.1;
const NOTE_FADE = 0.9;
const NOTES_IN_A_BOUT = [4, 7] as const;
/** Pause in which a laughing person breathes in, seconds. */
const BREATH_PAUSE = [0.3, 0.5] as const;
/** Between two notes the jaw closes to this share of its opening. */
const JAW_REST = 0.3;
const NOTE_WIDTH = 1.15;

/** Laughter: the smile stays, jaw, chest and head shake with every note. */
export function addLaugh(tracks: Tracks, placed: Placed): void {
  const smile = holdTrack(tracks.timeline, placed);
  const notes = noteTrack(tracks, placed);
  const jaw = smile.map((level, frame) => level * (JAW_REST + (1 - JAW_REST) * notes[frame]));
  const shake = smile.map((level, frame) => level * notes[frame]);
  const nod = smile.map((level, frame) => level * (0.8 + 0.2 * notes[frame]));
  addEffects(tracks, placed, ({ channel }) => {
    if (channel === 'jaw.open') return jaw;
    if (channel === 'body.breath') return shake;
    return channel === 'head.pitch' ? nod : smile;
  });
}

function noteTrack({ timeline }: Tracks, placed: Placed): Track {
  const { entry, intent } = placed;
  const random = placed.random.fork('notes');
  const natural = 1 / ((entry.rate ?? 4.8) * intent.speed);
  const notes: { at: number; seconds: number; level: number }[] = [];
  for (let at = placed.start + natural; at < placed.end; at += random.range(...BREATH_PAUSE)) {
    const count = Math.round(random.range(...NOTES_IN_A_BOUT));
    let level = 1;
    for (let note = 0; note < count; note++) {
      const seconds = natural * random.logNormal(1, NOTE_SPREAD);
      notes.push({ at, seconds, level });
      level *= NOTE_FADE;
      at += seconds;
    }
  }
  return sample(timeline, (t) =>
    notes.reduce(
      (sum, { at, seconds, level }) => Math.max(sum, level * hump(t, at, NOTE_WIDTH * seconds)),
      0,
    ),
  );
}

/** Share of a sigh that breathing in takes. */
const INHALE_SHARE = 0.4;
/** Breathing out goes this far below the level of the photo before it returns, as a share of the depth. */
const UNDERSHOOT = 0.2;
const RETURN_SHARE = 0.3;

/** A sigh: in, longer out, a little below rest, and back; jaw and chin follow the breath that goes out. */
export function addSigh(tracks: Tracks, placed: Placed): void {
  const { timeline } = tracks;
  const { onset, offset } = placed.entry.timing ?? { onset: 0.9, offset: 1.4 };
  const stretches = stretchesOf(placed, { onset, offset, hold: 0 }).map(({ start, end }) => ({
    start,
    seconds: (end === Infinity ? placed.end : end) - start,
  }));
  const over = (level: (u: number) => number): Track =>
    sample(timeline, (t) =>
      stretches.reduce((sum, { start, seconds }) => sum + level((t - start) / seconds), 0),
    );
  const lungs = over(lungsOfSigh);
  const out = over((u) => minimumJerk((u - INHALE_SHARE) / 0.15) * minimumJerk((1 - u) / RETURN_SHARE));
  const chin = lungs.map((level, frame) => level - out[frame]);
  addEffects(tracks, placed, ({ channel }) =>
    channel === 'jaw.open' ? out : channel === 'head.pitch' ? chin : lungs,
  );
}

function lungsOfSigh(u: number): number {
  if (u <= 0 || u >= 1) return 0;
  const inhaled = minimumJerk(u / INHALE_SHARE);
  const exhaled = minimumJerk((u - INHALE_SHARE) / (1 - INHALE_SHARE - RETURN_SHARE / 2));
  const back = minimumJerk((u - (1 - RETURN_SHARE)) / RETURN_SHARE);
  return inhaled - (1 + UNDERSHOOT) * exhaled + UNDERSHOOT * back;
}
