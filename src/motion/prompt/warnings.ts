import type { PromptIntent, PromptValue, PromptWarning } from '../../values/prompt.ts';
import type { SubjectFacts } from '../subject-facts.ts';
import type { Effect } from './lexicon/entry.ts';
import { behaviourOf } from './lexicon.ts';
import { channelRange, heldChannels } from './limits.ts';
import { ANIMAL_WORDS, STRONG_INTENSITY } from './modifiers.ts';
import { tokenise } from './words.ts';

/** Longer prompts are read up to here, UTF-16 units. */
export const LONGEST_PROMPT = 1000;

type Parsed = Omit<PromptValue, 'warnings'>;

const WIDE_SMILE = 0.45;
const WIDE_TURN_DEGREES = 9;
const MOST_DOMINANT = 2;
const LONG_TAKE_SECONDS = 4;
const PROFILE_DEGREES = 35;
const SMALL_FACE_PX = 128;
/** From here on a head has less room to turn further than the channel has. */
const TURNED_DEGREES = 18;
/** Opening from here on shows teeth that a closed mouth in the photo cannot tell of. */
const OPEN_MOUTH = 0.15;

/** What may look wrong with this prompt on this photo, and what to do instead. */
export function promptWarnings(prompt: Parsed, facts: SubjectFacts, text: string): PromptWarning[] {
  return [
    ...tooLong(prompt),
    ...contradictions(prompt),
    ...risks(prompt, facts),
    ...cameraConflicts(prompt),
    ...unsupported(prompt),
    ...photoRisks(prompt, facts),
    ...animals(text, facts),
  ];
}

function tooLong({ text, seconds }: Parsed): PromptWarning[] {
  const warnings: PromptWarning[] = [];
  if (text.length > LONGEST_PROMPT) {
    warnings.push(
      warning('prompt-cut', `Only the first ${LONGEST_PROMPT} characters were read. Shorten the prompt.`),
    );
  }
  if (seconds !== undefined && seconds > LONG_TAKE_SECONDS) {
    warnings.push(
      warning(
        'long-take',
        `${seconds} s is long for one photo; 3 to 4 s loop best. Longer takes repeat themselves.`,
      ),
    );
  }
  return warnings;
}

/** Something is asked for and forbidden at once. */
function contradictions({ intents, limits }: Parsed): PromptWarning[] {
  const stopped = intents.filter(({ behaviour }) => {
    const asked = behaviourOf(behaviour)?.effects.filter((effect) => !effect.coupled) ?? [];
    return asked.length > 0 && asked.every((effect) => isStopped(effect, limits));
  });
  return [...new Set(stopped.map(({ behaviour }) => behaviour))].map((id) =>
    warning(
      `limit-stops-${id}`,
      `"${labelOf(id)}" is asked for and forbidden at once; the limit wins. Remove one of the two.`,
    ),
  );
}

/** No way is left to go: lids that must stay open may still widen, but not blink. */
function isStopped({ channel, gain, sided }: Effect, limits: Parsed['limits']): boolean {
  const { min, max } = channelRange(limits, channel);
  const upward = gain > 0 || sided === 'toward';
  const downward = gain < 0 || sided === 'toward';
  return (!upward || max === 0) && (!downward || min === 0) && (gain !== 0 || (min === 0 && max === 0));
}

