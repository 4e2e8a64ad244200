import { ATTITUDE_ENTRIES } from './lexicon/attitudes.ts';
import { BODY_ENTRIES } from './lexicon/body.ts';
import { BROW_ENTRIES } from './lexicon/brows.ts';
import { CAMERA_ENTRIES } from './lexicon/camera.ts';
import type { BehaviourEntry, LexiconEntry } from './lexicon/entry.ts';
import { GAZE_ENTRIES } from './lexicon/gaze.ts';
import { HEAD_ENTRIES } from './lexicon/head.ts';
import { LID_ENTRIES } from './lexicon/lids.ts';
import { LIMIT_ENTRIES } from './lexicon/limits.ts';
import { MOOD_ENTRIES } from './lexicon/moods.ts';
import { MOUTH_ENTRIES } from './lexicon/mouth.ts';
import { SCENE_ENTRIES } from './lexicon/scene.ts';
import { SETTING_ENTRIES } from './lexicon/settings.ts';
import { SMILE_ENTRIES } from './lexicon/smiles.ts';

/** Everything that can be asked for. */
export const BEHAVIOURS: readonly BehaviourEntry[] = [
  ...LID_ENTRIES,
  ...GAZE_ENTRIES,
  ...HEAD_ENTRIES,
  ...SMILE_ENTRIES,
  ...MOUTH_ENTRIES,
  ...BROW_ENTRIES,
  ...MOOD_ENTRIES,
  ...ATTITUDE_ENTRIES,
  ...BODY_ENTRIES,
  ...SCENE_ENTRIES,
  ...CAMERA_ENTRIES,
];

/** The whole lexicon of motion prompts, in the order of the published table. */
export const LEXICON: readonly LexiconEntry[] = [...BEHAVIOURS, ...LIMIT_ENTRIES, ...SETTING_ENTRIES];

const BY_ID: ReadonlyMap<string, BehaviourEntry> = new Map(BEHAVIOURS.map((entry) => [entry.id, entry]));

/** The behaviour with this id, as an intent names it; undefined for an id of a later version. */
export function behaviourOf(id: string): BehaviourEntry | undefined {
  return BY_ID.get(id);
}