function risks({ intents, limits }: Parsed, facts: SubjectFacts): PromptWarning[] {
  const warnings: PromptWarning[] = [];
  const held = heldChannels(limits);
  const has = (...ids: string[]): PromptIntent | undefined =>
    intents.find(({ behaviour }) => ids.includes(behaviour));
  const smile = intents.some(({ behaviour, amount }) => SMILES.has(behaviour) && amount >= WIDE_SMILE);
  if (
    smile &&
    has('head-turn', 'look-over-shoulder') &&
    !held.has('mouth.smileLeft') &&
    !held.has('head.yaw')
  ) {
    warnings.push(
      warning(
        'smile-and-turn',
        'A wide smile and a turn together melt cheeks and teeth. Soften one of them.',
      ),
    );
  }
  const opening = intents.some((intent) => jawOf(intent) >= OPEN_MOUTH);
  if (opening && facts.mouthClosed !== false && !held.has('jaw.open')) {
    const known = facts.mouthClosed === true;
    warnings.push(
      warning(
        'open-mouth',
        known
          ? 'The mouth is closed in the photo: it opens only a little and its teeth are invented. Use a photo with parted lips.'
          : 'Opening the mouth looks true only if the lips are parted in the photo.',
      ),
    );
  }
  const turn =
    has('look-over-shoulder') ??
    intents.find(({ behaviour, amount }) => behaviour === 'head-turn' && amount > WIDE_TURN_DEGREES);
  if (turn)
    warnings.push(
      warning(
        'wide-turn',
        'One photo shows one side of the head: turns beyond 9° look stretched. Ask for a slight turn.',
      ),
    );
  const closed = has('close-eyes', 'eyes-closed', 'sleepy');
  const eyes = has('look-side', 'look-up', 'look-down', 'glance', 'roll-eyes', 'shift-gaze', 'look-camera');
  if (closed && eyes && closed.step === eyes.step) {
    warnings.push(
      warning('closed-eyes-and-gaze', 'Closed eyes hide the gaze. Ask for one after the other with "then".'),
    );
  }
  return [...warnings, ...strongIntents(intents), ...restlessness(intents)];
}

const SMILES: ReadonlySet<string> = new Set(['smile', 'grin', 'laugh', 'happy', 'show-teeth']);

function strongIntents(intents: readonly PromptIntent[]): PromptWarning[] {
  const strong = intents.filter(({ behaviour, amount }) => {
    const entry = behaviourOf(behaviour);
    return entry !== undefined && entry.base > 0 && amount / entry.base >= STRONG_INTENSITY;
  });
  return [...new Set(strong.map(({ behaviour }) => behaviour))].map((id) =>
    warning(
      `strong-${id}`,
      `"${labelOf(id)}" this strong may show that it is one photo. Try "noticeable" or less.`,
    ),
  );
}

function restlessness(intents: readonly PromptIntent[]): PromptWarning[] {
  const dominant = new Set(
    intents
      .filter(({ behaviour, step }) => step === undefined && behaviourOf(behaviour)?.dominant)
      .map(({ behaviour }) => behaviour),
  );
  if (dominant.size <= MOST_DOMINANT) return [];
  const names = [...dominant].map(labelOf).join(', ');
  return [
    warning(
      'too-much-at-once',
      `${dominant.size} large movements at once (${names}) look restless. Keep one or two, or order them with "then".`,
    ),
  ];
}

function cameraConflicts({ intents, limits }: Parsed): PromptWarning[] {
  const warnings: PromptWarning[] = [];
  const sides = (ids: readonly string[]): Set<number> =>
    new Set(
      intents.filter(({ behaviour, side }) => ids.includes(behaviour) && side !== 0).map(({ side }) => side),
    );
  const together = (a: string, b: string): boolean =>
    intents.some(
      (one) => one.behaviour === a && intents.some((two) => two.behaviour === b && one.step === two.step),
    );
  if (together('push-in', 'pull-back')) {
    warnings.push(
      warning(
        'push-and-pull',
        'Push in and pull back cancel each other. A loop already comes back by itself.',
      ),
    );
  }
  const gaze = sides(['look-side', 'glance']);
  const head = sides(['head-turn', 'look-over-shoulder']);
  if (gaze.size === 1 && head.size === 1 && [...gaze][0] !== [...head][0]) {
    warnings.push(
      warning(
        'gaze-against-turn',
        'Eyes and head go opposite ways, which reads as distrust. Give both the same side.',
      ),
    );
  }
  const camera = intents.filter(({ behaviour }) => behaviourOf(behaviour)?.group === 'Camera');
  if (camera.length > 0 && limits.some(({ channel }) => channel === 'camera.')) {
    warnings.push(
      warning(
        'static-and-camera',
        'The camera is told to stay and to move; it stays. Remove one of the two.',
      ),
    );
  }
  return warnings;
}

function unsupported({ intents }: Parsed): PromptWarning[] {
  const ids = [...new Set(intents.map(({ behaviour }) => behaviour))];
  return ids.flatMap((id) => {
    const reason = behaviourOf(id)?.unsupported;
    return reason === undefined ? [] : [warning(`not-moved-${id}`, reason)];
  });
}

function photoRisks({ intents }: Parsed, facts: SubjectFacts): PromptWarning[] {
  const warnings: PromptWarning[] = [];
  const wind = intents.some(({ behaviour }) =>
    behaviourOf(behaviour)?.effects.some(({ channel }) => channel.startsWith('hair.')),
  );
  if (wind && facts.hasHair === false) {
    warnings.push(warning('no-hair', 'No hair was found in the photo, so nothing moves in the wind.'));
  }
  if (facts.faceCount === 0 && intents.some(needsFace)) {
    warnings.push(
      warning(
        'no-face',
        'No face was found: only camera and light can move. Use a photo of a person or ask for a camera move.',
      ),
    );
  }
  if (facts.faceCount !== undefined && facts.faceCount > 1) {
    warnings.push(
      warning(
        'several-faces',
        `${facts.faceCount} faces were found; one of them moves. Choose it with "index" in Detect faces.`,
      ),
    );
  }
  if (facts.faceWidth !== undefined && facts.faceWidth < SMALL_FACE_PX) {
    warnings.push(
      warning(
        'small-face',
        `The face is ${Math.round(facts.faceWidth)} px wide; below ${SMALL_FACE_PX} px lids and lips turn soft. Use a larger photo.`,
      ),
    );
  }
  if (facts.pose !== undefined && Math.abs(facts.pose.yaw) > PROFILE_DEGREES) {
    warnings.push(
      warning(
        'profile',
        `The face looks ${Math.round(Math.abs(facts.pose.yaw))}° aside; beyond ${PROFILE_DEGREES}° the far side tears. Use a photo from nearer the front.`,
      ),
    );
  }
  return [...warnings, ...poseRisks(facts, intents)];
}

function poseRisks({ pose, eyesClosed }: SubjectFacts, intents: Parsed['intents']): PromptWarning[] {
  const asks = (test: (effect: Effect) => boolean): boolean =>
    intents.some(({ behaviour }) => behaviourOf(behaviour)?.effects.some(test));
  const warnings: PromptWarning[] = [];
  const turned = Math.abs(pose?.yaw ?? 0);
  if (
    turned > TURNED_DEGREES &&
    turned <= PROFILE_DEGREES &&
    asks(({ channel, coupled }) => !coupled && channel === 'head.yaw')
  ) {
    warnings.push(
      warning(
        'turned-face',
        `The head is turned by ${Math.round(turned)}° in the photo: it turns further only a little, and back freely.`,
      ),
    );
  }
  if (eyesClosed === true && asks(({ channel, coupled }) => !coupled && /^(gaze|eye)\./.test(channel))) {
    warnings.push(
      warning('shut-eyes', 'The eyes are closed in the photo: they stay closed. Use a photo with open eyes.'),
    );
  }
  return warnings;
}

function needsFace({ behaviour }: PromptIntent): boolean {
  const entry = behaviourOf(behaviour);
  if (entry === undefined) return false;
  return entry.effects.some(({ channel }) => !channel.startsWith('camera.') && channel !== 'light');
}

function animals(text: string, facts: SubjectFacts): PromptWarning[] {
  const named = tokenise(text).find((token) => ANIMAL_WORDS.has(token.text));
  if (named === undefined || (facts.faceCount ?? 0) > 0) return [];
  return [warning('animal', 'Faces of animals are not recognised: only camera and light can move.')];
}

/** Share of the jaw's travel that an intent asks for. */
function jawOf({ behaviour, amount }: PromptIntent): number {
  const jaw = behaviourOf(behaviour)?.effects.find(({ channel }) => channel === 'jaw.open');
  return jaw === undefined ? 0 : jaw.gain * amount;
}

function labelOf(id: string): string {
  return behaviourOf(id)?.label ?? id;
}

function warning(code: string, message: string): PromptWarning {
  return { code, message };
}
